import type { IndicatorView } from '@iolaus/contracts';
import { Bits } from '../../ui/figures.js';
import { formatBits, formatCount, formatDay, formatShare } from '../../ui/format.js';
import { useKind } from '../../ui/kinds.js';
import './reach.css';
import { Term } from '../../ui/Term.js';

const SCALE_BITS = 16;

/** The figures of an indicator: reach, rarity, bits, networks, and what a measure against it would also hit. */
export function ReachStrip({ indicator }: { readonly indicator: IndicatorView }) {
  const { kind, reach, outside, networks, rarity, bits, records, firstMs, lastMs } = indicator;
  const { family } = useKind(kind);
  return (
    <div className="fig-strip">
      <div>
        <h2>
          <Term of="reach">Reach</Term>
        </h2>
        <p className="fig">
          {formatCount(reach)} <small>{reach === 1 ? 'account' : 'accounts'}</small>
        </p>
        <p className="micro t3">{rarity}</p>
      </div>
      <div>
        <h2>
          <Term of="bits">Bits for two that share it</Term>
        </h2>
        <p className="fig">
          {formatBits(bits)} <small>bits</small>
        </p>
        <span className="ind-strength">
          <Bits byFamily={{ [family]: bits }} total={bits} scale={SCALE_BITS} height={6} />
        </span>
      </div>
      <div>
        <h2>Networks</h2>
        <p className="fig">{networks.length === 0 ? 'None' : formatCount(networks.length)}</p>
        <p className="micro t3">
          {networks.length === 0
            ? 'no network holds it'
            : `${formatCount(reach - outside)} of its accounts are members`}
        </p>
      </div>
      <div>
        <h2>Accounts outside any network</h2>
        <p className="fig">{formatCount(outside)}</p>
        <p className="micro t3">
          {outside === 0
            ? 'nobody else would be hit by a block'
            : `${formatShare(outside / reach)} of its reach: a block would hit them too`}
        </p>
      </div>
      <div>
        <h2>Rows</h2>
        <p className="fig">{formatCount(records)}</p>
        <p className="micro t3">
          {firstMs === null ? 'no time recorded' : `${formatDay(firstMs)} – ${formatDay(lastMs)}`}
        </p>
      </div>
    </div>
  );
}
