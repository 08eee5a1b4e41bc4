/** Days of a timeline by their place, both within. */
export interface DayWindow {
  readonly from: number;
  readonly to: number;
}

/** What a timeline spans: its first day (Unix ms) and how many there are. */
export interface DaySpan {
  readonly startMs: number;
  readonly days: number;
}

const DAY_MS = 86_400_000;

/** When the day at a place begins, Unix ms. */
export const msOfDay = ({ startMs }: Pick<DaySpan, 'startMs'>, day: number): number => startMs + day * DAY_MS;

/** At which place a moment lies, in days from the first; not rounded. */
export const placeOf = ({ startMs }: Pick<DaySpan, 'startMs'>, ms: number): number => (ms - startMs) / DAY_MS;

/** "2026-09-21", the day at a place, UTC. */
export const dateOf = (span: DaySpan, day: number): string => new Date(msOfDay(span, day)).toISOString().slice(0, 10);

/** The window between two dates, cut to the span; undefined where it has none of it, or all. */
export function windowBetween(span: DaySpan, from: string | undefined, to: string | undefined): DayWindow | undefined {
  if (from === undefined || to === undefined) return undefined;
  const place = (date: string): number => Math.round(placeOf(span, Date.parse(date)));
  const window = { from: Math.max(0, place(from)), to: Math.min(span.days - 1, place(to)) };
  return window.from > window.to || window.to - window.from + 1 === span.days ? undefined : window;
}

/** What the address says of a window; nothing for none. */
export const datesOf = (
  span: DaySpan,
  window: DayWindow | undefined,
): { readonly from: string | undefined; readonly to: string | undefined } => ({
  from: window && dateOf(span, window.from),
  to: window && dateOf(span, window.to),
});

/** The window from one day to another, in whichever order. */
export const windowAcross = (one: number, other: number): DayWindow => ({
  from: Math.min(one, other),
  to: Math.max(one, other),
});

/** A window with one of its ends, or all of it, moved by days; it keeps within the span and at least one day long. */
export function movedWindow(
  { from, to }: DayWindow,
  { part, by, days }: { readonly part: 'from' | 'to' | 'both'; readonly by: number; readonly days: number },
): DayWindow {
  if (part === 'from') return { from: Math.max(0, Math.min(to, from + by)), to };
  if (part === 'to') return { from, to: Math.min(days - 1, Math.max(from, to + by)) };
  const step = Math.max(-from, Math.min(days - 1 - to, by));
  return { from: from + step, to: to + step };
}

/** As many days just before a window as it has, or as many as there are; undefined where it begins with the span. */
export function windowBefore({ from, to }: DayWindow): DayWindow | undefined {
  return from === 0 ? undefined : { from: Math.max(0, from - (to - from + 1)), to: from - 1 };
}
