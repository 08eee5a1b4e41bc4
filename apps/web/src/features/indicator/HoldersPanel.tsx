import { Link } from '@tanstack/react-router';
import type { HolderRow, Holders, IndicatorView } from '@iolaus/contracts';
import { useState } from 'react';
import { formatCount, formatDay } from '../../ui/format.js';
import { SafeText } from '../../ui/safe-text.js';
import { Failure, Skeleton } from '../../ui/states.js';
import { VirtualTable } from '../../ui/VirtualTable.js';
import { useHolders } from './use-holders.js';

const FILTERS = [
  { id: 'all', word: 'All', nothing: 'No account holds it.' },
  { id: 'members', word: 'In a network', nothing: 'No account that holds it is in a network.' },
  { id: 'outside', word: 'Outside', nothing: 'No account that holds it is outside every network.' },
] as const satisfies readonly { readonly id: Holders; readonly word: string; readonly nothing: string }[];

/** The accounts that hold it, most used first, read as they come into sight. */
export function HoldersPanel({ indicator: { kind, value, reach } }: { readonly indicator: IndicatorView }) {
  const [filter, setFilter] = useState<(typeof FILTERS)[number]>(FILTERS[0]);
  const { rows, total, error, readMore, retry } = useHolders({ kind, value, holders: filter.id });
  return (
    <section className="panel ind-holders" aria-labelledby="ind-holders">
      <header>
        <h2 id="ind-holders">Accounts</h2>
        <span className="t3 small ell" role="status">
          {total !== undefined &&
            `${total < reach ? `${formatCount(total)} of ${formatCount(reach)}` : formatCount(total)}, most rows first`}
        </span>
        <span className="sp" />
        <span className="seg" role="group" aria-label="Which accounts">
          {FILTERS.map((each) => (
            <button key={each.id} type="button" aria-pressed={each === filter} onClick={() => setFilter(each)}>
              {each.word}
            </button>
          ))}
        </span>
      </header>
      {total === undefined && !error && <Skeleton rows={8} label="Reading the accounts" />}
      {total === 0 && <p className="ind-none t3 small">{filter.nothing}</p>}
      {rows.length > 0 && (
        <VirtualTable
          key={filter.id}
          label="Accounts that hold it"
          className="ind-accounts"
          columns={4}
          rows={rows}
          total={total ?? rows.length}
          keyOf={accountOf}
          onEnd={readMore}
          head={HEAD}
          renderCells={cellsOf}
        />
      )}
      {error && <Failure error={error} retry={retry} />}
    </section>
  );
}

const accountOf = (holder: HolderRow): string => holder.account;

const HEAD = (
  <>
    <th scope="col">Account</th>
    <th scope="col" className="ind-of">
      Network
    </th>
    <th scope="col" className="ind-dates">
      First – last, with it
    </th>
    <th scope="col" className="num ind-count">
      Rows
    </th>
  </>
);

function cellsOf({ account, network, networkName, firstMs, lastMs, count }: HolderRow) {
  const [first, last] = [formatDay(firstMs), formatDay(lastMs)];
  return (
    <>
      <td className="mono ell">
        <Link to="/a/$id" params={{ id: account }} className="plain">
          <SafeText>{account}</SafeText>
        </Link>
      </td>
      <td className="ell">
        {network === null ? (
          <span className="t3">none</span>
        ) : (
          <Link to="/n/$id" params={{ id: network }} className="plain t2">
            {networkName ?? network}
          </Link>
        )}
      </td>
      <td className="t2">{first === last ? first : `${first} – ${last}`}</td>
      <td className="num">{formatCount(count)}</td>
    </>
  );
}
