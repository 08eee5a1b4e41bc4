import type { CoreIndicator, Frame } from '@iolaus/contracts';

/** An indicator of a community, with its members there. */
export interface FocusIndicator {
  readonly kind: string;
  readonly value: string;
  readonly text: string | undefined;
  readonly members: number;
  /** Bits for a member that holds it. */
  readonly bits: number;
}

/** Indicators that are drawn in a community, by members. */
export function indicatorsOfCommunity(
  frame: Frame,
  community: number,
  core: readonly CoreIndicator[],
): FocusIndicator[] {
  const listed = new Map(core.map((each) => [`${each.kind} ${each.value}`, each]));
  const found: FocusIndicator[] = [];
  frame.indicatorValues.forEach((value, at) => {
    if (frame.indicatorCommunity[at] !== community) return;
    const kind = frame.kinds[frame.indicatorKind[at]!]!;
    const known = listed.get(`${kind} ${value}`);
    found.push({
      kind,
      value,
      text: known?.text,
      members: membersIn(frame, at, community),
      bits: frame.indicatorBits[at]!,
    });
  });
  return found.toSorted((a, b) => b.members - a.members);
}

function membersIn(frame: Frame, indicator: number, community: number): number {
  let members = 0;
  for (let at = frame.linkStart[indicator]!; at < frame.linkStart[indicator + 1]!; at++) {
    if (frame.accountCommunity[frame.linkAccount[at]!] === community) members++;
  }
  return members;
}
