import type { ListNews } from '@iolaus/contracts';
import { formatCount } from '../../ui/format.js';

/** "3 hits and 41 accounts are new since it was saved; 2 hits of then are none now." */
export function newsWords({
  hits,
  newAccounts,
  goneHits,
}: Pick<ListNews, 'hits' | 'newAccounts' | 'goneHits'>): string {
  const fresh = [
    ...(hits.length > 0 ? [counted(hits.length, 'hit')] : []),
    ...(newAccounts > 0 ? [counted(newAccounts, 'account')] : []),
  ];
  const isOne = hits.length + newAccounts === 1;
  const what =
    fresh.length === 0
      ? 'Nothing is new since it was saved'
      : `${fresh.join(' and ')} ${isOne ? 'is' : 'are'} new since it was saved`;
  return goneHits === 0
    ? `${what}.`
    : `${what}; ${counted(goneHits, 'hit')} of then ${goneHits === 1 ? 'is' : 'are'} none now.`;
}

const counted = (count: number, word: string): string => `${formatCount(count)} ${word}${count === 1 ? '' : 's'}`;
