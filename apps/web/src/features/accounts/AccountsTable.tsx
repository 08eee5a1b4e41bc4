import { useNavigate } from '@tanstack/react-router';
import type { AccountColumn, AccountQuery, AccountTableRow } from '@iolaus/contracts';
import { Check } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useKeys } from '../../shell/use-keys.js';
import { Failure } from '../../ui/states.js';
import { WindowTable } from '../../ui/WindowTable.js';
import { askVerdict } from '../casebook/judge.js';
import { judgementOfAccounts } from '../casebook/judgements.js';
import { ACCOUNT_LOOKS } from './account-columns.js';
import { sortedBy, type AccountsView } from './accounts-view.js';
import { BulkBar } from './BulkBar.js';
import { useAccountRows } from './use-accounts.js';

interface AccountsTableProps {
  readonly view: AccountsView;
  readonly query: AccountQuery;
  readonly columns: readonly AccountColumn[];
  readonly total: number;
  readonly onChange: (view: AccountsView, name: string) => void;
}

/** The rows of a query: J and K move, X marks, Enter opens, and what is marked is acted on together. */
export function AccountsTable({ view, query, columns, total, onChange }: AccountsTableProps) {
  const navigate = useNavigate();
  const [seen, setSeen] = useState({ first: 0, last: 0 });
  const onSeen = useCallback((first: number, last: number) => setSeen({ first, last }), []);
  const { rowAt, error, retry } = useAccountRows(query, seen);
  const [at, setAt] = useState<number>();
  const [marked, setMarked] = useState<ReadonlyMap<string, AccountTableRow>>(new Map());
  const mark = (row: AccountTableRow): void => {
    const next = new Map(marked);
    if (!next.delete(row.id)) next.set(row.id, row);
    setMarked(next);
  };
  const inHand = at === undefined ? undefined : rowAt(at);
  const move = (by: number): void => setAt(at === undefined ? 0 : Math.min(total - 1, Math.max(0, at + by)));
  useKeys({
    J: () => move(1),
    ArrowDown: () => move(1),
    K: () => move(-1),
    ArrowUp: () => move(-1),
    Enter: inHand && (() => void navigate({ to: '/a/$id', params: { id: inHand.id } })),
    X: inHand && (() => mark(inHand)),
    V: marked.size > 0 ? () => askVerdict(judgementOfAccounts([...marked.keys()])) : undefined,
    Escape: marked.size > 0 ? () => setMarked(new Map()) : undefined,
  });
  if (error != null) return <Failure error={error} retry={retry} />;
  return (
    <>
      {marked.size > 0 && <BulkBar marked={[...marked.values()]} onClear={() => setMarked(new Map())} />}
      <WindowTable
        label="All accounts"
        className="acs-table"
        count={total}
        onSeen={onSeen}
        at={at}
        head={
          <>
            <th className="mark-cell">
              <span className="visually-hidden">Marked</span>
            </th>
            {columns.map((column) => (
              <Head key={column} column={column} view={view} onChange={onChange} />
            ))}
          </>
        }
        renderRow={(index) => {
          const row = rowAt(index);
          return (
            <tr
              key={index}
              aria-rowindex={index + 2}
              className={index === at ? 'sel' : undefined}
              aria-selected={index === at}
              onClick={() => setAt(index)}
            >
              {row ? (
                <Cells row={row} columns={columns} isMarked={marked.has(row.id)} onMark={() => mark(row)} />
              ) : (
                <td colSpan={columns.length + 1} className="t3">
                  …
                </td>
              )}
            </tr>
          );
        }}
      />
    </>
  );
}

function Head({
  column,
  view,
  onChange,
}: Pick<AccountsTableProps, 'view' | 'onChange'> & { readonly column: AccountColumn }) {
  const { word, className } = ACCOUNT_LOOKS[column];
  const isSorted = (view.sort ?? 'exchanges') === column;
  return (
    <th
      scope="col"
      className={className.replace(/\bmono\b|\bt2\b/g, '')}
      aria-sort={isSorted ? (view.up ? 'ascending' : 'descending') : 'none'}
    >
      <button
        type="button"
        className={`plain-button ${isSorted ? 'sort' : ''}`}
        onClick={() => onChange(sortedBy(view, column), `Sorted by ${word.toLowerCase()}`)}
      >
        {word} {isSorted && (view.up ? '↑' : '↓')}
      </button>
    </th>
  );
}

function Cells({
  row,
  columns,
  isMarked,
  onMark,
}: {
  readonly row: AccountTableRow;
  readonly columns: readonly AccountColumn[];
  readonly isMarked: boolean;
  readonly onMark: () => void;
}) {
  return (
    <>
      <td className="mark-cell">
        <button
          type="button"
          className="mark-button"
          role="checkbox"
          aria-checked={isMarked}
          aria-label={`Mark ${row.id}`}
          onClick={(event) => {
            event.stopPropagation();
            onMark();
          }}
        >
          <span className={`check ${isMarked ? 'on' : ''}`}>{isMarked && <Check aria-hidden="true" />}</span>
        </button>
      </td>
      {columns.map((column) => (
        <td key={column} className={ACCOUNT_LOOKS[column].className}>
          {ACCOUNT_LOOKS[column].cell(row)}
        </td>
      ))}
    </>
  );
}
