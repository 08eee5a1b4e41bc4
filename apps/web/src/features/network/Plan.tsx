import { useQuery } from '@tanstack/react-query';
import { Shield } from 'lucide-react';
import type { TakedownPlan } from '@iolaus/contracts';
import { queries } from '../../api/client.js';
import { formatBits } from '../../ui/format.js';
import { Failure, Skeleton, State } from '../../ui/states.js';
import { FrontierChart } from './FrontierChart.js';
import type { NetworkProps } from './NetworkScreen.js';
import { NotBlocked } from './NotBlocked.js';
import { planSentence } from './plan-steps.js';
import { PlanTable } from './PlanTable.js';
import './plan.css';

/** A takedown before anybody does it: what it would remove, whom it would hit, what it leaves, and what must not be blocked. */
export function Plan(props: NetworkProps) {
  const { id, tier } = props.network.record;
  const plan = useQuery(queries.networks.plan.queryOptions({ input: { id } }));
  if (plan.isPending) return <Skeleton rows={12} label="Reading the plan" />;
  if (plan.isError) return <Failure error={plan.error} retry={() => void plan.refetch()} />;
  if (plan.data.frontier.length === 0)
    return (
      <State kind="empty" title="Nothing is left to plan">
        All members of this network are banned already.
      </State>
    );
  return (
    <>
      {tier === 'benign' && (
        <section className="sect">
          <p className="note good">
            <Shield size={16} strokeWidth={1.5} aria-hidden="true" />
            <span>
              <b>No action is proposed.</b> This network is really linked, and explained. The figures say what a
              takedown would do all the same.
            </span>
          </p>
        </section>
      )}
      <Frontier {...props} plan={plan.data} />
      <section className="sect">
        <h3>What stays open</h3>
        <p className="small t2">
          A successor that keeps all that is not blocked would share{' '}
          <b className="m">{formatBits(plan.data.regrowth.bits)} bits</b> with this network:{' '}
          {plan.data.regrowth.isRecognised ? 'it would be recognised.' : 'it might not be recognised.'}
        </p>
      </section>
      <NotBlocked {...props} plan={plan.data} />
      <section className="sect">
        <h3>What the figures mean</h3>
        <ul className="against t2">
          {plan.data.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      </section>
    </>
  );
}

function Frontier({ plan, ...props }: NetworkProps & { readonly plan: TakedownPlan }) {
  const { view, change } = props;
  const steps = Math.min(view.step ?? plan.frontier.length, plan.frontier.length);
  const move = (next: number): void => change('Moved along the plan', { step: next });
  return (
    <>
      <section className="sect">
        <h3>
          Takedown plan <span className="sp" />
          <span className="t3 regular">
            step {steps} of {plan.frontier.length}
          </span>
        </h3>
        <p className="small t2 plan-sentence">{planSentence(plan.frontier[steps - 1])}</p>
        <FrontierChart frontier={plan.frontier} steps={steps} onMove={move} />
        <p className="micro t3 plan-executes">Iolaus blocks nothing itself: the plan is for those who do.</p>
      </section>
      <PlanTable {...props} plan={plan} steps={steps} onMove={move} />
    </>
  );
}
