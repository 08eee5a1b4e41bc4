import { formatCount } from '../../ui/format.js';
import { askName } from '../casebook/with-name.js';
import { countOf, type QueueRow } from './queue.js';
import type { Shown } from './triage-filter.js';

const CHIPS = [
  ['all', 'All'],
  ['new', 'New for you'],
  ['mine', 'Mine'],
  ['watching', 'Watching'],
  ['open', 'Open'],
  ['closed', 'Closed'],
] as const;

/** Which part of the queue is shown; those that need to know who looks ask for it. */
export function QueueChips({
  queue,
  show,
  isKnown,
  onShow,
}: {
  readonly queue: readonly QueueRow[];
  readonly show: Shown | 'all';
  /** Whether somebody said who looks. */
  readonly isKnown: boolean;
  readonly onShow: (show: Shown | 'all', word: string) => void;
}) {
  return (
    <div className="seg" role="group" aria-label="Part of the queue">
      {CHIPS.map(([each, word]) => {
        const isAsking = !isKnown && (each === 'new' || each === 'mine');
        return (
          <button
            key={each}
            type="button"
            aria-pressed={each === show}
            title={isAsking ? 'Say who you are first' : undefined}
            onClick={() => (isAsking ? askName() : onShow(each, word))}
          >
            {word} {!isAsking && <b className="t3 regular">{formatCount(countOf(queue, each))}</b>}
          </button>
        );
      })}
    </div>
  );
}
