import { useQuery } from '@tanstack/react-query';
import { queries } from '../../api/client.js';
import { IndicatorGlyph } from '../../ui/figures.js';
import { formatCount, formatIndicator } from '../../ui/format.js';
import { SafeText } from '../../ui/safe-text.js';
import type { IndicatorKey } from './network-view.js';
import { radiusLines } from './radius-lines.js';
import './bridges.css';

const WIDTH = 264;

/** Whom an indicator touches, beside the pointer; leaving it drops the question. */
export function RadiusTip({
  network,
  indicator,
  x,
  y,
  isFixed = false,
}: {
  readonly network: string;
  readonly indicator: IndicatorKey;
  readonly x: number;
  readonly y: number;
  /** Placed in the window, not in the stage. */
  readonly isFixed?: boolean;
}) {
  const radius = useQuery(queries.indicators.radius.queryOptions({ input: { ...indicator } }));
  const left = x > WIDTH + 40 ? x - WIDTH - 14 : x + 14;
  return (
    <div
      className={`float tip radius-tip ${isFixed ? 'fixed-tip' : ''}`}
      style={{ left, top: Math.max(56, y - 30) }}
      role="tooltip"
    >
      <div className="row">
        <IndicatorGlyph kind={indicator.kind} />
        <b className="mono ell">
          <SafeText>{formatIndicator(indicator.kind, indicator.value)}</SafeText>
        </b>
      </div>
      {radius.isPending && <p className="small t3">Counting whom it touches</p>}
      {radius.isError && <p className="small t2">Whom it touches could not be read.</p>}
      {radius.data && (
        <>
          <p className="small t2">
            touches {formatCount(radius.data.groups.reduce((sum, { accounts }) => sum + accounts, 0))} accounts
          </p>
          <dl className="radius-lines small">
            {radiusLines(radius.data, network).map(({ count, words }) => (
              <div key={words} className="row">
                <dt className="num m">{formatCount(count)}</dt>
                <dd className="t2">{words}</dd>
              </div>
            ))}
          </dl>
          <p className="micro t3">What they spend is not in the data.</p>
        </>
      )}
    </div>
  );
}
