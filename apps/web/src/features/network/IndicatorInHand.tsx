import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Expand } from 'lucide-react';
import { queries } from '../../api/client.js';
import { Bits, IndicatorGlyph } from '../../ui/figures.js';
import { formatBits, formatCount, formatDay, formatIndicator } from '../../ui/format.js';
import { useKind } from '../../ui/kinds.js';
import { SafeText, Template } from '../../ui/safe-text.js';
import { Failure, Skeleton } from '../../ui/states.js';
import { WhatYouKnow } from '../constraints/RuleButtons.js';
import { rulesOfIndicator } from '../constraints/rules-in-hand.js';
import type { IndicatorKey } from './network-view.js';
import type { NetworkProps } from './NetworkScreen.js';
import { Term } from '../../ui/Term.js';

/** The indicator in hand: what it tells, whom it touches inside and outside, what appears with it. */
export function IndicatorInHand({
  indicator,
  onExpand,
}: NetworkProps & { readonly indicator: IndicatorKey; readonly onExpand: () => void }) {
  const { label, family } = useKind(indicator.kind);
  const found = useQuery(queries.indicators.get.queryOptions({ input: { ...indicator } }));
  return (
    <aside className="insp" aria-label="Indicator">
      <header className="sect insp-head">
        <p className="micro t3">{label}</p>
        <div className="row in-hand">
          <IndicatorGlyph kind={indicator.kind} />
          <h2 className="mono ell">
            <SafeText>{formatIndicator(indicator.kind, indicator.value)}</SafeText>
          </h2>
        </div>
      </header>
      <div className="scroll" tabIndex={0} role="region" aria-label="About the indicator">
        {found.isPending && <Skeleton rows={8} label="Reading the indicator" />}
        {found.isError && <Failure error={found.error} />}
        {found.data && (
          <>
            {found.data.text && (
              <p className="sect small">
                <Template text={found.data.text} />
              </p>
            )}
            <div className="three">
              <div>
                <h3>
                  <Term of="reach">Reach</Term>
                </h3>
                <p className="fig">{formatCount(found.data.reach)}</p>
                <p className="micro t3">accounts hold it</p>
              </div>
              <div>
                <h3>
                  <Term of="bits">Strength</Term>
                </h3>
                <p className="fig">
                  {formatBits(Math.max(0, found.data.bits))} <small>bits</small>
                </p>
                <Bits
                  byFamily={{ [family]: Math.max(0, found.data.bits) }}
                  total={Math.max(0, found.data.bits)}
                  scale={16}
                />
              </div>
              <div>
                <h3>Outside</h3>
                <p className="fig">{formatCount(found.data.outside)}</p>
                <p className="micro t3">in no network</p>
              </div>
            </div>
            <p className="sect small t2">
              {found.data.linking} {found.data.rarity}. Seen {formatDay(found.data.firstMs)} to{' '}
              {formatDay(found.data.lastMs)} in {formatCount(found.data.records)} records.
            </p>
            <section className="sect">
              <h3>Networks that hold it</h3>
              <ul className="small">
                {found.data.networks.map((each) => (
                  <li key={each.id} className="row">
                    <Link to="/n/$id" params={{ id: each.id }} className="ell sp">
                      <SafeText>{each.name}</SafeText>
                    </Link>
                    <span className="num t2">{formatCount(each.accounts)}</span>
                  </li>
                ))}
              </ul>
            </section>
            <WhatYouKnow rules={rulesOfIndicator(indicator)} />
          </>
        )}
      </div>
      <div className="acts">
        <button type="button" className="btn primary sp" onClick={onExpand}>
          <Expand size={16} strokeWidth={1.5} aria-hidden="true" /> Expand… <kbd>E</kbd>
        </button>
        <Link className="btn" to="/i/$kind/$value" params={{ kind: indicator.kind, value: indicator.value }}>
          Open its page
        </Link>
      </div>
    </aside>
  );
}
