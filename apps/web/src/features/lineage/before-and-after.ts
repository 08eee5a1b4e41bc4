import type { Generation } from '@iolaus/contracts';

const DAY_MS = 86_400_000;
const WEEK = 7;
const dateOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** The week before the largest ban and the week from it on, as the network's address says them; undefined where nothing was banned. */
export function beforeAndAfter({
  bans,
}: Pick<Generation, 'bans'>):
  | { readonly vsFrom: string; readonly vsTo: string; readonly from: string; readonly to: string }
  | undefined {
  const largest = bans.toSorted((x, y) => y.accounts - x.accounts)[0];
  if (!largest) return undefined;
  const { ms } = largest;
  return {
    vsFrom: dateOf(ms - WEEK * DAY_MS),
    vsTo: dateOf(ms - DAY_MS),
    from: dateOf(ms),
    to: dateOf(ms + (WEEK - 1) * DAY_MS),
  };
}
