import type { Reliability, ReliabilityBin } from '@iolaus/contracts';
import { formatShare } from '../../ui/format.js';

const SIDE = 168;
const across = (share: number): number => share * SIDE;
const up = (share: number): number => SIDE - share * SIDE;

/** What was said against what was confirmed, a dot for each group of verdicts with its 95 % interval; on the diagonal the two are the same. The figures stand in a table for who cannot see it. */
export function ReliabilityDiagram({ reliability: { bins } }: { readonly reliability: Reliability }) {
  return (
    <figure className="tri-reliability">
      <svg viewBox={`-4 -4 ${SIDE + 8} ${SIDE + 8}`} width={SIDE + 8} height={SIDE + 8} aria-hidden="true">
        <rect className="tri-reliability-frame" width={SIDE} height={SIDE} />
        {[0.25, 0.5, 0.75].map((share) => (
          <path key={share} className="tri-reliability-grid" d={`M0 ${up(share)}H${SIDE}M${across(share)} 0V${SIDE}`} />
        ))}
        <path className="tri-reliability-same" d={`M0 ${SIDE}L${SIDE} 0`} />
        {bins.map((bin) => (
          <g key={`${bin.said01} ${bin.confirmed01}`}>
            <path className="tri-reliability-interval" d={intervalOf(bin)} />
            <circle className="tri-reliability-dot" cx={across(bin.said01)} cy={up(bin.confirmed01)} r="3.5" />
          </g>
        ))}
      </svg>
      <figcaption className="micro t3">
        <span>across: probability said, 0 to 100 %</span>
        <span>up: confirmed, 0 to 100 %</span>
      </figcaption>
      <table className="visually-hidden">
        <caption>Probability said and share confirmed</caption>
        <tbody>
          {bins.map((bin) => (
            <tr key={`${bin.said01} ${bin.confirmed01}`}>
              <th scope="row">{formatShare(bin.said01)} said</th>
              <td>
                {formatShare(bin.confirmed01)} of {bin.verdicts} confirmed, {formatShare(bin.low01)} to{' '}
                {formatShare(bin.high01)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}

const intervalOf = ({ said01, low01, high01 }: ReliabilityBin): string =>
  `M${across(said01)} ${up(low01)}V${up(high01)}m-3 0h6m0 ${across(high01 - low01)}h-6`;
