import { useMemo } from 'react';
import { formatCount, formatDay } from '../../ui/format.js';
import { SafeText } from '../../ui/safe-text.js';
import { Turns } from '../network/Turns.js';
import { activeByCommunity, isActiveOn, type ActiveDays } from './active-days.js';
import { Brush } from './Brush.js';
import { msOfDay, placeOf, type DayWindow } from './day-window.js';
import type { TimelineProps } from './Timeline.js';

/** Lanes that are drawn; the largest communities, or the first accounts of the selection. */
const MOST_LANES = 60;
const STRENGTHS = [0.22, 0.42, 0.62, 0.82, 1];

/** A lane: its name, and how dense it is on each day, 0–1. */
interface Lane {
  readonly name: string;
  readonly title: string;
  readonly density: readonly number[];
  readonly onOpen: (() => void) | undefined;
}

/** One lane for each selected account, a tick for each day on which it was active; without a selection one for each community, the darker the more of its members were active. */
export function Lanes(
  props: TimelineProps & { readonly days: ActiveDays; readonly onChoose: (window: DayWindow | undefined) => void },
) {
  const { network, days, time, onChoose } = props;
  const { lanes, total } = useLanes(props);
  return (
    <div className="lanes">
      <div className="scroll lanes-list" tabIndex={0} role="region" aria-label="Lanes">
        <div className="lane lane-head">
          <span className="micro t3 lane-name">
            {lanes.length < total
              ? `${lanes.length} of ${formatCount(total)}, largest first`
              : `${formatCount(total)} lanes`}
          </span>
          <span className="lane-track lane-brush">
            <Brush span={days} window={time.shown} onChange={onChoose} />
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
        {lanes.map((lane) => (
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
            <Track lane={lane} days={days.days} />
          </div>
        ))}
      </div>
      <Turns network={network.record.id} />
    </div>
  );
}

function Track({ lane, days }: { readonly lane: Lane; readonly days: number }) {
  const paths = STRENGTHS.map((_, level) =>
    lane.density.map((each, day) => (levelOf(each) === level ? `M${day * 10 + 1} 2h8v13h-8z` : '')).join(''),
  );
  return (
    <svg
      className="lane-track"
      height={17}
      viewBox={`0 0 ${days * 10} 17`}
      preserveAspectRatio="none"
      role="img"
      aria-label={lane.title}
    >
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
      return [{ name: id, title: `${id}: active on ${active} of ${days.days} days`, density, onOpen: undefined }];
    });
    if (selected.length > 0) return { lanes: selected.slice(0, MOST_LANES), total: selected.length };
    const lanes = discs.map(({ label, accounts }, c): Lane => {
      const active = rowOf((day) => counts[c * days.days + day] ?? 0);
      const peak = Math.max(...active);
      return {
        name: label,
        title: `${label}: ${formatCount(accounts)} accounts, at most ${formatCount(peak)} active on a day, ${formatDay(msOfDay(days, active.indexOf(peak)))}`,
        density: active.map((each) => each / Math.max(1, accounts)),
        onOpen: () => change(`Opened ${label}`, { c: label }),
      };
    });
    return { lanes: lanes.slice(0, MOST_LANES), total: lanes.length };
  }, [names, view.sel, days, discs, counts, change]);
}
