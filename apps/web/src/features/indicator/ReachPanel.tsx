import { Link } from '@tanstack/react-router';
import type { IndicatorView, Tier as TierWord } from '@iolaus/contracts';
import { Tier } from '../../ui/figures.js';
import { formatCount, formatShare } from '../../ui/format.js';
import './reach.css';

/** Who holds it: a part for each network and one for everybody else, in figures and as one bar. */
export function ReachPanel({ indicator }: { readonly indicator: IndicatorView }) {
  const { networks, outside, reach } = indicator;
  const ordered = networks.toSorted((a, b) => b.accounts - a.accounts);
  const share = (accounts: number): number => accounts / Math.max(1, reach);
  return (
    <section className="panel" aria-labelledby="ind-reach">
      <header>
        <h2 id="ind-reach">Where it reaches</h2>
        <span className="t3 small ell">{formatCount(reach)} accounts by network</span>
      </header>
      <div className="ind-parts" aria-hidden="true">
        {ordered.map(({ id, tier, accounts }) => (
          <i key={id} className={`ind-part-${tier}`} style={{ width: `${100 * share(accounts)}%` }} />
        ))}
        <i className="ind-part-outside" style={{ width: `${100 * share(outside)}%` }} />
      </div>
      <ul className="ind-list">
        {ordered.map(({ id, name, tier, accounts }) => (
          <li key={id} className="ind-network">
            <i className={`ind-key ind-part-${tier}`} aria-hidden="true" />
            <Link
              to="/n/$id"
              params={{ id }}
              search={{ ind: { kind: indicator.kind, value: indicator.value } }}
              className="plain m ell"
            >
              {name} <span className="mono t3 micro">{id}</span>
            </Link>
            <TierMark tier={tier} />
            <span className="num">{formatCount(accounts)}</span>
            <span className="num t3">{formatShare(share(accounts))}</span>
          </li>
        ))}
        <li className="ind-network">
          <i className="ind-key ind-part-outside" aria-hidden="true" />
          <span className="t2">outside any network</span>
          <span />
          <span className="num">{formatCount(outside)}</span>
          <span className="num t3">{formatShare(share(outside))}</span>
        </li>
      </ul>
    </section>
  );
}

function TierMark({ tier }: { readonly tier: TierWord }) {
  return (
    <span>
      <Tier tier={tier} />
    </span>
  );
}
