import type { UseQueryResult } from '@tanstack/react-query';
import type { Timeline } from '@iolaus/contracts';
import { memo } from 'react';
import { formatCount, formatDay } from '../../ui/format.js';
import { Failure, Skeleton } from '../../ui/states.js';
import { Brush } from './Brush.js';
import { msOfDay, type DayWindow } from './day-window.js';
import { DimmedDays } from './DimmedDays.js';
import { Flags } from './Flags.js';
import type { NetworkTime } from './use-network-time.js';

/** Height of the bars, px. */
export const HEIGHT = 80;
/** Over the bars, where flags have their words. */
const FLAGS = 16;
/** One colour, since all of it is one network; the largest communities stand out by strength of it. */
export const SHADES: readonly number[] = [1, 0.84, 0.7, 0.56, 0.34];

/** All that a timeline counts, by day. */
export const totalsOf = ({ series, signUpsPerDay }: Timeline): number[] =>
  signUpsPerDay.map((_, day) => series.reduce((sum, { perDay }) => sum + (perDay[day] ?? 0), 0));

/** Exchanges a day, stacked by the largest communities; sightings, where the data has no exchanges. Days are chosen on it. */
export function VolumeChart({
  timeline,
  what,
  time,
  onPass,
  onChoose,
  onRows,
}: {
  readonly timeline: UseQueryResult<Timeline>;
  readonly what: string;
  readonly time: NetworkTime;
  readonly onPass: (window: DayWindow | undefined) => void;
  readonly onChoose: (window: DayWindow | undefined) => void;
  readonly onRows: () => void;
}) {
  if (timeline.isPending) return <Skeleton rows={3} label="Reading activity" />;
  if (timeline.isError) return <Failure error={timeline.error} retry={() => void timeline.refetch()} />;
  const totals = totalsOf(timeline.data);
  if (totals.length === 0)
    return <p className="t3 small dh">No row of its members has a time, so there is nothing to draw over days.</p>;
  const peak = Math.max(1, ...totals);
  const { days, shown } = time;
  const room = HEIGHT - (days && days.releases.length + days.bans.length > 0 ? FLAGS : 0);
  return (
    <div className="tl">
      <Bars timeline={timeline.data} scale={room / peak} what={what} peak={peak} />
      {days && <DimmedDays span={days} window={shown} />}
      {ticksOf(totals.length).map((day) => (
        <span key={day} className="tick micro t3" style={{ left: `${(day / totals.length) * 100}%` }}>
          {formatDay(msOfDay(timeline.data, day))}
        </span>
      ))}
      <span className="ytick micro t3" style={{ top: HEIGHT - room - 6 }}>
        {shortCount(peak)}
      </span>
      <span className="ytick micro t3" style={{ top: HEIGHT - room / 2 - 8 }}>
        {shortCount(peak / 2)}
      </span>
      {days && days.days === totals.length && (
        <>
          <Flags days={days} />
          <Brush
            span={days}
            window={shown}
            onPass={onPass}
            onChange={onChoose}
            onOpen={onRows}
            say={(day) => `${formatCount(totals[day] ?? 0)} ${what.toLowerCase()}`}
          />
        </>
      )}
    </div>
  );
}

const Bars = memo(function Bars({
  timeline,
  scale,
  what,
  peak,
}: {
  readonly timeline: Timeline;
  readonly scale: number;
  readonly what: string;
  readonly peak: number;
}) {
  const days = timeline.signUpsPerDay.length;
  return (
    <svg
      width="100%"
      height={HEIGHT}
      viewBox={`0 0 ${days * 10} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={`${what} a day over ${days} days, peak ${formatCount(peak)}. The Activity tab holds the same as a table.`}
    >
      <path
        d={`M0 ${HEIGHT - peak * scale + 0.5}H${days * 10}M0 ${HEIGHT - (peak * scale) / 2}H${days * 10}`}
        className="grid-line"
      />
      {timeline.signUpsPerDay.map((_, day) => {
        let top = HEIGHT;
        return (
          <g key={day}>
            {timeline.series.map(({ label, perDay }, at) => {
              const height = (perDay[day] ?? 0) * scale;
              top -= height;
              return (
                height > 0 && (
                  <rect
                    key={label}
                    x={day * 10 + 0.7}
                    width={8.6}
                    y={top}
                    height={Math.max(0.4, height - 0.4)}
                    fill="var(--c-a)"
                    fillOpacity={SHADES[at]}
                  />
                )
              );
            })}
          </g>
        );
      })}
    </svg>
  );
});

/** About seven evenly spaced days. */
export function ticksOf(days: number): number[] {
  const step = Math.max(1, Math.round(days / 7));
  return Array.from({ length: Math.ceil(days / step) }, (_, at) => at * step).filter((day) => day + step / 2 < days);
}

/** A count in as few letters as an axis has room for. */
export const shortCount = (value: number): string =>
  value >= 1000 ? `${Math.round(value / 1000)} k` : formatCount(value);
