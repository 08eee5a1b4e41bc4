import { accountQuery } from '@iolaus/contracts';
import { defaultParseSearch, defaultStringifySearch } from '@tanstack/react-router';
import { describe, expect, it } from 'vitest';
import { queryOf, readAccountsView, sortedBy, type AccountsView } from './accounts-view.js';

describe('the view of the table in its address', () => {
  it('comes back as it was written', () => {
    const view: AccountsView = { tier: ['act', 'none'], find: '12', sort: 'first', up: true, cols: ['id', 'country'] };
    expect(readAccountsView(defaultParseSearch(defaultStringifySearch({ ...view })))).toEqual(view);
  });

  it.each([{}, { sort: 'salary' }, { cols: ['id'] }, { cols: 'id' }, { up: 'yes' }, { find: '' }, { tier: [] }])(
    'of %j is the table as it begins',
    (search) => {
      expect(readAccountsView(search)).toEqual({});
    },
  );

  it('is a query that the service takes', () => {
    const query = queryOf({ tier: ['act'], find: 'gull' });
    expect(query).toEqual({ tier: ['act'], find: 'gull', sort: 'exchanges', direction: 'desc' });
    expect(accountQuery.parse(query)).toEqual(query);
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
