import { useQuery } from '@tanstack/react-query';
import type { Constraint, DetectionView } from '@iolaus/contracts';
import { BadgeCheck } from 'lucide-react';
import { useState } from 'react';
import { queries, refusalOf } from '../../api/client.js';
import { Slot } from '../../shell/slots.js';
import { formatCount } from '../../ui/format.js';
import { Failure, Skeleton, State } from '../../ui/states.js';
import { STATE_WORDS, stateOf, type ConstraintState } from './constraint-state.js';
import './constraints.css';
import { ConstraintsTable, type ConstraintRow } from './ConstraintsTable.js';
import { draftRule } from './use-constraining.js';

const KINDS = Object.keys(STATE_WORDS) as ConstraintState['kind'][];

/** What investigators said that detection must hold to: who, when, why, and whether it holds. */
export function ConstraintsScreen() {
  const constraints = useQuery(queries.constraints.list.queryOptions());
  const detection = useQuery(queries.detection.get.queryOptions());
  // Before the first detection there is none to tell; a constraint then waits for it.
  const isWithout = detection.isError && refusalOf(detection.error).code === 'NOTHING_IMPORTED';
  const failed = constraints.error ?? (isWithout ? null : detection.error);
  const isPending = constraints.isPending || detection.isPending;
  return (
    <div className="con">
      <Slot place="crumbs">
        <span>Iolaus</span>
        <span aria-hidden="true">›</span>
        <b>Constraints</b>
      </Slot>
      <header className="con-head">
        <div>
          <h1>Constraints</h1>
          <p className="t2 small">
            What you know, and detection must hold to. Each has its reason, stays on record, and can be undone: the
            networks are then what they were before it.
          </p>
        </div>
        <span className="sp" />
        <button
          type="button"
          className="btn"
          onClick={() => draftRule({ verb: 'verify-organisation', organisation: '' })}
        >
          <BadgeCheck size={14} strokeWidth={1.5} aria-hidden="true" /> Verify organisation…
        </button>
      </header>
      {isPending && !failed && <Skeleton rows={8} label="Reading constraints" />}
      {failed && (
        <Failure error={failed} retry={() => void Promise.all([constraints.refetch(), detection.refetch()])} />
      )}
      {!isPending && !failed && constraints.data && <List constraints={constraints.data} detection={detection.data} />}
    </div>
  );
}

function List({
  constraints,
  detection,
}: {
  readonly constraints: readonly Constraint[];
  readonly detection: DetectionView | undefined;
}) {
  const [off, setOff] = useState<readonly ConstraintState['kind'][]>([]);
  const rows: ConstraintRow[] = constraints
    .map((constraint) => ({ constraint, state: stateOf(constraint, detection) }))
    .toReversed();
  const shown = rows.filter(({ state }) => !off.includes(state.kind));
  const toggle = (kind: ConstraintState['kind']): void =>
    setOff(off.includes(kind) ? off.filter((each) => each !== kind) : [...off, kind]);
  if (rows.length === 0)
    return (
      <State kind="empty" title="No constraint yet">
        Cut an indicator or declare it shared on its page; pin or exclude an account where you find it; or use{' '}
        <span className="mono">iolaus constrain</span>. Each is listed here with its reason.
      </State>
    );
  return (
    <>
      <div className="row con-bar">
        {KINDS.map((kind) => (
          <button
            key={kind}
            type="button"
            className="chip"
            aria-pressed={!off.includes(kind)}
            onClick={() => toggle(kind)}
          >
            {STATE_WORDS[kind]} <b>{formatCount(rows.filter(({ state }) => state.kind === kind).length)}</b>
          </button>
        ))}
        <span className="sp" />
        <span className="t3 small" role="status">
          {formatCount(shown.length)} of {formatCount(rows.length)} shown, newest first
        </span>
      </div>
      <ConstraintsTable rows={shown} />
    </>
  );
}
