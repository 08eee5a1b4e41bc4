import { Link } from '@tanstack/react-router';
import type { MatchNetwork } from '@iolaus/contracts';
import { Waypoints } from 'lucide-react';
import { Tier } from '../../ui/figures.js';
import { formatCount } from '../../ui/format.js';
import { VirtualTable } from '../../ui/VirtualTable.js';

/** Networks in which hits stand: each opens, and opens with the accounts selected that hold most. */
export function NetworksPanel({ networks }: { readonly networks: readonly MatchNetwork[] }) {
  return (
    <section className="panel mat-panel" aria-labelledby="mat-networks">
      <header>
        <h2 id="mat-networks">Networks</h2>
        <span className="t3 small ell">
          {networks.length > 0 && `${formatCount(networks.length)}, most hits first`}
        </span>
      </header>
      {networks.length === 0 ? (
        <p className="mat-none t3 small">No hit is held by a member of a network.</p>
      ) : (
        <VirtualTable
          label="Networks with hits"
          className="mat-table"
          columns={4}
          rows={networks}
          keyOf={({ id }) => id}
          head={HEAD}
          renderCells={cellsOf}
        />
      )}
    </section>
  );
}

const HEAD = (
  <>
    <th scope="col">Network</th>
    <th scope="col" className="num mat-bits">
      Hits
    </th>
    <th scope="col" className="num mat-touched">
      Accounts
    </th>
    <th scope="col" className="mat-show">
      <span className="visually-hidden">In the graph</span>
    </th>
  </>
);

function cellsOf({ id, name, tier, accounts, hits, touched, strongest }: MatchNetwork) {
  const selected = formatCount(strongest.length);
  return (
    <>
      <td>
        <span className="row">
          <Link to="/n/$id" params={{ id }} className="plain ell" title={`Open network ${name}, ${id}`}>
            {name}
          </Link>
          <Tier tier={tier} />
        </span>
      </td>
      <td className="num">{formatCount(hits)}</td>
      <td className="num" title={`${formatCount(touched)} of its ${formatCount(accounts)} members hold a hit`}>
        {formatCount(touched)}
      </td>
      <td className="mat-show">
        {strongest.length > 0 && (
          <Link
            to="/n/$id"
            params={{ id }}
            search={{ sel: strongest }}
            className="btn ghost icon"
            title={`Show in graph: ${strongest.length < touched ? `the ${selected} accounts that hold most` : `${selected} accounts`} selected`}
            aria-label={`Show in graph: ${name} with ${selected} accounts selected`}
          >
            <Waypoints size={14} strokeWidth={1.5} aria-hidden="true" />
          </Link>
        )}
      </td>
    </>
  );
}
