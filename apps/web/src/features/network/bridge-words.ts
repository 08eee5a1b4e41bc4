import type { Bridge } from '@iolaus/contracts';
import { formatBits, formatCount } from '../../ui/format.js';

/** What the bridges of a network come to, in one sentence; so many of them are shown. */
export function bridgesSentence(bridges: readonly Bridge[], shown: number): string {
  const alone = bridges.filter(({ parts }) => parts).length;
  if (bridges.length === 0) return 'No one indicator joins two of its communities.';
  if (alone === 0) return 'No two communities would part without any one of these.';
  if (alone === 1) return 'One indicator alone holds two of them together.';
  return `${alone} indicators each hold two of them together${alone > shown ? `, ${shown} shown` : ''}.`;
}

/** The figures behind a bridge, one a line. */
export function bridgeFigures(bridge: Bridge): string[] {
  const { communities, members, common, commonWithout, needed, bits } = bridge;
  const whole =
    bridge.in > 2
      ? `, members of ${formatCount(bridge.in - 2)} other ${bridge.in === 3 ? 'community' : 'communities'} too`
      : '';
  // Where accounts were linked one by one, a single link joins.
  const joins =
    needed === 1
      ? `${formatCount(common)} ${common === 1 ? 'link' : 'links'} between the two with it, ${formatCount(commonWithout)} without`
      : `${formatCount(common)} members of one reach the bar of the other with it, ${formatCount(commonWithout)} without; it takes ${formatCount(needed)}`;
  return [
    `${formatCount(members[0])} members of ${communities[0]} and ${formatCount(members[1])} of ${communities[1]} hold it${whole}`,
    `${formatBits(bits)} bits`,
    joins,
    ...(bridge.parts ? ['other communities may still hold both'] : []),
  ];
}
