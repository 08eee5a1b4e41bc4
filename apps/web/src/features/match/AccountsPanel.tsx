import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { MatchAnswer } from '@iolaus/contracts';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { formatCount } from '../../ui/format.js';
import { saveText } from '../../ui/save-text.js';
import { Failure } from '../../ui/states.js';
import { columnsCsv } from './columns-csv.js';
import { accountColumns } from './result-columns.js';
import { ResultTable } from './ResultTable.js';
import type { ListRun } from './use-list.js';
import { readAllAccounts, useMatchAccounts } from './use-match.js';

interface AccountsPanelProps {
  readonly run: ListRun;
  readonly accounts: MatchAnswer['accounts'];
  readonly since: MatchAnswer['since'];
  readonly hasKeys: boolean;
}

/** The accounts that touch the hits, those that hold most first; Enter opens the one in hand. */
export function AccountsPanel({ run, accounts, since, hasKeys }: AccountsPanelProps) {
  const navigate = useNavigate();
  const [isNewOnly, setNewOnly] = useState(false);
  const onlyNew = isNewOnly ? since : undefined;
  const { rows, error, readMore, retry } = useMatchAccounts(run, accounts);
  const save = useMutation({
    mutationFn: async () =>
      saveText({
        name: 'match-accounts.csv',
        type: 'text/csv',
        text: columnsCsv(accountColumns, onlyNew ? onlyNew.accounts : await readAllAccounts(run)),
      }),
  });
  const { total, ranked } = accounts;
  return (
    <section className="panel mat-panel mat-accounts" aria-labelledby="mat-accounts">
      <header>
        <h2 id="mat-accounts">Accounts</h2>
        <span className="t3 small ell">
          {total > 0 && (ranked < total ? `${formatCount(ranked)} of ${formatCount(total)}` : formatCount(total))}
          {total > 0 && ', most hits first'}
        </span>
        <span className="sp" />
        {since && since.newAccounts > 0 && (
          <button
            type="button"
            className="chip"
            aria-pressed={isNewOnly}
            title={
              since.newAccounts > since.accounts.length
                ? `The first ${formatCount(since.accounts.length)} of them are listed`
                : undefined
            }
            onClick={() => setNewOnly(!isNewOnly)}
          >
            New <b>{formatCount(since.newAccounts)}</b>
          </button>
        )}
        {total > 0 && (
          <button type="button" className="btn ghost" disabled={save.isPending} onClick={() => save.mutate()}>
            <Download size={14} strokeWidth={1.5} aria-hidden="true" /> CSV
          </button>
        )}
      </header>
      {total === 0 && <p className="mat-none t3 small">No account holds a hit.</p>}
      {rows.length > 0 && (
        <ResultTable
          label="Accounts that touch the hits"
          columns={accountColumns}
          key={onlyNew ? 'new' : 'all'}
          rows={onlyNew?.accounts ?? rows}
          total={onlyNew?.accounts.length ?? ranked}
          hasKeys={hasKeys}
          onOpen={({ account }) => void navigate({ to: '/a/$id', params: { id: account } })}
          {...(!onlyNew && { onEnd: readMore })}
        />
      )}
      {(error ?? save.error) != null && (
        <Failure error={error ?? save.error} retry={error ? retry : () => save.mutate()} />
      )}
    </section>
  );
}
