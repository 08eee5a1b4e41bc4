import { useMemo, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import { formatCount, formatDay } from '../../ui/format.js';
import { SafeText } from '../../ui/safe-text.js';
import { openingRows } from '../network/drawer-steps.js';
import { Turns } from '../network/Turns.js';
import { activeByCommunity, isActiveOn, type ActiveDays } from './active-days.js';
import { Brush } from './Brush.js';
import { datesOf, msOfDay, placeOf, type DaySpan, type DayWindow } from './day-window.js';
import type { TimelineProps } from './Timeline.js';

/** Lanes that are drawn; the largest communities, or the first accounts of the selection. */
const MOST_LANES = 60;
const STRENGTHS = [0.22, 0.42, 0.62, 0.82, 1];

/** A lane: its name, and how dense it is on each day, 0–1. */
interface Lane {
  readonly name: string;
  readonly title: string;
  readonly density: readonly number[];
  /** What is on a day, in words. */
  readonly say: (day: number) => string;
  readonly of: { readonly community: string } | { readonly account: string };
  readonly onOpen: (() => void) | undefined;
}

/** One lane for each selected account, a tick for each day on which it was active; without a selection one for each community, the darker the more of its members were active. */
export function Lanes(
  props: TimelineProps & {
    readonly days: ActiveDays;
    readonly onPass: (window: DayWindow | undefined) => void;
    readonly onChoose: (window: DayWindow | undefined) => void;
  },
) {
  const { network, view, change, days, time, onPass, onChoose } = props;
  const { lanes, total } = useLanes(props);
  const [at, setAt] = useState({ lane: 0, day: days.days - 1 });
  const list = useRef<HTMLDivElement>(null);
  const openRows = ({ of }: Lane, day: number): void =>
    change(...openingRows(view, { ...of, ...datesOf(days, { from: day, to: day }), on: undefined }));
  const move = (lane: number, day: number): void => {
    const next = {
      lane: Math.max(0, Math.min(lanes.length - 1, lane)),
      day: Math.max(0, Math.min(days.days - 1, day)),
    };
    setAt(next);
    list.current?.querySelectorAll<HTMLElement>('[role=slider].lane-track')[next.lane]?.focus();
  };
  return (
    <div className="lanes">
      <div ref={list} className="scroll lanes-list" tabIndex={0} role="region" aria-label="Lanes">
        <div className="lane lane-head">
          <span className="micro t3 lane-name">
            {lanes.length < total
              ? `${lanes.length} of ${formatCount(total)}, largest first`
              : `${formatCount(total)} lanes`}
          </span>
          <span className="lane-track lane-brush">
            <Brush span={days} window={time.shown} onPass={onPass} onChange={onChoose} />
            {days.releases.map(({ ms, model }) => (
              <i
                key={model}
                className="lane-mark release"
                style={{ left: `${(placeOf(days, ms) / days.days) * 100}%` }}
                title={`Model ${model} first seen ${formatDay(ms)}`}
              />
            ))}
          </span>
        </div>
        {lanes.map((lane, index) => (
          <div key={lane.name} className="lane">
            {lane.onOpen ? (
              <button
                type="button"
                className="plain-button small ell lane-name"
                title={lane.title}
                onClick={lane.onOpen}
              >
                <SafeText>{lane.name}</SafeText>
              </button>
            ) : (
              <span className="small mono ell lane-name" title={lane.title}>
                <SafeText>{lane.name}</SafeText>
              </span>
            )}
            <Track
              lane={lane}
              span={days}
              day={at.day}
              isInReach={Math.min(at.lane, lanes.length - 1) === index}
              onMove={(by, day) => move(index + by, day)}
              onOpen={(day) => openRows(lane, day)}
            />
          </div>
        ))}
      </div>
      {!view.rows && <Turns network={network.record.id} />}
    </div>
  );
}

const STEPS: Readonly<Record<string, readonly [lanes: number, days: number]>> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};

/** The days of a lane. A click on one, or Enter on the one in hand, opens its rows; arrow keys go to other days and lanes. */
function Track({
  lane,
  span,
  day: inHand,
  isInReach,
  onMove,
  onOpen,
}: {
  readonly lane: Lane;
  readonly span: DaySpan;
  readonly day: number;
  readonly isInReach: boolean;
  readonly onMove: (lanes: number, day: number) => void;
  readonly onOpen: (day: number) => void;
}) {
  const { days } = span;
  const dayAt = ({ clientX, currentTarget }: MouseEvent): number => {
    const { left, width } = currentTarget.getBoundingClientRect();
    return Math.max(0, Math.min(days - 1, Math.floor(((clientX - left) / width) * days)));
  };
  const press = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    if (step) onMove(step[0], inHand + step[1]);
    else if (event.key === 'Enter') onOpen(inHand);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const words = (day: number): string => `${formatDay(msOfDay(span, day))}: ${lane.say(day)}`;
  return (
    <div
      className="lane-track"
      role="slider"
      tabIndex={isInReach ? 0 : -1}
      aria-label={lane.title}
      aria-valuemin={0}
      aria-valuemax={days - 1}
      aria-valuenow={inHand}
      aria-valuetext={words(inHand)}
      title={words(inHand)}
      onKeyDown={press}
      onMouseMove={(event) => (event.currentTarget.title = `${words(dayAt(event))}. Click for its rows`)}
      onClick={(event) => onOpen(dayAt(event))}
    >
      <Ticks density={lane.density} />
      <i className="lane-day" style={{ left: `${(inHand / days) * 100}%`, width: `${100 / days}%` }} />
    </div>
  );
}

function Ticks({ density }: Pick<Lane, 'density'>) {
  const paths = STRENGTHS.map((_, level) =>
    density.map((each, day) => (levelOf(each) === level ? `M${day * 10 + 1} 2h8v13h-8z` : '')).join(''),
  );
  return (
    <svg height={17} viewBox={`0 0 ${density.length * 10} 17`} preserveAspectRatio="none" aria-hidden="true">
      {paths.map(
        (d, level) =>
          d !== '' && <path key={STRENGTHS[level]} d={d} fill="var(--c-a)" fillOpacity={STRENGTHS[level]} />,
      )}
    </svg>
  );
}

const levelOf = (density: number): number =>
  density <= 0 ? -1 : Math.min(STRENGTHS.length - 1, Math.floor(density * STRENGTHS.length));

function useLanes({ network, frame, names, view, change, days }: TimelineProps & { readonly days: ActiveDays }): {
  readonly lanes: readonly Lane[];
  readonly total: number;
} {
  const { discs } = network.picture;
  const counts = useMemo(
    () => (frame ? activeByCommunity(days, frame.accountCommunity, discs.length) : new Uint32Array()),
    [days, frame, discs.length],
  );
  return useMemo(() => {
    const rowOf = (read: (day: number) => number): number[] => Array.from({ length: days.days }, (_, day) => read(day));
    const selected = (view.sel ?? []).flatMap((id): Lane[] => {
      const member = names?.numberOf(id) ?? -1;
      if (member < 0) return [];
      const density = rowOf((day) => Number(isActiveOn(days, member, day)));
      const active = density.filter((each) => each > 0).length;
      return [
        {
          name: id,
          title: `${id}: active on ${active} of ${days.days} days`,
          density,
          say: (day) => (density[day] ? 'active' : 'not active'),
          of: { account: id },
          onOpen: undefined,
        },
      ];
    });
    if (selected.length > 0) return { lanes: selected.slice(0, MOST_LANES), total: selected.length };
    const lanes = discs.map(({ label, accounts }, c): Lane => {
      const active = rowOf((day) => counts[c * days.days + day] ?? 0);
      const peak = Math.max(...active);
      return {
        name: label,
        title: `${label}: ${formatCount(accounts)} accounts, at most ${formatCount(peak)} active on a day, ${formatDay(msOfDay(days, active.indexOf(peak)))}`,
        density: active.map((each) => each / Math.max(1, accounts)),
        say: (day) => `${formatCount(active[day] ?? 0)} of ${formatCount(accounts)} active`,
        of: { community: label },
        onOpen: () => change(`Opened ${label}`, { c: label }),
      };
    });
    return { lanes: lanes.slice(0, MOST_LANES), total: lanes.length };
  }, [names, view.sel, days, discs, counts, change]);
}
