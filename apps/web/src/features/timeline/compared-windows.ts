import { windowBefore, windowBetween, type DaySpan, type DayWindow } from './day-window.js';

/** Both windows of a comparison. Without chosen days the later is the second half; without days of its own the earlier is as long, just before it, or else the first half of the later. */
export function comparedWindows(
  span: DaySpan,
  of: {
    readonly later: DayWindow | undefined;
    readonly earlier: { readonly from: string | undefined; readonly to: string | undefined };
  },
): { readonly earlier: DayWindow; readonly later: DayWindow } {
  const later = of.later ?? { from: Math.floor(span.days / 2), to: span.days - 1 };
  const earlier = windowBetween(span, of.earlier.from, of.earlier.to) ?? windowBefore(later);
  return { earlier: earlier ?? { from: 0, to: Math.max(0, Math.floor((later.to - 1) / 2)) }, later };
}
