import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { formatDay } from '../../ui/format.js';
import { movedWindow, msOfDay, windowAcross, type DaySpan, type DayWindow } from './day-window.js';

/** What is being dragged, and the day at which it was taken. */
interface Grip {
  readonly part: 'new' | 'from' | 'to' | 'both';
  readonly day: number;
  readonly window: DayWindow;
  /** The day that it was dragged to; undefined as long as it was not. */
  readonly at?: number;
}

const KEYS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 };
const WEEK = 7;

/** Days chosen over a timeline: drag for a new window, drag it or its ends, arrow keys by a day and with Shift by a week, Escape or a double click for all days; Enter opens what is behind them. */
export function Brush({
  span,
  window,
  onPass,
  onChange,
  onOpen,
  say,
}: {
  readonly span: DaySpan;
  readonly window: DayWindow | undefined;
  /** Told of the days that are dragged over, before they are chosen; undefined where the drag comes to nothing. Without it each of them is chosen. */
  readonly onPass?: (window: DayWindow | undefined) => void;
  readonly onChange: (window: DayWindow | undefined) => void;
  readonly onOpen?: () => void;
  /** What is on a day, for who points at it. */
  readonly say?: (day: number) => string;
}) {
  const area = useRef<HTMLDivElement>(null);
  const [grip, setGrip] = useState<Grip>();
  const [pointed, setPointed] = useState<number>();
  const { days } = span;
  const dayAt = (event: PointerEvent): number => {
    const { left, width } = area.current!.getBoundingClientRect();
    return Math.max(0, Math.min(days - 1, Math.floor(((event.clientX - left) / width) * days)));
  };
  const take =
    (part: Grip['part']) =>
    (event: PointerEvent): void => {
      if (event.button !== 0) return;
      event.stopPropagation();
      area.current!.setPointerCapture(event.pointerId);
      const day = dayAt(event);
      setGrip({ part, day, window: window ?? { from: day, to: day } });
    };
  const drag = (event: PointerEvent): void => {
    const day = dayAt(event);
    if (say && day !== pointed) setPointed(day);
    if (!grip || day === grip.at) return;
    setGrip({ ...grip, at: day });
    (onPass ?? onChange)(draggedTo(grip, day));
  };
  const draggedTo = ({ part, day: taken, window: before }: Grip, day: number): DayWindow =>
    part === 'new' ? windowAcross(taken, day) : movedWindow(before, { part, by: day - taken, days });
  const release = (event: PointerEvent): void => {
    // A click is the day that it points at; on the window or its ends it is nothing.
    if (grip && (grip.part === 'new' || grip.at !== undefined)) onChange(draggedTo(grip, dayAt(event)));
    setGrip(undefined);
  };
  const giveUp = (): void => {
    setGrip(undefined);
    onPass?.(undefined);
  };
  const press =
    (part: 'from' | 'to') =>
    (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && window) {
        event.stopPropagation();
        onChange(undefined);
        return;
      }
      if (event.key === 'Enter' && onOpen) {
        event.preventDefault();
        onOpen();
        return;
      }
      const by = KEYS[event.key];
      if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      event.stopPropagation();
      const whole = { from: 0, to: days - 1 };
      onChange(movedWindow(window ?? whole, { part, by: by * (event.shiftKey ? WEEK : 1), days }));
    };
  const dayOf = (part: 'from' | 'to'): number => window?.[part] ?? (part === 'from' ? 0 : days - 1);
  const left = (dayOf('from') / days) * 100;
  const right = ((dayOf('to') + 1) / days) * 100;
  const end = (part: 'from' | 'to') => (
    <button
      type="button"
      role="slider"
      className={`brush-end ${window ? '' : 'whole'}`}
      style={{ left: `${part === 'from' ? left : right}%` }}
      aria-label={part === 'from' ? 'First day' : 'Last day'}
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={days - 1}
      aria-valuenow={dayOf(part)}
      aria-valuetext={formatDay(msOfDay(span, dayOf(part)))}
      onPointerDown={take(part)}
      onKeyDown={press(part)}
    />
  );
  return (
    <div
      ref={area}
      className="brush"
      title={say ? undefined : 'Drag to choose days; double click for all'}
      onPointerDown={take('new')}
      onPointerMove={drag}
      onPointerUp={release}
      onPointerCancel={giveUp}
      onPointerLeave={() => setPointed(undefined)}
      onDoubleClick={() => onChange(undefined)}
    >
      {window && (
        <span
          className="brush-window"
          style={{ left: `${left}%`, width: `${right - left}%` }}
          onPointerDown={take('both')}
        />
      )}
      {end('from')}
      {end('to')}
      {say && pointed !== undefined && (
        <span
          className={`brush-tip micro ${pointed > days * 0.7 ? 'leftward' : ''}`}
          style={{ left: `${((pointed + 0.5) / days) * 100}%` }}
        >
          {formatDay(msOfDay(span, pointed))}: <b className="num m">{say(pointed)}</b>
        </span>
      )}
    </div>
  );
}
