import type { CasebookView, NetworkRow } from '@iolaus/contracts';
import { verdictsOn, type Standing } from './verdicts.js';

/** A network that somebody works on. */
export type Take = CasebookView['takes'][number];

/** Where a network stands in the queue. */
export interface NetworkStatus {
  /** The newest word on it. */
  readonly verdict: Standing | undefined;
  readonly take: Take | undefined;
  /** It is left alone until it changes. */
  readonly isWatched: boolean;
  /** The take is of who looks. */
  readonly isMine: boolean;
  /** Confirmed or cleared. A contested one is not settled. */
  readonly isClosed: boolean;
  /** Really linked and explained, and nobody said otherwise: nothing to do. */
  readonly isExplained: boolean;
  /** Waits for somebody. */
  readonly isOpen: boolean;
}

/** Where a network stands, for somebody by their name; an empty name has taken nothing. */
export function statusOf(
  book: CasebookView | undefined,
  { id, tier }: Pick<NetworkRow, 'id' | 'tier'>,
  author: string,
): NetworkStatus {
  const [verdict] = verdictsOn(book, { on: 'network', id });
  const take = book?.takes.find(({ network }) => network === id);
  const isClosed = verdict?.verdict === 'confirmed' || verdict?.verdict === 'cleared';
  const isWatched = book?.watched.some(({ network }) => network === id) ?? false;
  const isExplained = verdict === undefined && tier === 'benign';
  return {
    verdict,
    take,
    isWatched,
    isMine: take !== undefined && author !== '' && take.author === author,
    isClosed,
    isExplained,
    isOpen: !isClosed && !isExplained && !isWatched && take === undefined,
  };
}
