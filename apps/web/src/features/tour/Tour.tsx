import { useQuery } from '@tanstack/react-query';
import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { queries } from '../../api/client.js';
import { placeCard, type Box } from './place-card.js';
import { STOPS, type Stop } from './stops.js';
import './tour.css';
import { endTour, isTourSeen, moveTour, startTour, useTour } from './use-tour.js';

/** The first look at the demo: begins by itself once, on a home that holds the demo alone; whoever saw or skipped it finds it under Help. */
export function Tour({ isDemo }: { readonly isDemo: boolean }) {
  const at = useTour((state) => state.at);
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  useEffect(() => {
    if (isDemo && pathname === '/' && !isTourSeen()) startTour();
    // Only where the workbench was opened: who goes on in another way is not followed.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [isDemo]);
  const stop = at === undefined ? undefined : STOPS[at];
  return at !== undefined && stop ? <StopCard key={at} stop={stop} at={at} /> : null;
}

function StopCard({ stop, at }: { readonly stop: Stop; readonly at: number }) {
  useBePlaced(stop);
  const target = useTargetBox(stop.target);
  const card = useRef<HTMLElement>(null);
  const [size, setSize] = useState({ width: 340, height: 170 });
  useLayoutEffect(() => {
    const box = card.current?.getBoundingClientRect();
    if (box) setSize({ width: box.width, height: box.height });
    card.current?.querySelector<HTMLElement>('[data-next]')?.focus();
  }, []);
  const screen = { width: window.innerWidth, height: window.innerHeight };
  const onKeyDown = (event: KeyboardEvent): void => {
    const move = { ArrowRight: () => moveTour(1), ArrowLeft: () => moveTour(-1), Escape: endTour }[event.key];
    if (!move) return;
    // The screen under it has the same keys.
    event.preventDefault();
    event.stopPropagation();
    event.nativeEvent.stopImmediatePropagation();
    move();
  };
  const isLast = at === STOPS.length - 1;
  return (
    <>
      {target && <div className="tour-ring" style={target} aria-hidden="true" />}
      <section
        ref={card}
        className="tour-card"
        role="dialog"
        aria-labelledby="tour-title"
        aria-describedby="tour-words"
        style={placeCard(target, size, screen)}
        onKeyDown={onKeyDown}
      >
        <p className="micro t3">
          Tour, {at + 1} of {STOPS.length}
        </p>
        <h2 id="tour-title">{stop.title}</h2>
        <p id="tour-words" className="t2">
          {stop.words}
        </p>
        <div className="row">
          <button type="button" className="btn primary" data-next onClick={() => moveTour(1)}>
            {isLast ? 'Begin' : 'Next'} <kbd>↵</kbd>
          </button>
          {at > 0 && (
            <button type="button" className="btn ghost" onClick={() => moveTour(-1)}>
              Back <kbd>←</kbd>
            </button>
          )}
          <span className="sp" />
          {!isLast && (
            <button type="button" className="btn ghost" onClick={endTour}>
              Skip <kbd>Esc</kbd>
            </button>
          )}
        </div>
      </section>
    </>
  );
}

/** Goes to the screen that a stop speaks of; the network is the first of the queue. */
function useBePlaced({ place }: Stop): void {
  const navigate = useNavigate();
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  const triage = useQuery(queries.networks.triage.queryOptions());
  const first = triage.data?.rows[0]?.id;
  useEffect(() => {
    if (place === 'triage' && pathname !== '/') void navigate({ to: '/' });
    if (place === 'network' && !pathname.startsWith('/n/') && first !== undefined)
      void navigate({ to: '/n/$id', params: { id: first } });
    // Once a stop: whoever leaves the screen meanwhile is not brought back.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [place, first]);
}

const LOOK_MS = 200;

/** Where the first thing with this selector is on the screen; looked at again while the screen settles and when its size changes. */
function useTargetBox(selector: string): Box | undefined {
  const [box, setBox] = useState<Box>();
  useEffect(() => {
    const look = (): void => {
      const found = document.querySelector(selector)?.getBoundingClientRect();
      const next = found && { left: found.left, top: found.top, width: found.width, height: found.height };
      setBox((before) => (isSameBox(before, next) ? before : next));
    };
    look();
    const again = setInterval(look, LOOK_MS);
    return () => clearInterval(again);
  }, [selector]);
  return box;
}

const isSameBox = (a: Box | undefined, b: Box | undefined): boolean =>
  a === b || (!!a && !!b && a.left === b.left && a.top === b.top && a.width === b.width && a.height === b.height);
