const DAY_MS = 86_400_000;
const STEPS = 6;

/** Step 0–6 of the sequential scale: 0 is no exchange at all, 6 is the busiest hour. */
export function heatStep(count: number, most: number): number {
  return count <= 0 ? 0 : Math.min(STEPS, Math.ceil((STEPS * count) / Math.max(1, most)));
}

/** The busiest hour of a day × hour grid: its place and its exchanges; undefined in a grid without any. */
export function busiestHour(
  activity: readonly (readonly number[])[],
): { readonly day: number; readonly hour: number; readonly count: number } | undefined {
  let best: { day: number; hour: number; count: number } | undefined;
  activity.forEach((hours, day) =>
    hours.forEach((count, hour) => {
      if (count > (best?.count ?? 0)) best = { day, hour, count };
    }),
  );
  return best;
}

/** Start of a day of the grid, in milliseconds. */
export const dayStart = (startMs: number, day: number): number => startMs + day * DAY_MS;

/** "09:00". */
export const formatHour = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;
