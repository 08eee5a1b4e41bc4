import { useMemo } from 'react';
import { formatDay, formatShare } from '../../ui/format.js';
import { activeByCommunity, type ActiveDays } from '../timeline/active-days.js';
import { likenessOfDays } from './compare-communities.js';

const HEIGHT = 56;
const DAY_MS = 86_400_000;

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
        <span>{formatDay(days.startMs + (days.days - 1) * DAY_MS)}</span>
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
  places: readonly [number, number],
): [readonly number[], readonly number[]] {
  const most = Math.max(0, ...Array.from(communityOf));
  const counts = activeByCommunity(days, communityOf, most + 1);
  const sizes = new Uint32Array(most + 1);
  for (let member = 0; member < days.members; member++) sizes[communityOf[member]!]!++;
  const of = (place: number): number[] =>
    Array.from({ length: days.days }, (_, day) => (counts[place * days.days + day] ?? 0) / Math.max(1, sizes[place]!));
  return [of(places[0]), of(places[1])];
}
