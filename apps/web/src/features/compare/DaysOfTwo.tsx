import { useMemo } from 'react';
import { formatDay, formatShare } from '../../ui/format.js';
import { activeByCommunity, type ActiveDays } from '../timeline/active-days.js';
import { msOfDay } from '../timeline/day-window.js';
import { likenessOfDays } from './compare-communities.js';

const HEIGHT = 56;

/** The share of members that were active on each day, of one community as bars and of the other as a line over them, with how alike they are. */
export function DaysOfTwo({
  days,
  communityOf,
  places,
  labels,
}: {
  readonly days: ActiveDays;
  readonly communityOf: ArrayLike<number>;
  readonly places: readonly [number, number];
  readonly labels: readonly [string, string];
}) {
  const [a, b] = useMemo(() => sharesOf(days, communityOf, places), [days, communityOf, places]);
  if (days.days === 0) return <p className="small t3">No row of its members has a time.</p>;
  const peak = Math.max(0.01, ...a, ...b);
  const y = (share: number): number => HEIGHT - (share / peak) * HEIGHT;
  const alike = likenessOfDays(a, b);
  const sentence = `${labels[0]} is the bars, ${labels[1]} the line; at most ${formatShare(peak)} of a community were active on one day.`;
  return (
    <>
      <svg
        className="days-of-two"
        height={HEIGHT}
        viewBox={`0 0 ${days.days * 10} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`Share of members active by day. ${sentence}`}
      >
        {a.map((share, day) => (
          <rect
            key={day}
            x={day * 10 + 1}
            width={8}
            y={y(share)}
            height={HEIGHT - y(share)}
            fill="var(--c-a)"
            fillOpacity={0.5}
          />
        ))}
        <path
          d={b.map((share, day) => `${day === 0 ? 'M' : 'L'}${day * 10 + 5} ${y(share)}`).join('')}
          className="days-line"
        />
      </svg>
      <p className="row micro t3">
        <span>{formatDay(days.startMs)}</span>
        <span className="sp" />
        <span>{formatDay(msOfDay(days, days.days - 1))}</span>
      </p>
      <p className="small t2">
        {sentence}{' '}
        {alike === undefined
          ? ''
          : `Their days go together with a correlation of ${alike.toFixed(2).replace('-', '−')}.`}
      </p>
    </>
  );
}

function sharesOf(
  days: ActiveDays,
  communityOf: ArrayLike<number>,
  [a, b]: readonly [number, number],
): [readonly number[], readonly number[]] {
  const counts = activeByCommunity(days, communityOf, Math.max(a, b) + 1);
  const of = (place: number): number[] => {
    let size = 0;
    for (let member = 0; member < days.members; member++) if (communityOf[member] === place) size++;
    return Array.from({ length: days.days }, (_, day) => counts[place * days.days + day]! / Math.max(1, size));
  };
  return [of(a), of(b)];
}
