import { describe, expect, it } from 'vitest';
import { readMatchView } from './match-view.js';

describe('the view of an address', () => {
  it.each(['misses', 'malformed', 'over-common'] as const)('is the tab %s', (tab) => {
    expect(readMatchView({ tab })).toEqual({ tab });
  });

  it.each([{}, { tab: 'hits' }, { tab: 'none' }, { tab: 3 }, { tab: ['misses'] }])('of %j is the hits', (search) => {
    expect(readMatchView(search)).toEqual({});
  });
});
