import { useQuery } from '@tanstack/react-query';
import type { Timeline } from '@iolaus/contracts';
import type { ReactNode } from 'react';
import { queries } from '../../api/client.js';
import { activityWord, formatCount, formatDay } from '../../ui/format.js';
import { Failure, Skeleton } from '../../ui/states.js';
import type { NetworkProps } from './NetworkScreen.js';

const HEIGHT = 80;
/** One colour, since all of it is one network; the largest communities stand out by strength of it. */
const SHADES = [1, 0.84, 0.7, 0.56, 0.34];

/** Exchanges a day, stacked by the largest communities; sightings, where the data has no exchanges. */
export function VolumeTimeline({ network, children }: NetworkProps & { readonly children: ReactNode }) {
  const timeline = useQuery(queries.networks.timeline.queryOptions({ input: { id: network.record.id } }));
  const totals = timeline.data ? totalsOf(timeline.data) : [];
  const peak = Math.max(1, ...totals);
  const peakDay = totals.indexOf(peak);
  const what = activityWord(network.record.exchanges);
  return (
    <>
      <div className="row dh">
        <h3>{what} a day</h3>
        <span className="row small t2 series">
          {timeline.data?.series.map(({ label }, at) => (
            <span key={label} className="row">
              <span className="sw square" style={{ background: 'var(--c-a)', opacity: SHADES[at] }} />
              {label}
            </span>
          ))}
        </span>
        <span className="sp" />
        {timeline.data && totals.length > 0 && (
          <span className="small t3 peak">
            peak {formatCount(peak)} on {formatDay(timeline.data.startMs + peakDay * timeline.data.dayMs)}
          </span>
        )}
        {children}
      </div>
      {timeline.isPending && <Skeleton rows={3} label="Reading activity" />}
      {timeline.isError && <Failure error={timeline.error} retry={() => void timeline.refetch()} />}
      {timeline.data && totals.length > 0 && <Bars timeline={timeline.data} peak={peak} what={what} />}
      {timeline.data && totals.length === 0 && (
        <p className="t3 small dh">No row of its members has a time, so there is nothing to draw over days.</p>
      )}
    </>
  );
}

const totalsOf = ({ series, signUpsPerDay }: Timeline): number[] =>
  signUpsPerDay.map((_, day) => series.reduce((sum, { perDay }) => sum + (perDay[day] ?? 0), 0));

function Bars({ timeline, peak, what }: { readonly timeline: Timeline; readonly peak: number; readonly what: string }) {
  const days = timeline.signUpsPerDay.length;
  const scale = HEIGHT / peak;
  return (
    <div className="tl">
      <svg
        width="100%"
        height={HEIGHT}
        viewBox={`0 0 ${days * 10} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${what} a day over ${days} days, peak ${formatCount(peak)}. The Activity tab holds the same as a table.`}
      >
        <path d={`M0 0.5H${days * 10}M0 ${HEIGHT / 2}H${days * 10}`} className="grid-line" />
        {timeline.signUpsPerDay.map((_, day) => {
          let top = HEIGHT;
          return timeline.series.map(({ label, perDay }, at) => {
            const height = (perDay[day] ?? 0) * scale;
            top -= height;
            return (
              height > 0 && (
                <rect
                  key={`${day} ${label}`}
                  x={day * 10 + 0.7}
                  width={8.6}
                  y={top}
                  height={Math.max(0.4, height - 0.4)}
                  fill="var(--c-a)"
                  fillOpacity={SHADES[at]}
                />
              )
            );
          });
        })}
      </svg>
      {ticksOf(days).map((day) => (
        <span key={day} className="tick micro t3" style={{ left: `${(day / days) * 100}%` }}>
          {formatDay(timeline.startMs + day * timeline.dayMs)}
        </span>
      ))}
      <span className="ytick micro t3" style={{ top: -6 }}>
        {shortCount(peak)}
      </span>
      <span className="ytick micro t3" style={{ top: HEIGHT / 2 - 8 }}>
        {shortCount(peak / 2)}
      </span>
    </div>
  );
}

/** About seven evenly spaced days. */
function ticksOf(days: number): number[] {
  const step = Math.max(1, Math.round(days / 7));
  return Array.from({ length: Math.ceil(days / step) }, (_, at) => at * step).filter((day) => day + step / 2 < days);
}

const shortCount = (value: number): string => (value >= 1000 ? `${Math.round(value / 1000)} k` : formatCount(value));
