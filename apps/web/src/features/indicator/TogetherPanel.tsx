import type { IndicatorView } from '@iolaus/contracts';
import { IndicatorGlyph } from '../../ui/figures.js';
import { formatCount } from '../../ui/format.js';
import { useKind } from '../../ui/kinds.js';
import { IndicatorName } from '../../ui/why.js';
import './reach.css';

type Companion = IndicatorView['together'][number];

/** What its accounts hold as well, the most common first. */
export function TogetherPanel({ indicator }: { readonly indicator: IndicatorView }) {
  const { together, togetherAmong, reach } = indicator;
  return (
    <section className="panel ind-together" aria-labelledby="ind-together">
      <header>
        <h2 id="ind-together">Together with</h2>
        <span className="t3 small ell">what its accounts hold as well</span>
        <span className="sp" />
        {together.length > 0 && (
          <span className="t3 micro">
            of {formatCount(togetherAmong)} accounts{togetherAmong < reach && ' looked at'}
          </span>
        )}
      </header>
      <ul className="ind-list">
        {together.map((each) => (
          <CompanionRow key={`${each.kind} ${each.value}`} companion={each} among={togetherAmong} />
        ))}
        {together.length === 0 && <li className="t3 small">Its accounts share nothing else.</li>}
      </ul>
    </section>
  );
}

function CompanionRow({
  companion: { kind, value, text, accounts },
  among,
}: {
  readonly companion: Companion;
  readonly among: number;
}) {
  const { label } = useKind(kind);
  return (
    <li className="ind-companion">
      <IndicatorGlyph kind={kind} />
      <IndicatorName kind={kind} value={value} text={text} />
      <span className="t3 micro ell">{label}</span>
      <span className="ind-share" aria-hidden="true">
        <i style={{ width: `${Math.min(100, (100 * accounts) / Math.max(1, among))}%` }} />
      </span>
      <span className="num">{formatCount(accounts)}</span>
    </li>
  );
}
