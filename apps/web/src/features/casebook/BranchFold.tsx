import { GitBranch } from 'lucide-react';
import { formatCount } from '../../ui/format.js';
import { SafeText } from '../../ui/safe-text.js';
import type { Fold } from './journal-entries.js';
import { goToBranch } from './step-acts.js';

/** Steps that are on another branch alone, and the way there. */
export function BranchFold({ fold: { branch, rows } }: { readonly fold: Fold }) {
  return (
    <details className="step-fold">
      <summary className="micro t3">
        <GitBranch size={12} strokeWidth={1.5} aria-hidden="true" />{' '}
        {rows.length === 0 ? 'No other steps' : `${formatCount(rows.length)} ${rows.length === 1 ? 'step' : 'steps'}`}{' '}
        on <SafeText>{branch}</SafeText>
      </summary>
      <ul className="small t3">
        {rows.map(({ id, name }) => (
          <li key={id} className="ell">
            <SafeText>{name}</SafeText>
          </li>
        ))}
      </ul>
      <button type="button" className="link micro" onClick={() => void goToBranch(branch)}>
        Go to this branch
      </button>
    </details>
  );
}
