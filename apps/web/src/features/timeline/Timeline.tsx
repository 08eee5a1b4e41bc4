import { useQuery } from '@tanstack/react-query';
import { Pause, Play } from 'lucide-react';
import type { ReactNode } from 'react';
import { queries, refusalOf } from '../../api/client.js';
import { useKeys } from '../../shell/use-keys.js';
import { Skeleton } from '../../ui/states.js';
import { activityWord, formatCount, formatDay } from '../../ui/format.js';
import { openingRows } from '../network/drawer-steps.js';
import type { NetworkProps } from '../network/NetworkScreen.js';
import { Comparison } from './Comparison.js';
import { datesOf, msOfDay, type DayWindow } from './day-window.js';
import { Lanes } from './Lanes.js';
import { usePassingTime, type NetworkTime } from './use-network-time.js';
import { SignUpChart } from './SignUpChart.js';
import { SHADES, totalsOf, VolumeChart } from './VolumeChart.js';
import './timeline.css';

const MODES = [
  { mode: undefined, word: 'Volume' },
  { mode: 'sign-ups', word: 'Sign-ups' },
  { mode: 'lanes', word: 'Lanes' },
  { mode: 'compare', word: 'Compare' },
] as const;

const TITLES = { 'sign-ups': 'Sign-ups a day', lanes: 'Active days', compare: 'Two windows' } as const;

const KEPT = { active: 'active', 'sign-ups': 'signed up', came: 'came', went: 'went' } as const;

const chosenWords = (mode: TimelineProps['view']['mode'], window: DayWindow | undefined): string =>
  !window ? 'Showed all days' : mode === 'sign-ups' ? 'Chose days of sign-up' : 'Chose days';

/** What the modes of the timeline are given. */
export interface TimelineProps extends NetworkProps {
  readonly time: NetworkTime;
}

/** Time under the picture, in four modes of one drawing: volume a day, sign-ups a day, a lane for each community or selected account, two windows compared. The chosen days filter picture and table. */
export function Timeline(given: TimelineProps & { readonly children: ReactNode }) {
  const time = usePassingTime(given.time);
  const props = { ...given, time };
  const { network, view, change, children } = props;
  const { days, player } = time;
  const timeline = useQuery(queries.networks.timeline.queryOptions({ input: { id: network.record.id } }));
  const onDays = view.mode === 'sign-ups' ? 'sign-ups' : 'active';
  const pass = (window: DayWindow | undefined): void => time.pass(window, onDays);
  const choose = (window: DayWindow | undefined): void => {
    if (!days) return;
    const dates = datesOf(days, window);
    const on = view.mode === 'sign-ups' && window ? 'sign-ups' : undefined;
    if (dates.from === view.from && dates.to === view.to && on === view.on) pass(undefined);
    else change(chosenWords(view.mode, window), { ...dates, on });
  };
  const openRows = (): void => change(...openingRows(view));
  useKeys({ ' ': days && days.days > 1 ? player.toggle : undefined });
  const what = activityWord(network.record.exchanges);
  return (
    <>
      <div className="row dh">
        <h3>{view.mode === undefined ? `${what} a day` : TITLES[view.mode]}</h3>
        {view.mode === undefined && !time.shown && (
          <span className="row small t2 series">
            {timeline.data?.series.map(({ label }, at) => (
              <span key={label} className="row">
                <span className="sw square" style={{ background: 'var(--c-a)', opacity: SHADES[at] }} />
                {label}
              </span>
            ))}
          </span>
        )}
        <span className="sp" />
        <Window {...props} onAll={() => choose(undefined)}>
          {timeline.data && view.mode === undefined && peakOf(totalsOf(timeline.data), timeline.data.startMs)}
        </Window>
        <Modes {...props} />
        <button
          type="button"
          className="btn ghost icon"
          aria-label={player.isPlaying ? 'Stop at this day' : 'Play the days'}
          title={`${player.isPlaying ? 'Stop at this day' : 'Play the days'} (Space)`}
          disabled={!days || days.days < 2}
          onClick={player.toggle}
        >
          {player.isPlaying ? (
            <Pause size={16} strokeWidth={1.5} aria-hidden="true" />
          ) : (
            <Play size={16} strokeWidth={1.5} aria-hidden="true" />
          )}
        </button>
        {children}
      </div>
      {view.mode === undefined && (
        <VolumeChart
          timeline={timeline}
          what={what}
          time={time.on === 'sign-ups' ? { ...time, shown: undefined } : time}
          onPass={pass}
          onChoose={choose}
          onRows={openRows}
        />
      )}
      {view.mode !== undefined && !days && time.error == null && <Skeleton rows={3} label="Reading the days" />}
      {view.mode === 'sign-ups' && days && (
        <SignUpChart
          days={days}
          shown={time.on === 'sign-ups' ? time.shown : undefined}
          onPass={pass}
          onChoose={choose}
          onRows={openRows}
        />
      )}
      {view.mode === 'lanes' && days && <Lanes {...props} days={days} onPass={pass} onChoose={choose} />}
      {view.mode === 'compare' && days && <Comparison {...props} days={days} />}
    </>
  );
}

function Modes({ view, change, time: { days } }: TimelineProps) {
  return (
    <span className="seg" role="group" aria-label="What the timeline shows">
      {MODES.map(({ mode, word }) => (
        <button
          key={word}
          type="button"
          aria-pressed={view.mode === mode}
          disabled={mode !== undefined && !days?.days}
          onClick={() => change(`Timeline: ${word.toLowerCase()}`, { mode, rows: undefined })}
        >
          {word}
        </button>
      ))}
    </span>
  );
}

/** The chosen days and how many members were active in them, or else what stands there without. */
function Window({
  network,
  time: { days, shown, on, hidden, error },
  onAll,
  children,
}: TimelineProps & { readonly onAll: () => void; readonly children: ReactNode }) {
  if (error != null) return <span className="small t3 ell">{refusalOf(error).sentence}</span>;
  if (!days || !shown) return <span className="small t3 peak">{children}</span>;
  const at = (day: number): string => formatDay(msOfDay(days, day));
  return (
    <span className="small row window-words">
      <span className="num">
        {at(shown.from)}
        {shown.to > shown.from && ` – ${at(shown.to)}`}
      </span>
      <span className="t3">
        {formatCount(network.record.accounts - countOf(hidden))} of {formatCount(network.record.accounts)} {KEPT[on]}
      </span>
      <button type="button" className="link" onClick={onAll}>
        All days
      </button>
    </span>
  );
}

const countOf = (flags: Uint8Array): number => flags.reduce((sum, each) => sum + each, 0);

function peakOf(totals: readonly number[], startMs: number): string | undefined {
  const peak = Math.max(0, ...totals);
  return peak === 0
    ? undefined
    : `peak ${formatCount(peak)} on ${formatDay(msOfDay({ startMs }, totals.indexOf(peak)))}`;
}
