import type { DaySpan, DayWindow } from './day-window.js';

/** Lays a veil over the days that are not shown, so that the bars under it stay as they were drawn. */
export function DimmedDays({ span, window }: { readonly span: DaySpan; readonly window: DayWindow | undefined }) {
  if (!window) return null;
  const share = (days: number): string => `${(days / span.days) * 100}%`;
  return (
    <>
      <i className="dimmed-days" style={{ left: 0, width: share(window.from) }} />
      <i className="dimmed-days" style={{ left: share(window.to + 1), right: 0 }} />
    </>
  );
}
