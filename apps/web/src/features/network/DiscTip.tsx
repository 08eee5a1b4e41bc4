import type { Disc } from '@iolaus/contracts';
import { Bits } from '../../ui/figures.js';
import { formatBits, formatCount } from '../../ui/format.js';

const WIDTH = 244;

/** What a community is, beside the pointer. */
export function DiscTip({
  disc,
  x,
  y,
  barBits,
}: {
  readonly disc: Disc;
  readonly x: number;
  readonly y: number;
  readonly barBits: number;
}) {
  return (
    <div
      className="float tip"
      style={{ left: x > 420 ? x - WIDTH - 18 : x + 18, top: Math.max(56, y - 40) }}
      role="tooltip"
    >
      <div className="row">
        <b className="b">{disc.label}</b>
        <span className="t3 small ell">{disc.holdsTogether}</span>
      </div>
      <p className="small t2 tip-counts">
        {formatCount(disc.accounts)} accounts
        {disc.exchanges > 0 && `, ${formatCount(disc.exchanges)} exchanges`}
      </p>
      <Bits byFamily={disc.heldBy} total={disc.bits} bar={barBits} />
      <div className="row micro t3 tip-foot">
        <span>{formatBits(disc.bits)} bits, median</span>
        <span className="sp" />
        <span>click opens</span>
      </div>
    </div>
  );
}
