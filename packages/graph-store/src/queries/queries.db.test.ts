import type { LakeTables } from '@iolaus/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GraphStore } from '../graph-store.js';
import { buildPublication } from '../testing/build-publication.js';
import { buildFeed } from '../testing/build-feed.js';
import { buildTables } from '../testing/build-tables.js';
import { openEmptyGraph } from '../testing/test-graph.js';

const DAY_MS = 86_400_000;
const BUILT = buildTables(
  [
    ['acct_a', 'payment-method', 'card_0000004242', 2],
    ['acct_a', 'ip', '192.0.2.1', 5],
    ['acct_a', 'prompt-template', 'T-1', 7],
    ['acct_a', 'user-agent', 'probe/1.0', 1],
    ['acct_b', 'payment-method', 'card_0000004242', 1],
    ['acct_b', 'ip', '192.0.2.1', 3],
    ['acct_c', 'payment-method', 'card_0000004242', 1],
    ['acct_c', 'prompt-template', 'T-1', 4],
    ['acct_d', 'ip', '192.0.2.1', 1],
    ['acct_e', 'ip', '198.51.100.9', 1],
  ],
  { 'T-1': 'Grade the essay by the rubric: ‹…› (a+b) AND "quotes"' },
);
/** All were last seen three days after they signed up; acct_e, the last of five, is banned. */
const TABLES: LakeTables = {
  ...BUILT,
  accounts: {
    ...BUILT.accounts,
    lastMs: BUILT.accounts.createdMs.map((ms) => ms + 3 * DAY_MS),
    bannedMs: Float64Array.of(Number.NaN, Number.NaN, Number.NaN, Number.NaN, 1_790_900_000_000),
  },
};
let graph: GraphStore;

beforeAll(async () => {
  graph = await openEmptyGraph();
  await graph.load(buildFeed(TABLES));
  const network = {
    id: 'N-7',
    name: 'Lerna reed',
    members: ['acct_b', 'acct_a'],
    core: ['payment-method:card_0000004242', 'prompt-template:T-1'],
  };
  await graph.publish(buildPublication(TABLES, 'S-1', [network]));
});
afterAll(() => graph.close());

describe('the graph', () => {
  it('counts accounts, indicators, sightings and pairs as the tables do', async () => {
    expect(await graph.status()).toMatchObject({ accounts: 5, indicators: 5, sightings: 26, pairs: 10 });
    expect((await graph.status()).kinds.find((each) => each.kind === 'ip')).toEqual({
      kind: 'ip',
      indicators: 2,
      sightings: 10,
      pairs: 4,
    });
    expect((await graph.status()).snapshot).toEqual({ id: 'S-1', createdMs: 5 });
  });

  it('gives an account with its place, and unknown times as null', async () => {
    expect(await graph.account('acct_b')).toMatchObject({
      id: 'acct_b',
      exchanges: 2,
      firstMs: null,
      membership: { network: 'N-7', name: 'Lerna reed', tier: 'act', community: 'A-01', bits: 40, rank: 1 },
    });
    expect((await graph.account('acct_d'))?.membership).toBeNull();
    expect(await graph.account('acct_none')).toBeUndefined();
    expect(await graph.networkOf('acct_e')).toBeUndefined();
  });

  it('lists the indicators of an account, those that hold a network before rarer ones, and counts what it leaves out', async () => {
    const { rows, total } = await graph.indicatorsOfAccount('acct_a');
    expect(rows.map(({ kind, count, reach }) => [kind, count, reach])).toEqual([
      ['prompt-template', 7, 2],
      ['payment-method', 2, 3],
      ['ip', 5, 3],
      ['user-agent', 1, 1],
    ]);
    expect(rows[0]?.text).toContain('Grade the essay');
    expect(total).toBe(4);
    const short = await graph.indicatorsOfAccount('acct_a', 1);
    expect([short.rows.length, short.total]).toEqual([1, 4]);
  });

  it('pages the holders of an indicator, most used first, with their networks', async () => {
    const { rows, total } = await graph.accountsOfIndicator({ kind: 'ip', value: '192.0.2.1', limit: 2 });
    expect(rows.map(({ account, count, network }) => [account, count, network])).toEqual([
      ['acct_a', 5, 'N-7'],
      ['acct_b', 3, 'N-7'],
    ]);
    expect(total).toBe(3);
    const next = await graph.accountsOfIndicator({ kind: 'ip', value: '192.0.2.1', offset: 2, limit: 2 });
    expect(next.rows.map(({ account, network }) => [account, network])).toEqual([['acct_d', null]]);
  });

  it('pages the holders in a network, or those in none, by themselves', async () => {
    const held = async (holders: 'members' | 'outside'): Promise<unknown> => {
      const { rows, total } = await graph.accountsOfIndicator({ kind: 'ip', value: '192.0.2.1', holders });
      return [rows.map((row) => row.account), total];
    };
    expect(await held('members')).toEqual([['acct_a', 'acct_b'], 2]);
    expect(await held('outside')).toEqual([['acct_d'], 1]);
  });

  it('tells an indicator, its networks and what is met with it', async () => {
    expect(await graph.indicator('ip', '192.0.2.1')).toMatchObject({ reach: 3, records: 9 });
    expect(await graph.indicator('ip', "' OR 1=1 //")).toBeUndefined();
    expect(await graph.networksOfIndicator('payment-method', 'card_0000004242')).toEqual([
      { id: 'N-7', name: 'Lerna reed', tier: 'act', accounts: 2 },
    ]);
    expect(
      (await graph.indicatorsTogether({ kind: 'payment-method', value: 'card_0000004242', among: 500, limit: 12 })).map(
        ({ value, accounts }) => [value, accounts],
      ),
    ).toEqual([
      ['T-1', 2],
      ['192.0.2.1', 2],
    ]);
  });

  it('counts whom a block of an indicator would hit, by the tier of their network, with what they use', async () => {
    expect(await graph.radiusOfIndicator('ip', '192.0.2.1')).toEqual([
      { tier: 'act', accounts: 2, banned: 0, exchanges: 3, tenureMs: 3 * DAY_MS },
      { tier: null, accounts: 1, banned: 0, exchanges: 4, tenureMs: 3 * DAY_MS },
    ]);
    expect(await graph.radiusOfIndicator('ip', '198.51.100.9')).toEqual([
      { tier: null, accounts: 1, banned: 1, exchanges: 0, tenureMs: null },
    ]);
    expect(await graph.radiusOfIndicator('ip', "' OR 1=1 //")).toEqual([]);
  });

  it('counts neighbours by kind, and those in the same network', async () => {
    expect(await graph.neighbours('acct_a')).toEqual([
      { kind: 'ip', accounts: 2, members: 1 },
      { kind: 'payment-method', accounts: 2, members: 1 },
      { kind: 'prompt-template', accounts: 1, members: 0 },
    ]);
  });

  it('lists what two accounts share with both counts', async () => {
    const shared = await graph.sharedIndicators('acct_a', 'acct_b');
    expect(shared.map(({ kind, countA, countB }) => [kind, countA, countB])).toEqual([
      ['ip', 5, 3],
      ['payment-method', 2, 1],
    ]);
  });

  it('lists what several accounts hold with others, rarest first, and leaves out what too many hold', async () => {
    const held = async (mostReach: number, limit: number): Promise<unknown> =>
      (await graph.holdingsOf(['acct_a', 'acct_c', 'acct_none'], { mostReach, limit })).map(
        ({ account, kind, reach }) => [account, kind, reach],
      );
    expect(await held(2, 10)).toEqual([
      ['acct_a', 'prompt-template', 2],
      ['acct_c', 'prompt-template', 2],
    ]);
    expect(await held(3, 4)).toEqual([
      ['acct_a', 'prompt-template', 2],
      ['acct_c', 'prompt-template', 2],
      ['acct_a', 'ip', 3],
      ['acct_a', 'payment-method', 3],
    ]);
  });

  it('lists who holds several indicators, and no more than asked for', async () => {
    const wanted = [
      { kind: 'prompt-template', value: 'T-1' },
      { kind: 'ip', value: '192.0.2.1' },
    ];
    const pairs = async (limit: number): Promise<string[]> =>
      (await graph.holdersOf(wanted, limit)).map(({ value, account }) => `${value} ${account}`);
    expect(await pairs(10)).toEqual([
      'T-1 acct_a',
      'T-1 acct_c',
      '192.0.2.1 acct_a',
      '192.0.2.1 acct_b',
      '192.0.2.1 acct_d',
    ]);
    expect(await pairs(3)).toEqual(['T-1 acct_a', 'T-1 acct_c', '192.0.2.1 acct_a']);
  });

  it('previews an expansion: who touches it, who is here, who is linked by more than chance', async () => {
    const [accounts, ...kinds] = await graph.expandPreview('N-7', 'payment-method', 'card_0000004242');
    expect(accounts).toEqual({ kind: 'account', touches: 3, here: 2, others: 1, moreThanChance: 1 });
    expect(kinds).toContainEqual({ kind: 'ip', touches: 1, here: 0, others: 1, moreThanChance: 0 });
    expect(kinds).toContainEqual({ kind: 'prompt-template', touches: 1, here: 1, others: 0, moreThanChance: 0 });
  });

  it('expands by what is more than chance, or by all, and says how many there are', async () => {
    const card = { network: 'N-7', kind: 'payment-method', value: 'card_0000004242' };
    expect(await graph.expand({ ...card, only: 'more-than-chance' })).toEqual({
      rows: [{ account: 'acct_c', bits: 20, network: null }],
      total: 1,
    });
    const ip = { network: 'N-7', kind: 'ip', value: '192.0.2.1' };
    expect(await graph.expand({ ...ip, only: 'more-than-chance' })).toEqual({ rows: [], total: 0 });
    expect((await graph.expand({ ...ip, only: 'all' })).rows).toEqual([{ account: 'acct_d', bits: 0, network: null }]);
  });

  it('pages members in any order', async () => {
    const ids = async (query: object): Promise<string[]> =>
      (await graph.members({ network: 'N-7', ...query })).rows.map((row) => row.account);
    expect(await ids({})).toEqual(['acct_b', 'acct_a']);
    expect(await ids({ direction: 'asc' })).toEqual(['acct_a', 'acct_b']);
    expect(await ids({ sort: 'account', direction: 'asc' })).toEqual(['acct_a', 'acct_b']);
    expect(await ids({ sort: 'exchanges', limit: 1 })).toEqual(['acct_b']);
    expect(await graph.members({ network: 'N-7', minBits: 39.5 })).toMatchObject({
      total: 1,
      rows: [{ account: 'acct_b' }],
    });
    expect(await graph.members({ network: 'N-7', community: 'B-01' })).toEqual({ rows: [], total: 0 });
  });

  it('gives the published records back as they were', async () => {
    expect((await graph.networkRecords()).map(({ id, barBits }) => [id, barBits])).toEqual([['N-7', 15]]);
  });
});

describe('search', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['acct_c', 'acct_c'],
    ['192.0.2.1', '192.0.2.1'],
    ['192.0.2.0/24', '192.0.2.1'],
    ['198.51', '198.51.100.9'],
    ['card_0000004242', 'card_0000004242'],
    ['••4242', 'card_0000004242'],
    ['**** 4242', 'card_0000004242'],
    ['essay rubr', 'T-1'],
    ['(a+b) AND "quotes"', 'T-1'],
    ['lerna', 'N-7'],
  ];
  for (const [typed, id] of cases) {
    it(`finds ${id} by ${typed}`, async () => {
      expect((await graph.search(typed)).map((hit) => hit.id)).toContain(id);
    });
  }

  it('never shows a whole card token as a label', async () => {
    const [hit] = await graph.search('card_0000004242');
    expect(hit).toMatchObject({ label: '••4242', fact: '3 accounts, 4 sightings' });
  });

  it('answers hostile text with nothing instead of a fault', async () => {
    for (const typed of ['*:*', 'text:(', '"', '\\', ') OR (1', "' RETURN 1 //", '~~~', '/.*/']) {
      expect(Array.isArray(await graph.search(typed))).toBe(true);
    }
  });
});
