import type { Frame } from '@iolaus/contracts';

/** Accounts that are too weak for the filter, or hidden by hand or by the chosen days. */
export function hiddenCount(
  frame: Frame,
  { min = 0, hidden }: { readonly min?: number | undefined; readonly hidden: Uint8Array },
): number {
  const least = min * 4;
  let count = 0;
  for (let account = 0; account < frame.accountX.length; account++) {
    if (frame.accountBits[account]! < least || hidden[account] === 1) count++;
  }
  return count;
}
