import type { CasebookView, NetworkRow } from '@iolaus/contracts';
import { formatCount, formatDay } from '../../ui/format.js';

/** What somebody last looked at. */
export type Seen = Pick<CasebookView['seen'][number], 'atMs' | 'snapshot' | 'networks'>;

/** What became of a network since somebody last looked at the queue. */
export type ChangeSince =
  | { readonly kind: 'unknown' | 'same' | 'new' | 'regrown' }
  | { readonly kind: 'more' | 'fewer'; readonly accounts: number };

/** What became of a network since then: undefined for who never said who they are, null for a first visit, to which all are new. */
export function changeSince(
  seen: ReadonlyMap<string, number> | null | undefined,
  { id, accounts, lineage }: Pick<NetworkRow, 'id' | 'accounts' | 'lineage'>,
): ChangeSince {
  if (seen === undefined) return { kind: 'unknown' };
  const before = seen?.get(id);
  if (before === undefined) return { kind: lineage.event === 'regrown' ? 'regrown' : 'new' };
  if (accounts === before) return { kind: 'same' };
  return { kind: accounts > before ? 'more' : 'fewer', accounts: Math.abs(accounts - before) };
}

/** "+1,312 accounts", "−9 accounts", "New", "Regrown", "No change". */
export function changeWords(change: ChangeSince): string {
  switch (change.kind) {
    case 'unknown':
      return '–';
    case 'same':
      return 'No change';
    case 'new':
      return 'New';
    case 'regrown':
      return 'Regrown';
    case 'more':
    case 'fewer':
      return `${change.kind === 'more' ? '+' : '−'}${formatCount(change.accounts)} ${change.accounts === 1 ? 'account' : 'accounts'}`;
  }
}

/** Whether there is something to look at. */
export const isChange = ({ kind }: ChangeSince): boolean => kind !== 'same' && kind !== 'unknown';

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const WEEK_MS = 7 * 86_400_000;

/** "Fri 17:42" within a week, "22 Nov" before, UTC. */
export function formatSince(ms: number, nowMs: number): string {
  if (nowMs - ms >= WEEK_MS) return formatDay(ms);
  const date = new Date(ms);
  return `${DAYS[date.getUTCDay()]} ${date.toISOString().slice(11, 16)}`;
}

/** An unchanged queue is marked as seen again after this long, so that "since" tells the last visit and not an early one. */
const AGAIN_MS = 30 * 60_000;

/** Whether leaving the queue is worth an entry: something differs from what was seen, or that was long ago. */
export function isWorthMarking(
  last: Seen | undefined,
  now: { readonly atMs: number; readonly snapshot: string; readonly networks: Seen['networks'] },
): boolean {
  if (!last || last.snapshot !== now.snapshot || now.atMs - last.atMs >= AGAIN_MS) return true;
  const before = new Map(last.networks.map(({ id, accounts }) => [id, accounts]));
  return before.size !== now.networks.length || now.networks.some(({ id, accounts }) => before.get(id) !== accounts);
}
