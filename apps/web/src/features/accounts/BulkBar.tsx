import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { MOST_SELECTED, type AccountTableRow } from '@iolaus/contracts';
import { Copy, Gavel, GitCompare, Network, X } from 'lucide-react';
import { formatCount } from '../../ui/format.js';
import { askVerdict } from '../casebook/judge.js';
import { judgementOfAccounts } from '../casebook/judgements.js';

/** What can be done with the marked accounts together. */
export function BulkBar({
  marked,
  onClear,
}: {
  readonly marked: readonly AccountTableRow[];
  readonly onClear: () => void;
}) {
  const ids = marked.map(({ id }) => id);
  const copy = useMutation({ mutationFn: () => navigator.clipboard.writeText(ids.join('\n')) });
  const [network, ...others] = new Set(marked.map((row) => row.network));
  const isOne = network != null && others.length === 0;
  const isFew = ids.length <= MOST_SELECTED;
  return (
    <div className="row acs-bulk" role="group" aria-label="Marked accounts">
      <b className="small m">{formatCount(ids.length)} marked</b>
      {isOne && isFew ? (
        <Link className="btn ghost" to="/n/$id" params={{ id: network }} search={{ sel: ids }}>
          <Network size={14} strokeWidth={1.5} aria-hidden="true" /> Open in {network}
        </Link>
      ) : (
        <span className="small t3">
          {isFew ? 'They are of several networks, or of none' : `A network shows ${MOST_SELECTED} at once`}
        </span>
      )}
      {isOne && ids.length === 2 && (
        <Link className="btn ghost" to="/n/$id" params={{ id: network }} search={{ sel: ids, path: 0 }}>
          <GitCompare size={14} strokeWidth={1.5} aria-hidden="true" /> Compare the two
        </Link>
      )}
      <button type="button" className="btn ghost" onClick={() => askVerdict(judgementOfAccounts(ids))}>
        <Gavel size={14} strokeWidth={1.5} aria-hidden="true" /> Verdict <kbd>V</kbd>
      </button>
      <button type="button" className="btn ghost" onClick={() => copy.mutate()}>
        <Copy size={14} strokeWidth={1.5} aria-hidden="true" />
        <span aria-live="polite">{copy.isSuccess ? 'Copied' : copy.isError ? 'Not allowed' : 'Copy ids'}</span>
      </button>
      <button type="button" className="btn ghost" onClick={onClear}>
        <X size={14} strokeWidth={1.5} aria-hidden="true" /> Clear <kbd>Esc</kbd>
      </button>
    </div>
  );
}
