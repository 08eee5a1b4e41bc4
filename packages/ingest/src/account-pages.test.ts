import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountQuery, type AccountColumn, type AccountQuery } from '@iolaus/contracts';
import type { AccountKey } from './account-pages.js';
import { LakeEngine, type CallContext } from './lake-engine.js';

const calm: CallContext = {
  onProgress: () => undefined,
  isCancelled: () => false,
  isPaused: () => false,
  resumed: () => Promise.resolve(),
};
const ids = Array.from(
  { length: 57 },
  (_, at) => `${at % 2 ? 'gull' : 'tern'}_${String((at * 31) % 57).padStart(2, '0')}`,
);
const usesOf = (at: number): number => 1 + (at % 5);

let folder: string;
let engine: LakeEngine;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'iolaus-pages-'));
  writeFileSync(
    join(folder, 'exchanges.mapping.yaml'),
    'version: 1\nmatch: "exchanges.jsonl"\nformat: jsonl\nentity: exchange\nfields:\n  account: { paths: [account], required: true }\n  time: { paths: [ts], required: true, parse: unix-s }\n  request: { paths: [id] }\n  ip: { paths: [ip], parse: ip }\n',
  );
  const rows = ids.flatMap((account, at) =>
    Array.from({ length: usesOf(at) }, (_, use) => ({
      account,
      ts: 1_790_000_000 + at * 60 + use,
      id: `r${at}-${use}`,
      ip: '203.0.113.7',
    })),
  );
  writeFileSync(join(folder, 'exchanges.jsonl'), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  engine = await LakeEngine.open({ folder: join(folder, 'lake'), memoryMb: 256, threads: 1 });
  await engine.importFiles({ paths: [join(folder, 'exchanges.jsonl')] }, calm);
  await engine.rollUp({}, calm);
  await engine.placeAccounts({
    ids: [ids[0], ids[1], ids[2]],
    network: ['N-0001', 'N-0001', null],
    tier: ['act', 'act', null],
    size: Float64Array.of(2, 2, NaN),
    bits: Float64Array.of(20.5, 9, NaN),
    held: Uint8Array.of(0b11, 0b10, 0),
    verdict: [null, null, 'cleared'],
    changed: [Uint8Array.of(0b01, 0, 0b10010), Uint8Array.of(0b100, 0b100, 0)],
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const all = (query: Partial<AccountQuery>): AccountQuery => accountQuery.parse(query);

async function walk(query: AccountQuery, limit: number, since: number | null = null): Promise<string[]> {
  const found: string[] = [];
  for (let after: AccountKey | null = null; ;) {
    const page = await engine.accountPage({ query, since, after, limit });
    found.push(...page.rows.map(({ id }) => id));
    if (page.rows.length < limit) return found;
    after = page.last;
  }
}

describe('accounts page by page', () => {
  it.each(['id', 'exchanges', 'first', 'bits', 'network', 'status'] as const satisfies readonly AccountColumn[])(
    'hold everyone once, in the order of %s, whatever the size of a page',
    async (sort) => {
      for (const direction of ['asc', 'desc'] as const) {
        const query = all({ sort, direction });
        const whole = await walk(query, 1000);
        expect(whole.toSorted()).toEqual(ids.toSorted());
        expect(await walk(query, 7)).toEqual(whole);
      }
    },
  );

  it('put those without a value last, in either direction', async () => {
    for (const direction of ['asc', 'desc'] as const)
      expect((await walk(all({ sort: 'bits', direction }), 10)).slice(0, 2).toSorted()).toEqual(
        [ids[0], ids[1]].toSorted(),
      );
  });

  it('begin anywhere by the keys of every so many', async () => {
    const query = all({ sort: 'exchanges', direction: 'desc' });
    const marks = await engine.accountMarks({ query, since: null, every: 10 });
    const whole = await walk(query, 1000);
    expect(marks).toHaveLength(5);
    const { rows } = await engine.accountPage({ query, since: null, after: marks[2], limit: 5 });
    expect(rows.map(({ id }) => id)).toEqual(whole.slice(30, 35));
  });

  it('pass every facet that is chosen, and the text as it stands', async () => {
    expect(await walk(all({ tier: ['act'] }), 10)).toHaveLength(2);
    expect(await walk(all({ held: ['payment'] }), 10)).toEqual([ids[0]]);
    expect(await walk(all({ held: ['payment', 'network'], size: ['0'] }), 10)).toHaveLength(2);
    expect(await walk(all({ verdict: ['cleared'], tier: ['none'] }), 10)).toEqual([ids[2]]);
    expect(await walk(all({ find: 'gull' }), 100)).toHaveLength(28);
    expect(await walk(all({ find: "%' OR 1=1 --" }), 100)).toEqual([]);
    expect(await walk(all({ tier: ["act' OR '1'='1"] }), 100)).toEqual([]);
  });

  it('are those of whom something changed since the snapshot that is compared with, and since no other', async () => {
    expect(await walk(all({ changed: ['joined'] }), 10, 0)).toEqual([ids[0]]);
    expect(await walk(all({ changed: ['banned', 'left'] }), 10, 0)).toEqual([ids[2]]);
    expect(await walk(all({ changed: ['moved'] }), 10, 0)).toEqual([]);
    expect((await walk(all({ changed: ['moved'] }), 10, 1)).toSorted()).toEqual([ids[0], ids[1]].toSorted());
    expect(await walk(all({ changed: ['same'] }), 100, 0)).toHaveLength(55);
    expect(await walk(all({ changed: ['same'] }), 100)).toHaveLength(57);
    const cells = await engine.accountCells({ since: 0 });
    const joined = cells.filter((cell) => (cell[6] & 1) !== 0);
    expect(joined.reduce((sum, cell) => sum + cell[7], 0)).toBe(1);
  });

  it('are counted by every combination of values, and the counts add up', async () => {
    const cells = await engine.accountCells({ since: null });
    expect(cells.reduce((sum, cell) => sum + cell[7], 0)).toBe(57);
    expect(cells.filter(([tier]) => tier === 0).reduce((sum, cell) => sum + cell[7], 0)).toBe(2);
  });
});
