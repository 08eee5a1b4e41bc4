import type { Frame, FrameVerdicts, Verdict } from '@iolaus/contracts';

/** Verdicts by their place in columns of {@link Verdicts}, in the order of the legend. */
export const VERDICT_ORDER = ['none', 'confirmed', 'cleared', 'contested'] as const satisfies readonly Verdict[];

/** Verdicts by place in {@link VERDICT_ORDER}: of accounts in the order of the frame, and of each community the one that more than half of its members have. */
export interface Verdicts {
  readonly ofAccount: Uint8Array;
  readonly ofCommunity: Uint8Array;
}

/** Verdicts of accounts, and what they come to for communities. */
export function verdictsOf(frame: Pick<Frame, 'accountCommunity'>, said: FrameVerdicts): Verdicts {
  const ofAccount = new Uint8Array(frame.accountCommunity.length);
  VERDICT_ORDER.forEach((verdict, place) => {
    if (verdict !== 'none') for (const account of said[verdict]) ofAccount[account] = place;
  });
  const counts: Uint32Array[] = [];
  ofAccount.forEach((place, account) => {
    const count = (counts[frame.accountCommunity[account]!] ??= new Uint32Array(VERDICT_ORDER.length));
    count[place]!++;
  });
  return { ofAccount, ofCommunity: Uint8Array.from(counts, mostOf) };
}

function mostOf(count: Uint32Array | undefined): number {
  const all = count?.reduce((sum, each) => sum + each, 0) ?? 0;
  return Math.max(0, count?.findIndex((each) => each * 2 > all) ?? 0);
}

/** How many accounts have each verdict: of one community, or of all for −1. */
export function countVerdicts(
  frame: Pick<Frame, 'accountCommunity'>,
  { ofAccount }: Verdicts,
  focus: number,
): Readonly<Record<Verdict, number>> {
  const counts = { none: 0, confirmed: 0, cleared: 0, contested: 0 };
  ofAccount.forEach((place, account) => {
    if (focus < 0 || frame.accountCommunity[account] === focus) counts[VERDICT_ORDER[place]!]++;
  });
  return counts;
}
