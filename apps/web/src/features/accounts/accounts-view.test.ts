import { accountQuery } from '@iolaus/contracts';
import { defaultParseSearch, defaultStringifySearch } from '@tanstack/react-router';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACCOUNT_FACET_IDS, queryOf, readAccountsView, sortedBy, type AccountsView } from './accounts-view.js';

describe('the view of the table in its address', () => {
  it('comes back as it was written', () => {
    const view: AccountsView = {
      tier: ['act', 'none'],
      find: '12',
      changed: ['joined', 'banned'],
      against: '0a1b2c3d4e5f',
      sort: 'first',
      up: true,
      cols: ['id', 'country'],
    };
    expect(readAccountsView(defaultParseSearch(defaultStringifySearch({ ...view })))).toEqual(view);
  });

  it.each([
    {},
    { sort: 'salary' },
    { cols: ['id'] },
    { cols: 'id' },
    { up: 'yes' },
    { find: '' },
    { tier: [] },
    { against: '../keys' },
  ])('of %j is the table as it begins', (search) => {
    expect(readAccountsView(search)).toEqual({});
  });

  it('is a query that the service takes', () => {
    const query = queryOf({ tier: ['act'], find: 'gull' });
    expect(query).toEqual({ tier: ['act'], find: 'gull', sort: 'exchanges', direction: 'desc' });
    expect(accountQuery.parse(query)).toEqual(query);
  });

  it('is a query that the service takes, whatever an address says', () => {
    const value = fc.oneof(fc.constantFrom('act', 'none', '10', 'payment', 'x'.repeat(41)), fc.nat());
    const values = fc.oneof(fc.array(value), fc.array(value, { minLength: 30 }));
    const keys = [...ACCOUNT_FACET_IDS, 'find', 'against', 'sort', 'up', 'cols'];
    const said = fc.oneof(values, fc.constantFrom('', 'x'.repeat(201)), fc.string(), fc.integer(), fc.boolean());
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...keys), said), (search) => {
        expect(accountQuery.safeParse(queryOf(readAccountsView(search))).error).toBeUndefined();
      }),
      { seed: 1 },
    );
  });

  it('keeps the values that a facet has, and leaves out others', () => {
    expect(readAccountsView({ tier: ['weather', 'act'], size: ['10', 11], held: ['weather'] })).toEqual({
      tier: ['act'],
      size: ['10'],
    });
  });
});

describe('the head of a column', () => {
  it('sorts figures from the top and words from A, and then the other way round', () => {
    const byBits = sortedBy({}, 'bits');
    expect([byBits, sortedBy(byBits, 'bits')]).toEqual([
      { sort: 'bits', up: undefined },
      { sort: 'bits', up: true },
    ]);
    expect(sortedBy({}, 'status')).toEqual({ sort: 'status', up: true });
  });
});
