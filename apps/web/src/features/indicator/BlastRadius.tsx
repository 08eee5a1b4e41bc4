import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { BlastRadius as Radius } from '@iolaus/contracts';
import { Shield, ShieldAlert } from 'lucide-react';
import { queries } from '../../api/client.js';
import { Tier } from '../../ui/figures.js';
import { formatCount, formatVolume } from '../../ui/format.js';
import { Failure, Skeleton } from '../../ui/states.js';
import { radiusSentence } from './radius-sentence.js';
import './reach.css';
import { Term } from '../../ui/Term.js';

/** Whom a block of the indicator would hit: members by the tier of their network, everybody else with tenure and use, and what plans say of it. */
export function BlastRadius({ kind, value }: { readonly kind: string; readonly value: string }) {
  const radius = useQuery(queries.indicators.radius.queryOptions({ input: { kind, value } }));
  return (
    <section className="panel" aria-labelledby="ind-radius">
      <header>
        <h2 id="ind-radius">
          <Term of="radius">Blast radius</Term>
        </h2>
        <span className="t3 small ell">if it were blocked; Iolaus blocks nothing itself</span>
      </header>
      {radius.isPending && <Skeleton rows={4} label="Reading the blast radius" />}
      {radius.isError && <Failure error={radius.error} retry={() => void radius.refetch()} />}
      {radius.data && (
        <>
          <Groups groups={radius.data.groups} />
          <p className="small t2 ind-radius-words">{radiusSentence(radius.data.groups)}</p>
          <Plans plans={radius.data.plans} />
        </>
      )}
    </section>
  );
}

function Groups({ groups }: Pick<Radius, 'groups'>) {
  return (
    <table className="grid ind-radius">
      <thead>
        <tr>
          <th scope="col">Holders</th>
          <th scope="col" className="num">
            Accounts
          </th>
          <th scope="col" className="num">
            Of them banned
          </th>
          <th scope="col" className="num">
            Exchanges
          </th>
          <th scope="col" className="num" title="Median days from sign-up to the last sight">
            In use, days
          </th>
        </tr>
      </thead>
      <tbody>
        {groups.map(({ tier, accounts, banned, exchanges, tenureDays }) => (
          <tr key={tier ?? 'outside'}>
            <td>{tier === null ? <span className="m">Outside any network</span> : <Members tier={tier} />}</td>
            <td className="num m">{formatCount(accounts)}</td>
            <td className={`num ${banned === 0 ? 't3' : ''}`}>{formatCount(banned)}</td>
            <td className="num">{formatVolume(exchanges)}</td>
            <td className="num">{tenureDays === null ? '–' : formatCount(tenureDays)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Members({ tier }: { readonly tier: NonNullable<Radius['groups'][number]['tier']> }) {
  return (
    <span className="row">
      Members <Tier tier={tier} />
    </span>
  );
}

const PLANS_SHOWN = 3;

function Plans({ plans }: Pick<Radius, 'plans'>) {
  if (plans.length === 0)
    return (
      <p className="small t3 ind-radius-words">No plan of a network speaks of it, neither to block nor to spare it.</p>
    );
  return (
    <ul className="ind-radius-plans">
      {plans.slice(0, PLANS_SHOWN).map(({ network, name, blocks, reason }) => (
        <li key={network} className="note">
          {blocks ? (
            <Shield size={14} strokeWidth={1.5} aria-hidden="true" />
          ) : (
            <ShieldAlert size={14} strokeWidth={1.5} className="review-text" aria-hidden="true" />
          )}
          <span>
            The{' '}
            <Link to="/n/$id" params={{ id: network }} search={{ tab: 'plan' }}>
              plan of {name}
            </Link>{' '}
            {blocks ? 'proposes to block it.' : `spares it: ${reason}.`}
          </span>
        </li>
      ))}
      {plans.length > PLANS_SHOWN && (
        <li className="small t3">and {formatCount(plans.length - PLANS_SHOWN)} more plans speak of it</li>
      )}
    </ul>
  );
}
