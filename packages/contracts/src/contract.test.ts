import { isContractProcedure, type AnyContractProcedure } from '@orpc/contract';
import { describe, expect, it } from 'vitest';
import { contract } from './contract.js';

const routes = Object.entries(contract).flatMap(([group, rows]) =>
  Object.entries(rows).map(([name, row]) => [`${group}.${name}`, row as AnyContractProcedure] as const),
);
const routeOf = (row: AnyContractProcedure): { method?: string; path?: string; summary?: string } => row['~orpc'].route;

/** What the route makes of an input, or undefined when it refuses it. */
async function inputOf(name: string, input: unknown): Promise<unknown> {
  const row = routes.find(([each]) => each === name)?.[1];
  const result = await row?.['~orpc'].inputSchema?.['~standard'].validate(input);
  return result && !result.issues ? result.value : undefined;
}

const DAYS = { from: '2026-03-01', to: '2026-03-02' };

describe('the contract', () => {
  it.each(routes)('%s says how it is reached and what it answers', (_, row) => {
    expect(isContractProcedure(row)).toBe(true);
    expect(routeOf(row)).toMatchObject({
      method: expect.stringMatching(/^(GET|POST|DELETE)$/),
      path: expect.stringMatching(/^\//),
      summary: expect.stringMatching(/^[A-Z]/),
    });
    expect(row['~orpc'].outputSchema).toBeDefined();
  });

  it('gives every route an address of its own', () => {
    const addresses = routes.map(
      ([, row]) => `${routeOf(row).method} ${routeOf(row).path?.replaceAll(/\{\w+\}/g, '{}')}`,
    );
    expect(addresses.filter((address, at) => addresses.indexOf(address) !== at)).toEqual([]);
  });

  it.each(['networks.members', 'accounts.rows', 'dumps.refused'])(
    '%s gives pages of 100 unless told, and of 1,000 at most',
    async (name) => {
      expect(await inputOf(name, { id: 'x' })).toMatchObject({ offset: 0, limit: 100 });
      expect(await inputOf(name, { id: 'x', offset: '20', limit: '1000' })).toMatchObject({ offset: 20, limit: 1000 });
      for (const page of [{ limit: 1001 }, { limit: 0 }, { offset: -1 }, { limit: 1.5 }, { limit: 'many' }])
        expect(await inputOf(name, { id: 'x', ...page })).toBeUndefined();
    },
  );

  it('refuses an empty search and one that is too long', async () => {
    expect(await inputOf('search.query', { text: 'a' })).toEqual({ text: 'a', limit: 12 });
    for (const text of ['', 'a'.repeat(401)]) expect(await inputOf('search.query', { text })).toBeUndefined();
  });

  it('refuses an empty list and one of over 2 MB, and pages the accounts that touch it', async () => {
    const text = 'a'.repeat(2 * 1024 * 1024);
    expect(await inputOf('search.match', { text })).toEqual({ text });
    for (const wrong of ['', `${text}a`]) expect(await inputOf('search.match', { text: wrong })).toBeUndefined();
    expect(await inputOf('search.matchAccounts', { text: 'a' })).toEqual({ text: 'a', offset: 0, limit: 100 });
    expect(await inputOf('search.matchAccounts', { text: 'a', limit: 1001 })).toBeUndefined();
  });

  it('refuses an import of nothing', async () => {
    expect(await inputOf('dumps.import', { paths: ['a'] })).toEqual({
      paths: ['a'],
      lakeOnly: false,
      engine: 'duckdb',
    });
    expect(await inputOf('dumps.import', { paths: [] })).toBeUndefined();
  });

  it('orders members by what holds them unless told, and by known columns alone', async () => {
    expect(await inputOf('networks.members', { id: 'x' })).toMatchObject({ sort: 'bits', direction: 'desc' });
    expect(await inputOf('networks.members', { id: 'x', sort: 'country' })).toBeUndefined();
  });

  it.each([
    [
      'dumps.rows',
      { sha256: 'a'.repeat(8), ordinals: '1,22,333' },
      { ordinals: ['', '1,', '1,-2', '1.5', '1'.repeat(10), '1'.padEnd(201, ',1')] },
    ],
    ['dumps.get', { sha256: 'a'.repeat(64) }, { sha256: ['a'.repeat(7), 'a'.repeat(65), 'A'.repeat(8), '../aaaaaa'] }],
    ['enrichment.remove', { sha256: '0'.repeat(8) }, { sha256: ['', '0'.repeat(7), '%'] }],
    ['enrichment.add', { kind: 'vpn', path: 'a' }, { kind: ['country', ''] }],
    ['networks.get', { id: 'N-0001' }, { id: ['', 'N'.repeat(41)] }],
    ['networks.similar', { id: 'x', accounts: ['a'] }, { accounts: [[], Array.from({ length: 201 }, () => 'a')] }],
    ['networks.expand', { id: 'x', kind: 'ip', value: 'a', only: 'all' }, { only: ['some', undefined] }],
    ['networks.compare', { id: 'x', earlier: DAYS, later: DAYS }, { earlier: [undefined, { from: '2026-03-01' }] }],
    ['indicators.top', { limit: 500 }, { limit: [0, 501, 'all'] }],
    ['indicators.accounts', { kind: 'ip', value: 'a', holders: 'outside' }, { holders: ['strangers'] }],
    ['links.paths', { a: 'a', b: 'b', most: 5 }, { most: [0, 6] }],
    [
      'accounts.list',
      { window: 3, sort: 'first' },
      { window: [-1, 0.5], sort: ['password'], tier: [['x'.repeat(41)], Array.from({ length: 21 }, () => 'act')] },
    ],
    [
      'accounts.reveal',
      { id: 'a', dump: 'a'.repeat(64), ordinal: 1, purpose: 'why', author: 'Ana' },
      { purpose: ['', '  ', 'x'.repeat(401)], author: ['', undefined], ordinal: [0, 1.5] },
    ],
    ['templates.mine', { minUses: 1, minAccounts: 1 }, { minUses: [0], minAccounts: [0, 1.5] }],
    [
      'casebook.run',
      { command: { verb: 'checkpoint', name: 'x' }, basedOn: 0 },
      {
        basedOn: [-1],
        command: [
          { verb: 'undo', step: 'S-0001' },
          { verb: 'switch', branch: '' },
        ],
      },
    ],
    ['casebook.undo', { step: 'S-0001' }, { step: ['S-1', 'C-0001', 'S-0001 '] }],
    [
      'casebook.here',
      { tab: 't', author: 'Ana', network: null, looking: '' },
      { tab: ['', 'x'.repeat(65)], author: [' '], looking: ['x'.repeat(121)] },
    ],
    [
      'constraints.add',
      { rule: { verb: 'exclude-account', account: 'a' }, reason: 'why' },
      { reason: ['', 'no', '  no '], rule: [{ verb: 'exclude-account' }, { verb: 'ban-account', account: 'a' }] },
    ],
  ] satisfies [string, object, Readonly<Record<string, readonly unknown[]>>][])(
    '%s takes %j, and nothing that is beyond it',
    async (name, right, wrong) => {
      expect(await inputOf(name, right)).toMatchObject(right);
      for (const [field, values] of Object.entries(wrong))
        for (const value of values)
          expect(
            await inputOf(name, { ...right, [field]: value }),
            `${field} ${JSON.stringify(value)}`,
          ).toBeUndefined();
    },
  );
});
