import type { BridgeView } from '@iolaus/contracts';
import { CircleHelp } from 'lucide-react';
import { IndicatorGlyph } from '../../ui/figures.js';
import { formatBits, formatCount, formatIndicator } from '../../ui/format.js';
import { SafeText } from '../../ui/safe-text.js';
import { Failure, Skeleton } from '../../ui/states.js';
import { bridgeFigures, bridgesSentence } from './bridge-words.js';
import './bridges.css';
import type { NetworkProps } from './NetworkScreen.js';
import { RadiusOnHover } from './RadiusOnHover.js';
import { SplitPreview } from './SplitPreview.js';
import { useRadiusAhead } from './use-radius-ahead.js';
import { isSameIndicator, MOST_MARKED, type BridgeState } from './use-bridges.js';

/** The few indicators that hold parts of the network together, what is needed most first; choosing one shows what its cut would leave. */
export function BridgeFinder(props: NetworkProps & { readonly bridges: BridgeState }) {
  const { network, bridges, view, change } = props;
  const { data, error } = bridges.list;
  useRadiusAhead(data);
  if (error != null) return <Failure error={error} retry={bridges.retry} />;
  if (!data) return <Skeleton rows={8} label="Looking for bridges" />;
  const choose = (bridge: BridgeView): void => {
    const { kind, value } = bridge;
    const isOff = isSameIndicator(bridge, view.cut);
    change(isOff ? 'Kept the bridge' : `Looked at the cut of ${formatIndicator(kind, value)}`, {
      cut: isOff ? undefined : { kind, value },
    });
  };
  return (
    <>
      <section className="sect">
        <h3>What holds its parts together</h3>
        <p className="small t2">{bridgesSentence(data, data.length)}</p>
        {data.length > 0 && (
          <p className="micro t3">Needed most first; choose one to see what its cut would leave. Nothing is changed.</p>
        )}
      </section>
      <ol className="bridges" aria-label="Bridges">
        {data.map((bridge, at) => (
          <li key={`${bridge.kind} ${bridge.value}`}>
            <RadiusOnHover network={network.record.id} indicator={{ kind: bridge.kind, value: bridge.value }}>
              <BridgeRow
                bridge={bridge}
                number={at + 1}
                isChosen={isSameIndicator(bridge, view.cut)}
                onChoose={() => choose(bridge)}
              />
            </RadiusOnHover>
            {isSameIndicator(bridge, view.cut) && <SplitPreview {...props} />}
          </li>
        ))}
      </ol>
    </>
  );
}

interface BridgeRowProps {
  readonly bridge: BridgeView;
  readonly number: number;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function BridgeRow({ bridge, number, isChosen, onChoose }: BridgeRowProps) {
  const [one, other] = bridge.communities;
  const outsiders = bridge.elsewhere + bridge.outside;
  return (
    <button type="button" className={`bridge ${isChosen ? 'on' : ''}`} aria-pressed={isChosen} onClick={onChoose}>
      <span className={`seal ${isChosen ? 'on' : ''} ${number > MOST_MARKED ? 'unmarked' : ''}`}>{number}</span>
      <span className="bridge-text">
        <span className="row">
          <IndicatorGlyph kind={bridge.kind} />
          <b className="mono ell sp">
            <SafeText>{formatIndicator(bridge.kind, bridge.value, bridge.text)}</SafeText>
          </b>
          <span className={`micro ${bridge.parts ? 'review-text' : 't3'}`}>
            {bridge.parts ? 'they part without it' : 'they stay one'}
          </span>
        </span>
        <span className="small t2">
          {formatCount(bridge.members[0])} in {one}, {formatCount(bridge.members[1])} in {other} ·{' '}
          {formatBits(bridge.bits)} bits · {formatCount(outsiders)} elsewhere
        </span>
        {bridge.hypothesis && (
          <span className="small row bridge-innocent">
            <CircleHelp size={14} strokeWidth={1.5} className="review-text" aria-hidden="true" />
            <span>
              <b className="m">{bridge.hypothesis.question}?</b> <span className="t2">{bridge.hypothesis.figure}</span>
            </span>
          </span>
        )}
        <span className="visually-hidden">{bridgeFigures(bridge).join('. ')}</span>
      </span>
    </button>
  );
}
