import { describe, expect, it } from 'vitest';
import { readMatchView } from './match-view.js';

describe('the view of an address', () => {
  it.each(['new', 'misses', 'malformed', 'over-common'] as const)('is the tab %s', (tab) => {
    expect(readMatchView({ tab })).toEqual({ tab });
  });

  it('names the saved list that is run', () => {
    expect([
      readMatchView({ list: 'Peer 7', tab: 'new' }),
      readMatchView({ list: 7 }),
      readMatchView({ list: '' }),
    ]).toEqual([{ list: 'Peer 7', tab: 'new' }, { list: '7' }, {}]);
  });

  it.each([{}, { tab: 'hits' }, { tab: 'none' }, { tab: 3 }, { tab: ['misses'] }])('of %j is the hits', (search) => {
    expect(readMatchView(search)).toEqual({});
  });
});
