import { describe, expect, it } from 'vitest';
import { readNetworkView } from '../network/network-view.js';
import { beforeAndAfter } from './before-and-after.js';

const ban = (day: string, accounts: number) => ({ ms: Date.parse(day), accounts });

describe('the weeks before and after a ban', () => {
  it('are seven days each, the day of the largest ban the first of the later', () => {
    const bans = [ban('2026-02-10', 3), ban('2026-03-03', 40), ban('2026-03-09', 39)];
    const weeks = beforeAndAfter({ bans });
    expect(weeks).toEqual({ vsFrom: '2026-02-24', vsTo: '2026-03-02', from: '2026-03-03', to: '2026-03-09' });
    expect(readNetworkView({ ...weeks })).toEqual(weeks);
  });

  it('are none where nothing was banned', () => {
    expect(beforeAndAfter({ bans: [] })).toBeUndefined();
  });
});
