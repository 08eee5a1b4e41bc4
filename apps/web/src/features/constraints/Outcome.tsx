import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Check, Info } from 'lucide-react';
import { api } from '../../api/client.js';
import { formatCount } from '../../ui/format.js';
import { Failure, Skeleton } from '../../ui/states.js';
import { stateOf } from './constraint-state.js';
import { compareNetworks } from './network-changes.js';
import { endRun, type ConstrainingRun } from './use-constraining.js';

const SHOWN = 12;

/** What became of the listed networks, each a link, and whether the rule speaks of anything that the data holds. */
export function Outcome({ run: { constraint, job, before } }: { readonly run: ConstrainingRun }) {
  const outcome = useQuery({
    queryKey: ['constrained', job.id],
    queryFn: async () => {
      const [triage, detection] = await Promise.all([api.networks.triage(), api.detection.get()]);
      return { changes: compareNetworks(before, triage.rows), state: stateOf(constraint, detection) };
    },
    staleTime: Infinity,
  });
  if (outcome.isPending) return <Skeleton rows={3} label="Comparing the networks" />;
  if (outcome.isError) return <Failure error={outcome.error} retry={() => void outcome.refetch()} />;
  const { changes, state } = outcome.data;
  return (
    <section className="con-outcome" aria-label="What changed">
      {state.kind === 'unmet' && (
        <p className="note warn">
          <Info size={14} strokeWidth={1.5} aria-hidden="true" />
          <span>{state.why} So it changes nothing yet; it stays on record.</span>
        </p>
      )}
      <p className="row">
        <Check size={14} strokeWidth={1.5} className="ok-text" aria-hidden="true" />
        {changes.length === 0
          ? 'No listed network changed.'
          : `${formatCount(changes.length)} ${changes.length === 1 ? 'network' : 'networks'} changed.`}
      </p>
      <ul className="small">
        {changes.slice(0, SHOWN).map(({ id, name, words, isThere }) => (
          <li key={id}>
            {isThere ? (
              <Link to="/n/$id" params={{ id }} className="m" onClick={endRun}>
                {name}
              </Link>
            ) : (
              <span className="m">{name}</span>
            )}{' '}
            <span className="mono t3 micro">{id}</span> <span className="t2">{words}</span>
          </li>
        ))}
        {changes.length > SHOWN && (
          <li className="t3">and {formatCount(changes.length - SHOWN)} more, each with fewer accounts moved</li>
        )}
      </ul>
    </section>
  );
}
