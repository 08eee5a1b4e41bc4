import type { Frame, ShadeColumn } from '@iolaus/contracts';

/** The first step of the sequential ramp that stands out from the canvas. */
export const FIRST_SHADE = 3;
/** Stands for a step that is not known. */
export const NO_SHADE = 255;

/** Steps on a ramp, of accounts in the order of the frame and of communities. */
export interface Shade {
  readonly ofAccount: Uint8Array;
  readonly ofCommunity: Uint8Array;
}

/** Steps of accounts, and of each community the median of its members'. */
export function shadeOf(frame: Pick<Frame, 'accountCommunity'>, { steps }: ShadeColumn): Shade {
  const ofAccount = Uint8Array.from(frame.accountCommunity, (_, at) => {
    const step = steps.charCodeAt(at) - 48;
    return step >= 0 && step <= 9 ? step : NO_SHADE;
  });
  const counts: Uint32Array[] = [];
  ofAccount.forEach((step, at) => {
    const community = frame.accountCommunity[at]!;
    const count = (counts[community] ??= new Uint32Array(10));
    if (step !== NO_SHADE) count[step]!++;
  });
  return { ofAccount, ofCommunity: Uint8Array.from(counts, medianOf) };
}

/** The step in the middle of so many of each; of an even number the lower one. */
function medianOf(count: Uint32Array | undefined): number {
  const all = count?.reduce((sum, each) => sum + each, 0) ?? 0;
  if (!count || all === 0) return NO_SHADE;
  let before = 0;
  return count.findIndex((each) => (before += each) * 2 >= all);
}
