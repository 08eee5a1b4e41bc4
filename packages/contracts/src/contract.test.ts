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
});
