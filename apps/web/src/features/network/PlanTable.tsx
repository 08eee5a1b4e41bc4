import type { PlannedIndicator, TakedownPlan } from '@iolaus/contracts';
import { Download, UserX } from 'lucide-react';
import { IndicatorGlyph } from '../../ui/figures.js';
import { formatCount, formatIndicator } from '../../ui/format.js';
import { useKind } from '../../ui/kinds.js';
import { SafeText, visibleText } from '../../ui/safe-text.js';
import type { NetworkProps } from './NetworkScreen.js';
import { savePlan } from './plan-file.js';
import { percentOf, stepsOf, type PlanStep } from './plan-steps.js';

interface PlanTableProps extends NetworkProps {
  readonly plan: TakedownPlan;
  readonly steps: number;
  readonly onMove: (steps: number) => void;
}

/** The steps in order, the twin of the chart: the number of a step moves to it, the name of an indicator takes it in hand. */
export function PlanTable({ plan, steps, onMove, change }: PlanTableProps) {
  return (
    <section className="sect plan-steps">
      <h3>
        Steps, in order <span className="sp" />
        {(['csv', 'json'] as const).map((as) => (
          <button
            key={as}
            type="button"
            className="btn ghost"
            title={`Save the plan as ${as.toUpperCase()}, with the values in full`}
            onClick={() => savePlan(plan, as)}
          >
            <Download size={14} strokeWidth={1.5} aria-hidden="true" /> {as.toUpperCase()}
          </button>
        ))}
      </h3>
      <p className="micro t3">Accounts and hit are of the step alone; volume and ways back count all steps up to it.</p>
      <table className="grid plan-table" aria-label="Steps of the plan">
        <thead>
          <tr>
            <th scope="col" className="num plan-at">
              #
            </th>
            <th scope="col">Suspend or block</th>
            <th
              scope="col"
              className="num plan-accounts"
              title="Members suspended, or members who hold what is blocked"
            >
              Accounts
            </th>
            <th scope="col" className="num plan-share">
              Volume
            </th>
            <th
              scope="col"
              className="num plan-share"
              title="Members who would meet a block if they came back with what they had"
            >
              Way back
            </th>
            <th scope="col" className="num plan-hits" title="Accounts outside that this step is the first to hit">
              Hit
            </th>
          </tr>
        </thead>
        <tbody>
          {stepsOf(plan).map((step) => (
            <tr key={step.at} className={step.at === steps ? 'sel' : step.at > steps ? 'plan-later' : ''}>
              <td className="num">
                <button
                  type="button"
                  className="plain-button plan-move"
                  aria-label={`Show the plan at step ${step.at}`}
                  aria-current={step.at === steps ? 'step' : undefined}
                  onClick={() => onMove(step.at)}
                >
                  {step.at}
                </button>
              </td>
              <td className="plan-what">
                <What
                  step={step}
                  onPick={(ind) => change(`Selected ${formatIndicator(ind.kind, ind.value)}`, { ind })}
                />
              </td>
              <td className="num">{formatCount(step.accounts)}</td>
              <td className="num">{percentOf(step.point.volumeRemoved01)}</td>
              <td className="num">
                {step.point.indicatorsBlocked === 0 ? '–' : percentOf(step.point.wayBackBlocked01)}
              </td>
              <td className={`num ${step.hit > 0 ? 'review-text m' : 't3'}`} title={hitTitle(step)}>
                {formatCount(step.hit)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function What({
  step: { blocks, point },
  onPick,
}: {
  readonly step: PlanStep;
  readonly onPick: (indicator: { readonly kind: string; readonly value: string }) => void;
}) {
  if (blocks) return <Block indicator={blocks} onPick={onPick} />;
  const words = point.step.replace(/^suspend (the )?/, '').replace(/ strongest members?$/, ' strongest');
  return (
    <span className="row" title={point.step}>
      <UserX size={12} strokeWidth={1.5} className="t3" aria-hidden="true" />
      <span className="visually-hidden">suspend</span>
      <span className="ell">{words}</span>
    </span>
  );
}

function Block({
  indicator: { kind, value },
  onPick,
}: {
  readonly indicator: PlannedIndicator;
  readonly onPick: (indicator: { readonly kind: string; readonly value: string }) => void;
}) {
  const { label } = useKind(kind);
  return (
    <span className="row">
      <IndicatorGlyph kind={kind} />
      <button
        type="button"
        className="plain-button mono ell"
        title={visibleText(`${label}: ${formatIndicator(kind, value)}`)}
        onClick={() => onPick({ kind, value })}
      >
        <span className="visually-hidden">block {label} </span>
        <SafeText>{formatIndicator(kind, value)}</SafeText>
      </button>
    </span>
  );
}

/** All that are hit up to a step, for who points at it. */
function hitTitle({ point }: PlanStep): string {
  if (point.benignHit === 0) return 'Nobody outside is hit up to this step';
  const tenure =
    point.benignTenureDays === null ? '' : `, signed up ${formatCount(point.benignTenureDays)} days ago in the median`;
  return `${formatCount(point.benignHit)} outside are hit up to this step: ${formatCount(point.benignExchanges)} exchanges${tenure}`;
}
