import type { MatchAccount, MatchHit } from '@iolaus/contracts';
import type { GraphStore, TouchedQuery } from '@iolaus/graph-store';
import { describe, expect, it } from 'vitest';
import { queryOf, touchedAccounts } from './touched-accounts.js';

const hit = (kind: string, value: string, of: Partial<MatchHit> = {}): MatchHit => ({
  line: 1,
  entry: value,
  form: 'text',
  kind,
  value,
  text: null,
  reach: 3,
  outside: 0,
  bits: 4,
  classes: [],
  networks: [],
  reason: null,
  ...of,
});
const account = (id: string, network: string | null, held = 1): MatchAccount => ({
  account: id,
  held,
  bits: held * 4.04,
  network,
  networkName: network,
});

describe('what is asked for', () => {
  it('is every hit, and the accounts that are hits themselves', () => {
    const { query, leftOut } = queryOf([
      hit('ip', '192.0.2.1', { reach: 9 }),
      hit('account', 'acct_1'),
      hit('ip', 'b'),
    ]);
    expect(query.indicators.map(({ value }) => value)).toEqual(['b', '192.0.2.1']);
    expect([query.accounts, leftOut]).toEqual([['acct_1'], 0]);
  });

  it('leaves out what most hold where all together are too many, and never an account', () => {
    const hits = [hit('ip', 'wide', { reach: 90 }), hit('ip', 'a', { reach: 6 }), hit('account', 'x'), hit('ip', 'b')];
    const { query, leftOut } = queryOf(hits, 10);
    expect(query.indicators.map(({ value }) => value)).toEqual(['b', 'a']);
    expect([query.accounts, leftOut]).toEqual([['x'], 1]);
  });
});

describe('the accounts that touch a list', () => {
  const known = (['N-1', 'N-2', 'N-3'] as const).map((id) => ({
    record: { id, name: `Name ${id}`, tier: 'act', accounts: 40 },
  })) as unknown as Parameters<typeof touchedAccounts>[2];
  const hits = [
    hit('ip', '192.0.2.1', { networks: [{ id: 'N-1', accounts: 2 }] }),
    // Found by two entries: it is one hit.
    hit('ip', '192.0.2.1', { line: 2, networks: [{ id: 'N-1', accounts: 2 }] }),
    hit('ip', '192.0.2.2', {
      networks: [
        { id: 'N-2', accounts: 9 },
        { id: 'N-1', accounts: 1 },
      ],
    }),
  ];
  const asked: TouchedQuery[] = [];
  const store = {
    matchHolders: async (query: TouchedQuery) => {
      asked.push(query);
      return [account('acct_a', 'N-1', 2), account('acct_b', null), account('acct_c', 'N-2')];
    },
    matchTouched: async () => [
      { network: 'N-2', accounts: 9, strongest: ['acct_c'] },
      { network: 'N-1', accounts: 3, strongest: ['acct_a'] },
      { network: null, accounts: 5, strongest: [] },
    ],
  } as unknown as GraphStore;

  it('are counted whole, and ask for each indicator once', async () => {
    const { ranked, total } = await touchedAccounts(store, hits, known);
    expect(total).toBe(17);
    expect(ranked.map(({ account: id, bits }) => [id, bits])).toEqual([
      ['acct_a', 8.1],
      ['acct_b', 4],
      ['acct_c', 4],
    ]);
    expect(asked[0]?.indicators).toHaveLength(2);
  });

  it('are told by network, the one that most hits stand in first, with those that hold most', async () => {
    const { networks } = await touchedAccounts(store, hits, known);
    expect(networks).toEqual([
      { id: 'N-1', name: 'Name N-1', tier: 'act', accounts: 40, hits: 2, touched: 3, strongest: ['acct_a'] },
      { id: 'N-2', name: 'Name N-2', tier: 'act', accounts: 40, hits: 1, touched: 9, strongest: ['acct_c'] },
    ]);
  });
});
