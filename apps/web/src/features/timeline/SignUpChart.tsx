import { formatCount, formatDay } from '../../ui/format.js';
import { signUpsByDay, type ActiveDays } from './active-days.js';
import { Brush } from './Brush.js';
import { msOfDay, type DayWindow } from './day-window.js';
import { DimmedDays } from './DimmedDays.js';
import { Flags } from './Flags.js';
import { HEIGHT, shortCount, ticksOf } from './VolumeChart.js';

/** Over the bars, where flags have their words. */
const FLAGS = 16;

/** How many members signed up on each day, or were first seen where no sign-up is known. Days that are chosen on it keep the accounts of these days. */
export function SignUpChart({
  days,
  shown,
  onPass,
  onChoose,
  onRows,
}: {
  readonly days: ActiveDays;
  readonly shown: DayWindow | undefined;
  readonly onPass: (window: DayWindow | undefined) => void;
  readonly onChoose: (window: DayWindow | undefined) => void;
  readonly onRows: () => void;
}) {
  const { perDay, earlier, unknown } = signUpsByDay(days);
  const peak = Math.max(1, ...perDay);
  const room = HEIGHT - FLAGS;
  const left = [
    earlier > 0 && `${formatCount(earlier)} signed up before ${formatDay(days.startMs)}`,
    unknown > 0 && `of ${formatCount(unknown)} no day is known`,
  ].filter(Boolean);
  return (
    <div className="tl">
      <svg
        width="100%"
        height={HEIGHT}
        viewBox={`0 0 ${days.days * 10} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`Sign-ups a day over ${days.days} days, peak ${formatCount(peak)} on ${formatDay(msOfDay(days, perDay.indexOf(peak)))}. ${left.join(', ')}`}
      >
        <path
          d={`M0 ${FLAGS + 0.5}H${days.days * 10}M0 ${HEIGHT - room / 2}H${days.days * 10}`}
          className="grid-line"
        />
        {perDay.map((count, day) => {
          const height = Math.max(0.8, (count / peak) * room);
          return (
            count > 0 && (
              <rect key={day} x={day * 10 + 0.7} width={8.6} y={HEIGHT - height} height={height} fill="var(--text-2)" />
            )
          );
        })}
      </svg>
      <DimmedDays span={days} window={shown} />
      {ticksOf(days.days).map((day) => (
        <span key={day} className="tick micro t3" style={{ left: `${(day / days.days) * 100}%` }}>
          {formatDay(msOfDay(days, day))}
        </span>
      ))}
      <span className="ytick micro t3" style={{ top: FLAGS - 6 }}>
        {shortCount(peak)}
      </span>
      {left.length > 0 && <span className="sign-ups-left micro t3">{left.join(', ')}</span>}
      <Flags days={days} />
      <Brush
        span={days}
        window={shown}
        onPass={onPass}
        onChange={onChoose}
        onOpen={onRows}
        say={(day) => `${formatCount(perDay[day] ?? 0)} ${perDay[day] === 1 ? 'sign-up' : 'sign-ups'}`}
      />
    </div>
  );
}
