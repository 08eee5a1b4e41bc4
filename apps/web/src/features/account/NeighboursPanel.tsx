import type { AccountView } from '@iolaus/contracts';
import { IndicatorGlyph } from '../../ui/figures.js';
import { formatCount } from '../../ui/format.js';
import { useKind } from '../../ui/kinds.js';
import './neighbours.css';
import { others } from './order-evidence.js';

type Neighbours = AccountView['neighbours'][number];

/** Accounts that share something with this one, by kind: members of its network first, others after them. */
export function NeighboursPanel({ account }: { readonly account: AccountView }) {
  const { network } = account;
  const kinds = account.neighbours.toSorted((a, b) => b.accounts - a.accounts);
  const most = Math.max(1, ...kinds.map((each) => each.accounts));
  return (
    <section className="panel" aria-labelledby="acc-neighbours">
      <header>
        <h2 id="acc-neighbours">Neighbours</h2>
        <span className="t3 small ell">accounts that share with it</span>
        <span className="sp" />
        {network && (
          <span className="acc-lines micro t2" aria-hidden="true">
            <span>
              <i className="acc-key-members" /> members
            </span>
            <span>
              <i className="acc-key-others" /> others
            </span>
          </span>
        )}
      </header>
      <ul className="acc-list">
        {kinds.map((each) => (
          <KindOfNeighbours key={each.kind} each={each} most={most} name={network?.name} />
        ))}
        {kinds.length === 0 && <li className="t3 small">It shares no indicator with anyone.</li>}
      </ul>
      <p className="acc-caption micro t3">What more than 5,000 accounts hold is left out.</p>
    </section>
  );
}

interface KindOfNeighboursProps {
  readonly each: Neighbours;
  readonly most: number;
  readonly name: string | undefined;
}

function KindOfNeighbours({ each: { kind, accounts, members }, most, name }: KindOfNeighboursProps) {
  const { plural } = useKind(kind);
  return (
    <li className={`acc-neighbour ${name === undefined ? 'acc-alone' : ''}`}>
      <IndicatorGlyph kind={kind} />
      <span className="ell">{plural}</span>
      <span className="acc-bar" aria-hidden="true">
        <i className="acc-members" style={{ width: `${(100 * members) / most}%` }} />
        <i className="acc-others" style={{ width: `${(100 * (accounts - members)) / most}%` }} />
      </span>
      <span className="num">
        {formatCount(accounts)}
        <span className="visually-hidden"> accounts</span>
      </span>
      {name !== undefined && (
        <span className="num t3 micro">{accounts > members ? others(accounts - members) : 'all members'}</span>
      )}
    </li>
  );
}
