import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LakeTables } from '@iolaus/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LakeEngine, type CallContext } from './lake-engine.js';

const MAPPING = [
  'version: 1',
  'match: "*.jsonl"',
  'format: jsonl',
  'entity: exchange',
  'fields:',
  '  account: { paths: [account] }',
  '  time: { paths: [ts], parse: unix-s }',
  '  prompt: { paths: [prompt] }',
  '  system_prompt: { paths: [system] }',
].join('\n');
const WORDS = ['amber', 'birch', 'cedar', 'delta', 'ember', 'fjord', 'grove', 'heath'];

interface Use {
  readonly opening?: string;
  readonly ending?: string;
  readonly system?: string;
  readonly uses?: number;
  /** Whose they are, in turn; null is nobody. */
  readonly accounts: readonly (string | null)[];
}

/** Exchanges that have what is given in common, and no other sentence. */
const exchanges = ({ opening, ending, system, uses = 8, accounts }: Use): object[] =>
  WORDS.slice(0, uses).map((word, at) => ({
    account: accounts[at % accounts.length],
    ts: at,
    prompt: [
      opening ?? `Say ${word} to begin with. `,
      `Mind the ${accounts.join('')} ${word} well. `,
      ending ?? `At last add ${word} ${opening?.split(' ')[1]} once more.`,
    ].join(' '),
    system,
  }));

const context: CallContext = { onProgress: () => undefined, isCancelled: () => false };
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'iolaus-rollup-'));
  writeFileSync(join(folder, 'mapping.yaml'), MAPPING);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The tables of a lake with a dump for each list of records. */
async function tablesOf(name: string, ...dumps: readonly object[][]): Promise<LakeTables> {
  const engine = await LakeEngine.open({ folder: join(folder, name), memoryMb: 256, threads: 2 });
  for (const [at, records] of dumps.entries()) {
    const path = join(folder, `${name}-${at}.jsonl`);
    writeFileSync(path, records.map((record) => JSON.stringify(record)).join('\n'));
    await engine.importFiles({ paths: [path] }, context);
  }
  return engine.tables(context);
}

/** The readable texts of the templates, and how often each account used them. */
function templates({ sightings }: LakeTables): { text: string | undefined; counts: Record<string, number> }[] {
  return sightings.indicatorValue.map((_, indicator) => ({
    text: sightings.indicatorText[indicator],
    counts: Object.fromEntries(
      [...sightings.account.keys()]
        .filter((pair) => sightings.indicator[pair] === indicator)
        .map((pair) => [sightings.accounts[sightings.account[pair]], sightings.count[pair]]),
    ),
  }));
}

const OPENING = 'Write an advertisement for a boat.';
const ENDING = 'Answer with the finished text alone.';

describe('prompt templates', () => {
  it('are openings that three accounts have used eight times, over all dumps', async () => {
    const records = exchanges({ opening: OPENING, accounts: ['a', 'b', 'c'] });
    const found = templates(await tablesOf('over-dumps', records.slice(0, 3), records.slice(3)));
    expect(found.map(({ counts }) => counts)).toEqual([{ a: 3, b: 3, c: 2 }]);
    expect(found[0].text).toMatch(/^Write an advertisement for a boat\. Mind the abc ‹…› well\./);
  });

  it.each([
    ['seven uses', { opening: OPENING, uses: 7, accounts: ['a', 'b', 'c'] }],
    ['two accounts', { opening: OPENING, accounts: ['a', 'b'] }],
    ['a use by nobody', { opening: OPENING, accounts: ['a', 'b', 'c', 'd', 'e', 'f', 'g', null] }],
  ])('are not made by %s', async (name, use) => {
    expect(templates(await tablesOf(name, exchanges(use)))).toEqual([]);
  });

  it('are one when an ending goes with its opening', async () => {
    const both = exchanges({ opening: OPENING, ending: ENDING, accounts: ['a', 'b', 'c'] });
    expect(templates(await tablesOf('both', both))).toHaveLength(1);
  });

  it('are two when an ending also goes with other openings', async () => {
    const both = exchanges({ opening: OPENING, ending: ENDING, accounts: ['a', 'b', 'c'] });
    const other = exchanges({ ending: ENDING, accounts: ['d', 'e', 'f'] });
    const counts = templates(await tablesOf('two', both, other)).map((each) => each.counts);
    expect(counts).toHaveLength(2);
    expect(counts).toContainEqual({ a: 3, b: 3, c: 2 });
    expect(counts).toContainEqual({ a: 3, b: 3, c: 2, d: 3, e: 3, f: 2 });
  });

  it('are also system prompts, with their text', async () => {
    const system = 'You are a patient translator of letters.';
    const found = templates(await tablesOf('system', exchanges({ system, accounts: ['a', 'b', 'c'] })));
    expect(found).toEqual([{ text: system, counts: { a: 3, b: 3, c: 2 } }]);
  });

  it('have a text made of the first record of each account', async () => {
    const first = exchanges({ opening: OPENING, ending: 'Make it short and very kind.', accounts: ['a', 'b', 'c'] });
    const later = exchanges({ opening: OPENING, ending: 'Make it long and rather stern.', accounts: ['a', 'b', 'c'] });
    const found = templates(await tablesOf('first', first, later));
    expect(found.find(({ counts }) => counts['a'] === 6)?.text).toBe(
      'Write an advertisement for a boat. Mind the abc ‹…› well. Make it short and very kind.',
    );
  });
});
