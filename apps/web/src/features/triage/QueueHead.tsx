import { Link } from '@tanstack/react-router';
import type { Triage } from '@iolaus/contracts';
import { Upload } from 'lucide-react';
import { formatCount } from '../../ui/format.js';
import { formatSince, type Seen } from '../casebook/since-visit.js';
import { useVisit } from '../casebook/visit.js';
import { QueueChips } from './QueueChips.js';
import { countOf, type QueueRow } from './queue.js';
import type { TriageFilter } from './triage-filter.js';
import type { ChangeFilter } from './use-triage-filter.js';

/** What passes, what changed since the last visit, which part of the queue is shown, and how to take the next one. */
export function QueueHead({
  triage,
  queue,
  seen,
  filter,
  change,
  onTake,
}: {
  readonly triage: Triage;
  readonly queue: readonly QueueRow[];
  readonly seen: Seen | null | undefined;
  readonly filter: TriageFilter;
  readonly change: ChangeFilter;
  readonly onTake: () => void;
}) {
  const hereMs = useVisit(({ visit }) => visit?.hereMs ?? 0);
  return (
    <header className="tri-head">
      <h1>Triage</h1>
      <span className="sp" />
      <QueueChips
        queue={queue}
        show={filter.show ?? 'all'}
        isKnown={seen !== undefined}
        onShow={(show, word) =>
          change({ ...filter, show: show === 'all' ? undefined : show, at: undefined }, `Showed ${word.toLowerCase()}`)
        }
      />
      <button type="button" className="btn" onClick={onTake}>
        Take next <kbd>T</kbd>
      </button>
      <Link className="btn icon" to="/data/import" aria-label="Import dumps" title="Import dumps">
        <Upload size={16} strokeWidth={1.5} aria-hidden="true" />
      </Link>
      <p className="t2 small">
        {formatCount(triage.passed)} networks pass q ≤ 0.01. By chance alone,{' '}
        {triage.expectedByChance < 0.1 ? 'less than 0.1' : triage.expectedByChance.toFixed(1)} would.{' '}
        {sinceWords(queue, seen, hereMs)}
      </p>
    </header>
  );
}

/** "No network changed since Fri 17:42. 27 are open, 4 are yours." */
function sinceWords(queue: readonly QueueRow[], seen: Seen | null | undefined, hereMs: number): string {
  const open = countOf(queue, 'open');
  const stand = `${formatCount(open)} ${open === 1 ? 'is' : 'are'} open`;
  if (!seen) return `${stand}.`;
  const changed = countOf(queue, 'new');
  const mine = countOf(queue, 'mine');
  const what = changed === 0 ? 'No network' : `${formatCount(changed)} ${changed === 1 ? 'network' : 'networks'}`;
  return `${what} changed since ${formatSince(seen.atMs, hereMs)}. ${stand}, ${formatCount(mine)} ${mine === 1 ? 'is' : 'are'} yours.`;
}
