import { createHash } from 'node:crypto';
import type { ListBaseline, ListNews, MatchAccount, MatchAnswer, MatchHit } from '@iolaus/contracts';

/** New accounts that are told by name; of more they are counted. */
const MOST_TOLD = 1000;

type Found = Pick<MatchAnswer, 'hits' | 'overCommon'>;

const digest = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 16);
const digestOfHit = ({ kind, value }: Pick<MatchHit, 'kind' | 'value'>): string => digest(kind, value);

/** What a list finds now, to be kept with it. What is over-common is known as well: it is nothing new when it becomes a hit. */
export const baselineOf = (
  snapshot: string,
  { hits, overCommon }: Found,
  ranked: readonly Pick<MatchAccount, 'account'>[],
): ListBaseline => ({
  snapshot,
  hits: [...new Set([...hits, ...overCommon].map(digestOfHit))],
  accounts: ranked.map(({ account }) => digest(account)),
});

/** What of an answer was not found when the list was saved. */
export function newsSince(
  before: ListBaseline,
  { hits, overCommon }: Found,
  ranked: readonly MatchAccount[],
): Pick<ListNews, 'hits' | 'goneHits' | 'accounts' | 'newAccounts'> {
  const [knownHits, knownAccounts] = [new Set(before.hits), new Set(before.accounts)];
  const now = new Set([...hits, ...overCommon].map(digestOfHit));
  const accounts = ranked.filter(({ account }) => !knownAccounts.has(digest(account)));
  return {
    hits: hits.flatMap((hit, at) => (knownHits.has(digestOfHit(hit)) ? [] : [at])),
    goneHits: before.hits.filter((each) => !now.has(each)).length,
    accounts: accounts.slice(0, MOST_TOLD),
    newAccounts: accounts.length,
  };
}
