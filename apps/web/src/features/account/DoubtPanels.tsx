import type { Why } from '@iolaus/contracts';
import { IndicatorGlyph } from '../../ui/figures.js';
import { formatBits } from '../../ui/format.js';
import { SafeText } from '../../ui/safe-text.js';
import { IndicatorName } from '../../ui/why.js';
import './evidence.css';
import { indicatorKey } from './order-evidence.js';

/** What is left of an account's bits without each of its strongest indicators. */
export function BreaksPanel({ why }: { readonly why: Why }) {
  return (
    <section className="panel" aria-labelledby="acc-breaks">
      <header>
        <h2 id="acc-breaks">What would break it</h2>
        <span className="sp" />
        <span className="t3 micro">bits that remain; bar {formatBits(why.barBits)}</span>
      </header>
      <ul className="acc-list">
        {why.breaks.length === 0 && <li className="t3 small">No single indicator counts, so none can break it.</li>}
        {why.breaks.map((each) => (
          <li key={indicatorKey(each)} className="acc-break">
            <IndicatorGlyph kind={each.kind} size={11} />
            <span className="ell">
              without <IndicatorName kind={each.kind} value={each.value} />
            </span>
            <span className="num m">{formatBits(each.remains)}</span>
            <span className={each.holds ? 't3' : 'review-text'}>{each.holds ? 'holds' : 'falls'}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What speaks against the account's place in the network, at the same rank as what speaks for it. */
export function AgainstPanel({ why }: { readonly why: Why }) {
  return (
    <section className="panel" aria-labelledby="acc-against">
      <header>
        <h2 id="acc-against">What speaks against it</h2>
      </header>
      <ul className="acc-list against t2">
        {why.against.length === 0 && <li>Nothing was found that speaks against it.</li>}
        {why.against.map((line) => (
          <li key={line}>
            <SafeText>{line}</SafeText>
          </li>
        ))}
      </ul>
    </section>
  );
}
