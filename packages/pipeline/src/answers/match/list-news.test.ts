import { describe, expect, it } from 'vitest';
import type { MatchAccount, MatchHit } from '@iolaus/contracts';
import { baselineOf, newsSince } from './list-news.js';

const hit = (value: string, kind = 'ip') => ({ kind, value }) as MatchHit;
const account = (id: string) => ({ account: id }) as MatchAccount;

describe('what is new since a list was saved', () => {
  const before = baselineOf('s-1', { hits: [hit('192.0.2.1'), hit('192.0.2.2')], overCommon: [hit('192.0.2.9')] }, [
    account('acct_1'),
  ]);

  it('is nothing where it finds the same', () => {
    const same = { hits: [hit('192.0.2.2'), hit('192.0.2.1')], overCommon: [hit('192.0.2.9')] };
    expect(newsSince(before, same, [account('acct_1')])).toEqual({
      hits: [],
      goneHits: 0,
      accounts: [],
      newAccounts: 0,
    });
  });

  it('is told by the places of the hits, the accounts, and what is gone', () => {
    const now = { hits: [hit('192.0.2.1'), hit('192.0.2.1', 'subnet'), hit('192.0.2.7')], overCommon: [] };
    expect(newsSince(before, now, [account('acct_2'), account('acct_1')])).toEqual({
      hits: [1, 2],
      goneHits: 2,
      accounts: [account('acct_2')],
      newAccounts: 1,
    });
  });

  it('does not hold for new what was too common to count', () => {
    expect(newsSince(before, { hits: [hit('192.0.2.9')], overCommon: [] }, []).hits).toEqual([]);
  });

  it('names a thousand accounts and counts all', () => {
    const many = Array.from({ length: 1500 }, (_, at) => account(`acct_n${at}`));
    const { accounts, newAccounts } = newsSince(before, { hits: [], overCommon: [] }, many);
    expect([accounts.length, newAccounts]).toEqual([1000, 1500]);
  });
});
