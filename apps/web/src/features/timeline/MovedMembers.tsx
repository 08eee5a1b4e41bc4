import { Link } from '@tanstack/react-router';
import type { WindowComparison } from '@iolaus/contracts';
import { formatBits, formatCount } from '../../ui/format.js';
import { SafeText } from '../../ui/safe-text.js';
import type { NetworkViewState } from '../network/network-view.js';
import { selecting, selectingStep } from '../network/selection.js';
import { CompareColumn } from './CompareColumn.js';
import type { TimelineProps } from './Timeline.js';

const SHOWN = 100;
const WORDS = {
  came: { title: 'Came', hint: 'active in B, not in A' },
  went: { title: 'Went', hint: 'active in A, not in B' },
} as const;

/** Members that came or went between two windows. They can be all that picture and table show, or be selected. */
export function MovedMembers({
  view,
  change,
  on,
  found,
  windows,
}: TimelineProps & {
  readonly on: 'came' | 'went';
  readonly found: WindowComparison['joined'];
  /** Both windows as the address has them. */
  readonly windows: Pick<NetworkViewState, 'from' | 'to' | 'vsFrom' | 'vsTo'>;
}) {
  const { title, hint } = WORDS[on];
  const shown = found.accounts.slice(0, SHOWN);
  const isShown = view.on === on;
  const these = `${formatCount(found.total)} that ${on}`;
  const select = (): void => {
    const accounts = found.accounts.map(({ account }) => account);
    const selected = selecting(accounts);
    // The answer names the strongest alone; how many they are of is said all the same.
    const of = found.total > (selected.sel?.length ?? 0) ? found.total : undefined;
    change(selectingStep(accounts), { ...selected, of });
  };
  return (
    <CompareColumn
      title={title}
      count={found.total}
      hint={hint}
      actions={
        found.total > 0 && (
          <>
            <button
              type="button"
              className="link"
              aria-pressed={isShown}
              aria-label={`Show only the ${these}`}
              onClick={() =>
                isShown
                  ? change('Showed who was active', { on: undefined })
                  : change(`Showed who ${on}`, { ...windows, on })
              }
            >
              {isShown ? 'Show all' : 'Show only'}
            </button>
            <button type="button" className="link" aria-label={`Select the ${these}`} onClick={select}>
              Select
            </button>
            <button
              type="button"
              className="link"
              aria-label={`List the ${these} in the table`}
              onClick={() =>
                change(`Listed who ${on}`, { ...windows, on, table: true, rows: undefined, mode: undefined })
              }
            >
              Table
            </button>
          </>
        )
      }
    >
      {found.total === 0 && <p className="small t3">Nobody.</p>}
      <ul>
        {shown.map(({ account, community, bits }) => (
          <li key={account} className="row small">
            <Link to="/a/$id" params={{ id: account }} className="plain mono ell sp">
              <SafeText>{account}</SafeText>
            </Link>
            <span className="t3">{community}</span>
            <span className="num">{formatBits(bits)}</span>
          </li>
        ))}
      </ul>
      {shown.length < found.total && (
        <p className="micro t3">
          {formatCount(shown.length)} of {formatCount(found.total)}, strongest first
        </p>
      )}
    </CompareColumn>
  );
}
