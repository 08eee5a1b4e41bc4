import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { LakeEngine } from './lake-engine.js';
import { takeTables } from './read-tables.js';
import { calm } from './testing/calm.js';

/** What a mapping of these tests reads besides account and time. */
const FIELDS = {
  request: '  request: { paths: [id] }',
  ip: '  ip: { paths: [ip], parse: ip }',
  agent: '  user_agent: { paths: [agent] }',
  prompt: '  prompt: { paths: [prompt] }',
  system: '  system_prompt: { paths: [system] }',
} as const;
type Field = keyof typeof FIELDS;

const mappingOf = (fields: readonly Field[]): string =>
  [
    'version: 1',
    'match: "dump*"',
    'format: jsonl',
    'entity: exchange',
    'fields:',
    '  account: { paths: [account], required: true }',
    '  time: { paths: [ts], required: true, parse: unix-s }',
    ...fields.map((field) => FIELDS[field]),
    '',
  ].join('\n');

const rowOf = (at: number): object => ({
  account: `acct_${at % 7}`,
  ts: 1000 * at,
  id: `req_${at}`,
  ip: `203.0.113.${at % 9}`,
  agent: `agent/${at % 3}`,
  ...(at % 4 === 3 ? {} : { prompt: promptOf(at) }),
  ...(at % 3 === 0 ? {} : { system: 'You are a careful helper who never lies to anybody about boats' }),
});
const promptOf = (at: number): string =>
  at % 5 === 0
    ? `odd one ${at}`
    : `Write a short friendly advertisement for number ${at} of our many boats and end it with a rhyme about ${at % 11} oars`;

const fields = fc.subarray(Object.keys(FIELDS) as Field[]);
const place = fc.nat({ max: 99 });
const change = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('import' as const),
      from: fc.nat({ max: 60 }),
      rows: fc.constantFrom(1, 2, 5, 30, 70),
      isRepeated: fc.boolean(),
      isPacked: fc.boolean(),
      fields,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), place }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('remap' as const), place, fields }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('look' as const), minUses: fc.constantFrom(1, 4, 10) }) },
);
type Change = typeof change extends fc.Arbitrary<infer Of> ? Of : never;

interface Dump {
  readonly sha256: string;
  readonly path: string;
  readonly mappingPath: string;
}

let folder: string;
let files = 0;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'iolaus-changes-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const openLake = (): Promise<LakeEngine> =>
  LakeEngine.open({ folder: join(folder, `lake-${files++}`), memoryMb: 256, threads: 1 });

/** A file of its own folder. */
function written(name: string, content: string | Buffer): string {
  const own = join(folder, `files-${files++}`);
  mkdirSync(own);
  writeFileSync(join(own, name), content);
  return join(own, name);
}

/** The dumps of the lake after a change, in the order in which they were read. */
async function changed(lake: LakeEngine, dumps: readonly Dump[], of: Change): Promise<readonly Dump[]> {
  if (of.kind === 'look') {
    await lake.templates({ minUses: of.minUses }, calm);
    return dumps;
  }
  if (of.kind === 'import') {
    const rows = Array.from({ length: of.rows }, (_, at) => rowOf(of.from + at));
    const text = [...rows, ...(of.isRepeated ? [rows[0], rows[0]] : [])]
      .map((row) => `${JSON.stringify(row)}\n`)
      .join('');
    const path = of.isPacked ? written('dump.jsonl.gz', gzipSync(text)) : written('dump.jsonl', text);
    const mappingPath = written('mapping.yaml', mappingOf(of.fields));
    const { dumps: taken } = await lake.importFiles({ paths: [path], mappingPath }, calm);
    const { sha256, isKnown } = taken[0];
    return isKnown ? dumps : [...dumps, { sha256, path, mappingPath }];
  }
  const dump = dumps[of.place % dumps.length];
  if (!dump) return dumps;
  const others = dumps.filter((each) => each !== dump);
  if (of.kind === 'remove') {
    await lake.removeDump({ sha256: dump.sha256 });
    return others;
  }
  const mappingText = mappingOf(of.fields);
  await lake.remapDump({ sha256: dump.sha256, mappingText }, calm);
  return [...others, { ...dump, mappingPath: written('mapping.yaml', mappingText) }];
}

const inOrder = (rows: readonly unknown[]): string[] => rows.map((row) => JSON.stringify(row)).sort();

/** What a lake says in the end, without ids that its secret makes. */
async function told(lake: LakeEngine): Promise<unknown> {
  const { sightings, accounts, activity } = takeTables(await lake.tables(calm));
  const templates = await lake.templates({}, calm);
  return {
    accounts: sightings.accounts.map((id, at) => [id, accounts.exchanges[at], accounts.lastMs[at]]),
    pairs: inOrder(
      Array.from(sightings.account, (account, row) => [
        sightings.accounts[account],
        sightings.kinds[sightings.indicatorKind[sightings.indicator[row]]].kind,
        sightings.indicatorText[sightings.indicator[row]] ?? sightings.indicatorValue[sightings.indicator[row]],
        sightings.count[row],
        sightings.firstMs[row],
        sightings.lastMs[row],
      ]),
    ),
    activity: Array.from(activity.account, (account, row) => [account, activity.hour[row], activity.count[row]]),
    templates: inOrder(templates.map(({ text, uses, accounts: of }) => [text, uses, of])),
  };
}

it('says the same as one that only ever read what is left, whatever was imported, removed, looked at and read again', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 2, maxLength: 4 }), async (changes) => {
      const [lake, fresh] = [await openLake(), await openLake()];
      let dumps: readonly Dump[] = [];
      // Dumps begin with an import: there is nothing to change in an empty lake.
      for (const each of [...changes.filter(({ kind }) => kind === 'import').slice(0, 1), ...changes])
        if (dumps.length > 0 || each.kind === 'import') {
          dumps = await changed(lake, dumps, each);
          // As after every import: what was made of the lake before must not be taken for what it says now.
          await lake.tables(calm);
        }
      if (dumps.length === 0) return;
      for (const { path, mappingPath } of dumps) await fresh.importFiles({ paths: [path], mappingPath }, calm);
      expect(await told(lake)).toEqual(await told(fresh));
    }),
    { numRuns: 10, seed: 20_261_128 },
  );
}, 120_000);
