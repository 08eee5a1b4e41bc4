import { Link } from '@tanstack/react-router';
import type { IndicatorView } from '@iolaus/contracts';
import { useMemo, useState } from 'react';
import { formatCount, formatDay } from '../../ui/format.js';
import { SafeText } from '../../ui/safe-text.js';
import { VirtualTable } from '../../ui/VirtualTable.js';

type Holder = IndicatorView['accounts'][number];
const FILTERS = [
  { id: 'all', word: 'All', keeps: () => true },
  { id: 'members', word: 'In a network', keeps: (holder: Holder) => holder.network !== null },
  { id: 'outside', word: 'Outside', keeps: (holder: Holder) => holder.network === null },
] as const;

/** The accounts that hold it, most used first; what is not listed is said where it is not listed. */
export function HoldersPanel({ indicator }: { readonly indicator: IndicatorView }) {
  const { accounts, reach } = indicator;
  const [filter, setFilter] = useState<(typeof FILTERS)[number]>(FILTERS[0]);
  const rows = useMemo(() => accounts.filter(filter.keeps), [accounts, filter]);
  return (
    <section className="panel ind-holders" aria-labelledby="ind-holders">
      <header>
        <h2 id="ind-holders">Accounts</h2>
        <span className="t3 small ell" role="status">
          {rows.length < reach ? `${formatCount(rows.length)} of ${formatCount(reach)} listed` : formatCount(reach)},
          most rows first
          {accounts.length < reach && `; the list ends after ${formatCount(accounts.length)}`}
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
      {rows.length === 0 ? (
        <p className="ind-none t3 small">{nothingListed(filter.id, indicator)}</p>
      ) : (
        <VirtualTable
          label="Accounts that hold it"
          className="ind-accounts"
          columns={4}
          rows={rows}
          keyOf={accountOf}
          head={HEAD}
          renderCells={cellsOf}
        />
      )}
    </section>
  );
}

function nothingListed(filter: (typeof FILTERS)[number]['id'], { accounts, reach, outside }: IndicatorView): string {
  const elsewhere = filter === 'outside' ? outside : reach - outside;
  const place = filter === 'outside' ? 'outside every network' : 'in a network';
  return elsewhere === 0
    ? `No account that holds it is ${place}.`
    : `None of the ${formatCount(accounts.length)} listed is ${place}; ${formatCount(elsewhere)} with fewer rows ${elsewhere === 1 ? 'is' : 'are'}.`;
}

const accountOf = (holder: Holder): string => holder.account;

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

function cellsOf({ account, network, networkName, firstMs, lastMs, count }: Holder) {
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
