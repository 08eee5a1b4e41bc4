import type { Constraint } from '@iolaus/contracts';
import { Check, Clock, Info, Undo2, type LucideIcon } from 'lucide-react';
import { formatTime } from '../../ui/format.js';
import { SafeText, visibleText } from '../../ui/safe-text.js';
import { STATE_WORDS, type ConstraintState } from './constraint-state.js';
import { RuleSubject } from './RuleWords.js';
import { askToUndo } from './use-constraining.js';
import { VERBS } from './verbs.js';

/** A constraint with where it stands. */
export interface ConstraintRow {
  readonly constraint: Constraint;
  readonly state: ConstraintState;
}

/** Constraints, one a row, with an undo for each that holds. */
export function ConstraintsTable({ rows }: { readonly rows: readonly ConstraintRow[] }) {
  return (
    <div className="scroll con-table" tabIndex={0} role="region" aria-label="Constraints">
      <table className="grid tall">
        <thead>
          <tr>
            <th scope="col" className="con-id">
              Id
            </th>
            <th scope="col" className="con-rule">
              What it says
            </th>
            <th scope="col">Reason</th>
            <th scope="col" className="con-who">
              Who, when (UTC)
            </th>
            <th scope="col" className="con-state">
              State
            </th>
            <th scope="col" className="con-act">
              <span className="visually-hidden">Undo</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.constraint.id} {...row} />
          ))}
          {rows.length === 0 && (
            <tr>
              <td colSpan={6} className="t3">
                None is of a state that is shown.
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}

function Row({ constraint, state }: ConstraintRow) {
  const { id, rule, reason, author, createdMs } = constraint;
  const { Icon, done } = VERBS[rule.verb];
  return (
    <tr className={state.kind === 'undone' ? 'con-undone' : ''}>
      <td className="mono t2">{id}</td>
      <td>
        <span className="row m">
          <Icon size={14} strokeWidth={1.5} className="t3" aria-hidden="true" /> {done}
        </span>
        <div className="con-subject">
          <RuleSubject rule={rule} />
        </div>
      </td>
      <td className="con-reason" title={visibleText(reason)}>
        <div>
          <SafeText>{reason}</SafeText>
        </div>
      </td>
      <td>
        <div className="ell">
          {author === undefined ? <span className="t3">no name given</span> : <SafeText>{author}</SafeText>}
        </div>
        <div className="t3 micro">{formatTime(createdMs).slice(0, -3)}</div>
      </td>
      <td>
        <StateCell constraint={constraint} state={state} />
      </td>
      <td className="con-act">
        {state.kind !== 'undone' && (
          <button type="button" className="btn ghost" aria-label={`Undo ${id}`} onClick={() => askToUndo(constraint)}>
            <Undo2 size={14} strokeWidth={1.5} aria-hidden="true" /> Undo
          </button>
        )}
      </td>
    </tr>
  );
}

const LOOKS: Readonly<Record<ConstraintState['kind'], { readonly Icon: LucideIcon; readonly tone: string }>> = {
  'in-force': { Icon: Check, tone: 'ok-text' },
  unmet: { Icon: Info, tone: 'review-text' },
  waiting: { Icon: Clock, tone: 't2' },
  undone: { Icon: Undo2, tone: 't3' },
};

function StateCell({ constraint, state }: ConstraintRow) {
  const { Icon, tone } = LOOKS[state.kind];
  const why = whyOf(constraint, state);
  return (
    <>
      <span className={`row m ${tone}`}>
        <Icon size={14} strokeWidth={1.5} aria-hidden="true" /> {STATE_WORDS[state.kind]}
      </span>
      {why !== '' && <div className="t3 micro con-why">{why}</div>}
    </>
  );
}

function whyOf({ undoneMs }: Constraint, state: ConstraintState): string {
  switch (state.kind) {
    case 'in-force':
      return '';
    case 'unmet':
      return state.why;
    case 'waiting':
      return 'The shown networks were found without it.';
    case 'undone':
      return `${formatTime(undoneMs).slice(0, -3)}${state.isStillShown ? ', the shown networks still honour it' : ''}`;
  }
}
