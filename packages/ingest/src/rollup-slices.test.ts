import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LakeEngine } from './lake-engine.js';
import { LakeState } from './lake-state.js';
import { kindsOf, type DumpGroup } from './manifest.js';
import { mergeRollups, rollUpGroup } from './rollup.js';
import { slicesOf } from './rollup-slices.js';

const MAPPING = [
  'version: 1',
  'match: "exchanges*"',
  'format: jsonl',
  'entity: exchange',
  'fields:',
  '  account: { paths: [account] }',
  '  time: { paths: [ts], required: true }',
  '  ip: { paths: [ip], parse: ip }',
  'indicators:',
  '  - { name: wallet, paths: [wallet] }',
].join('\n');
/** So little that each slice holds two rows. */
const LITTLE = 0.0001;
const MUCH = 900;
const context = {
  onProgress: () => undefined,
  isCancelled: () => false,
  isPaused: () => false,
  resumed: () => Promise.resolve(),
};

describe('a rollup in slices of accounts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'iolaus-slices-'));
  const lake = join(folder, 'lake');
  let state: LakeState;

  beforeAll(async () => {
    writeFileSync(join(folder, 'exchanges.mapping.yaml'), MAPPING);
    for (const dump of [0, 1])
      writeFileSync(
        join(folder, `exchanges-${dump}.jsonl`),
        Array.from({ length: 40 }, (_, at) =>
          JSON.stringify({
            ...(at % 13 === 0 ? {} : { account: `acct_${(at + dump) % 11}` }),
            ts: new Date(Date.UTC(2026, 2, 1, at % 7, dump)).toISOString(),
            ip: `203.0.113.${at % 5}`,
            ...(at % 3 === 0 ? { wallet: `w-${at % 4}` } : {}),
          }),
        ).join('\n'),
      );
    await (
      await LakeEngine.open({ folder: lake, memoryMb: 200, threads: 2 })
    ).importFiles({ paths: [folder] }, context);
    state = await LakeState.open({ folder: lake, memoryMb: 200, threads: 2 });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** SHA-like name of the merged rollup over one group a dump, each counted within the memory given. */
  async function merged(memoryMb: number): Promise<Record<string, string>> {
    const id = memoryMb === LITTLE ? 'aa' : 'bb';
    const groups: DumpGroup[] = state.dumps.map(({ sha256 }, at) => ({ id: `${id}${at}`, members: [sha256] }));
    for (const [at, group] of groups.entries())
      await rollUpGroup(state.connection, {
        folder: lake,
        id: group.id,
        dumps: state.dumps.slice(at, at + 1),
        memoryMb,
      });
    const name = await mergeRollups(state.connection, {
      of: id.repeat(8),
      folder: lake,
      memoryMb,
      dumps: state.dumps,
      groups,
      kinds: kindsOf(state.dumps),
      fingerprints: undefined,
      enrichment: undefined,
      onPhase: () => undefined,
    });
    const files = readdirSync(join(lake, name)).filter((file) => file.endsWith('.parquet'));
    return Object.fromEntries(files.map((file) => [file, readFileSync(join(lake, name, file), 'base64')]));
  }

  it('has as many slices as memory asks for', () => {
    expect(slicesOf(40, LITTLE)).toBe(20);
    expect(slicesOf(16_550_000, 900)).toBe(1);
    expect(slicesOf(30_000_000, 900)).toBe(2);
    expect(slicesOf(0, 900)).toBe(1);
  });

  it('is the same to the byte as in one, and leaves no part behind', async () => {
    const sliced = await merged(LITTLE);
    expect(Object.keys(sliced).sort()).toEqual([
      'accounts.parquet',
      'activity.parquet',
      'indicators.parquet',
      'pairs.parquet',
    ]);
    expect(sliced).toEqual(await merged(MUCH));
    expect(readdirSync(lake).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});
