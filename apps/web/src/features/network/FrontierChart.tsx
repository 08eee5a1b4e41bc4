import type { TakedownPlan } from '@iolaus/contracts';
import type { ReactNode } from 'react';
import { formatCount } from '../../ui/format.js';
import { frontierLines, xOf, type Size } from './frontier-lines.js';
import { percentOf, planSentence } from './plan-steps.js';

const UPPER: Size = { width: 300, height: 84 };
const LOWER: Size = { width: 300, height: 40 };

interface FrontierChartProps {
  readonly frontier: TakedownPlan['frontier'];
  /** Steps that are taken, from none to all. */
  readonly steps: number;
  readonly onMove: (steps: number) => void;
}

/** Volume removed and ways back blocked over the steps, under them the accounts outside that are hit; a slider takes more or fewer steps. */
export function FrontierChart({ frontier, steps, onMove }: FrontierChartProps) {
  const lines = frontierLines(frontier, UPPER, LOWER);
  const x = xOf(steps, frontier.length, UPPER.width);
  const point = frontier[steps - 1];
  return (
    <figure className="plan-chart">
      <Curves
        size={UPPER}
        x={x}
        top="100 %"
        label={`Volume removed and ways back blocked over ${formatCount(frontier.length)} steps`}
      >
        <path className="plan-way-back" d={lines.wayBack} />
        <path className="plan-volume" d={lines.volume} />
      </Curves>
      <Curves
        size={LOWER}
        x={x}
        top={lines.mostHit > 0 ? formatCount(lines.mostHit) : ''}
        label={`Accounts outside hit, ${formatCount(lines.mostHit)} after the last step`}
      >
        <path className="plan-hit" d={`${lines.hit}V${LOWER.height}Z`} />
      </Curves>
      <label className="plan-slider">
        <span className="visually-hidden">Steps taken</span>
        <input
          type="range"
          min={0}
          max={frontier.length}
          value={steps}
          aria-valuetext={`${formatCount(steps)} of ${formatCount(frontier.length)} steps. ${planSentence(point)}`}
          onChange={(event) => onMove(Number(event.target.value))}
        />
      </label>
      <p className="row micro t3 plan-ends">
        <span>no step</span>
        <span className="sp" />
        <span>all {formatCount(frontier.length)}</span>
      </p>
      <figcaption>
        <Figure mark="volume" words="volume removed" value={percentOf(point?.volumeRemoved01 ?? 0)} />
        <Figure mark="way-back" words="ways back blocked" value={percentOf(point?.wayBackBlocked01 ?? 0)} />
        <Figure mark="hit" words="others hit" value={formatCount(point?.benignHit ?? 0)} />
      </figcaption>
    </figure>
  );
}

/** What a line stands for, and where it is at the step in hand. */
function Figure({ mark, words, value }: { readonly mark: string; readonly words: string; readonly value: string }) {
  return (
    <span>
      <b className="m">{value}</b>
      <span className="row micro t2">
        <i className={`plan-key plan-key-${mark}`} aria-hidden="true" />
        {words}
      </span>
    </span>
  );
}

function Curves({
  size,
  x,
  top,
  label,
  children,
}: {
  readonly size: Size;
  readonly x: number;
  readonly top: string;
  readonly label: string;
  readonly children: ReactNode;
}) {
  return (
    <div className="plan-curves">
      <span className="micro t3 num plan-top" aria-hidden="true">
        {top}
      </span>
      <span className="micro t3 num plan-bottom" aria-hidden="true">
        0
      </span>
      <svg
        role="img"
        aria-label={label}
        viewBox={`0 0 ${size.width} ${size.height}`}
        height={size.height}
        preserveAspectRatio="none"
      >
        <rect className="plan-taken" width={x} height={size.height} />
        <path className="plan-ground" d={`M0 ${size.height}H${size.width}`} />
        {children}
        <path className="plan-mark" d={`M${x} 0V${size.height}`} />
      </svg>
    </div>
  );
}
