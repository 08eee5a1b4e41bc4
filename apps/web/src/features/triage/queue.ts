import type { CasebookView, NetworkRow } from '@iolaus/contracts';
import { statusOf, type NetworkStatus } from '../casebook/network-status.js';
import { changeSince, isChange, type ChangeSince, type Seen } from '../casebook/since-visit.js';
import { isFound, type Shown, type TriageFilter } from './triage-filter.js';

/** A network of the queue, with where it stands and what became of it since the last visit. */
export interface QueueRow {
  readonly row: NetworkRow;
  readonly status: NetworkStatus;
  readonly change: ChangeSince;
}

/** The queue in the order of its rows. */
export function queueOf(
  rows: readonly NetworkRow[],
  {
    book,
    author,
    seen,
  }: {
    readonly book: CasebookView | undefined;
    readonly author: string;
    readonly seen: Seen | null | undefined;
  },
): QueueRow[] {
  const accounts = seen && new Map(seen.networks.map(({ id, accounts: count }) => [id, count]));
  return rows.map((row) => ({ row, status: statusOf(book, row, author), change: changeSince(accounts, row) }));
}

/** Which rows each of the chips shows. */
const SHOWS: Readonly<Record<Shown | 'all', (row: QueueRow) => boolean>> = {
  all: () => true,
  new: ({ change }) => isChange(change),
  mine: ({ status }) => status.isMine,
  watching: ({ status }) => status.isWatched && !status.isClosed,
  open: ({ status }) => status.isOpen,
  closed: ({ status }) => status.isClosed,
};

/** How many rows a chip shows. */
export const countOf = (queue: readonly QueueRow[], show: Shown | 'all'): number => queue.filter(SHOWS[show]).length;

/** Rows of the part that is shown which words find, in their order; facets take their share after that. */
export const filterQueue = (queue: readonly QueueRow[], { show, find }: TriageFilter): QueueRow[] =>
  queue.filter((each) => SHOWS[show ?? 'all'](each) && isFound(each.row, find));

/** The marks after one was set or taken away. */
export function withMark(marks: readonly string[], id: string): string[] {
  return marks.includes(id) ? marks.filter((each) => each !== id) : [...marks, id];
}

/** The marks with all rows between the last mark and this one; without a mark this one alone. */
export function withRange(marks: readonly string[], ids: readonly string[], id: string): string[] {
  const [from, to] = [ids.indexOf(marks.at(-1) ?? id), ids.indexOf(id)];
  if (from < 0 || to < 0) return withMark(marks, id);
  const range = ids.slice(Math.min(from, to), Math.max(from, to) + 1);
  return [...marks.filter((each) => !range.includes(each)), ...(from <= to ? range : range.toReversed())];
}
