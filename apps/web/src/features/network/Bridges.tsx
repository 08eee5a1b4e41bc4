import type { Bridge } from '@iolaus/contracts';
import { IndicatorGlyph } from '../../ui/figures.js';
import { formatCount } from '../../ui/format.js';
import { IndicatorName } from '../../ui/why.js';
import { bridgeFigures, bridgesSentence } from './bridge-words.js';

const SHOWN = 4;

/** The indicators that hold two communities together, a line each; the figures stand in the tip. */
export function Bridges({ bridges }: { readonly bridges: readonly Bridge[] }) {
  return (
    <section className="sect">
      <h3>
        What joins its communities <span className="sp" />
        <span className="t3 regular">members in each</span>
      </h3>
      <p className="small t2">{bridgesSentence(bridges, SHOWN)}</p>
      <ul className="breaks">
        {bridges.slice(0, SHOWN).map((bridge) => (
          <BridgeLine key={`${bridge.kind} ${bridge.value}`} bridge={bridge} />
        ))}
      </ul>
    </section>
  );
}

function BridgeLine({ bridge }: { readonly bridge: Bridge }) {
  const tip = bridgeFigures(bridge).join('\n');
  const [one, other] = bridge.communities;
  return (
    <li className="row small" title={tip}>
      <IndicatorGlyph kind={bridge.kind} />
      <span className="ell sp">
        <IndicatorName kind={bridge.kind} value={bridge.value} text={bridge.text ?? null} />
      </span>
      <span className="bridge-side">
        <span className="t3">{one}</span> <span className="num">{formatCount(bridge.members[0])}</span>
      </span>
      <span className="bridge-side">
        <span className="t3">{other}</span> <span className="num">{formatCount(bridge.members[1])}</span>
      </span>
      <span className={`bridge-answer ${bridge.parts ? 'review-text' : 't3'}`}>{bridge.parts ? 'parts' : 'stays'}</span>
      <span className="visually-hidden">{tip}</span>
    </li>
  );
}
