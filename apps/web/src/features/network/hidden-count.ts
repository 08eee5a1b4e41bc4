import type { Frame } from '@iolaus/contracts';
import type { NetworkViewState } from './network-view.js';

/** Accounts that filters or the hand have taken out of the picture. */
export function hiddenCount(frame: Frame, { min = 0, hide }: Pick<NetworkViewState, 'min' | 'hide'>): number {
  const byHand = new Set(hide);
  const least = min * 4;
  let count = 0;
  for (let account = 0; account < frame.accountIds.length; account++) {
    if (frame.accountBits[account]! < least || (byHand.size > 0 && byHand.has(frame.accountIds[account]!))) count++;
  }
  return count;
}
