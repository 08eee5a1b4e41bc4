import { useQuery } from '@tanstack/react-query';
import { Outlet, useRouter } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { queries } from '../api/client.js';
import { Casebook } from '../features/casebook/Casebook.js';
import { Constraining } from '../features/constraints/Constraining.js';
import { Tour } from '../features/tour/Tour.js';
import { formatTime } from '../ui/format.js';
import { Kinds } from '../ui/kinds.js';
import { Failure, Skeleton } from '../ui/states.js';
import { useGoTo } from './go-to.js';
import { Help } from './Help.js';
import { Palette } from './Palette.js';
import { Rail } from './Rail.js';
import { Slots } from './slots.js';
import { useStepMoves } from './step-moves.js';
import { useSteps } from './steps.js';
import { TopBar } from './TopBar.js';
import { useKeys } from './use-keys.js';

/** The frame round every screen: rail, top bar, status line, palette, keys. */
export function Shell() {
  const status = useQuery(queries.status.get.queryOptions());
  const [crumbs, setCrumbs] = useState<HTMLElement | null>(null);
  const [actions, setActions] = useState<HTMLElement | null>(null);
  const [line, setLine] = useState<HTMLElement | null>(null);
  const slots = useMemo(() => ({ crumbs, actions, status: line }), [crumbs, actions, line]);
  const [open, setOpen] = useState<'palette' | 'help' | undefined>();
  const [pasted, setPasted] = useState<string>();
  useStepKeeping();
  useGoTo();
  useGlobalKeys(setOpen);
  const close = (): void => {
    setOpen(undefined);
    setPasted(undefined);
  };

  if (status.isPending) return <Skeleton rows={12} label="Asking the service for its state" />;
  if (status.isError) return <Failure error={status.error} retry={() => void status.refetch()} />;
  return (
    <Kinds value={status.data.kinds}>
      <Slots value={slots}>
        <div className="app">
          <Rail hasNetworks={status.data.snapshot !== null} />
          <TopBar
            crumbs={setCrumbs}
            actions={setActions}
            onSearch={(lines) => {
              setPasted(lines);
              setOpen('palette');
            }}
            onHelp={() => setOpen('help')}
          />
          <main className="main" id="main">
            <Outlet />
          </main>
          <footer className="statusline">
            <span ref={setLine} className="status-left" />
            <span className="sp" />
            <span>
              Snapshot{' '}
              <b>
                {status.data.snapshot ? `${formatTime(status.data.snapshot.createdMs).slice(0, -3)} UTC` : 'none yet'}
              </b>
            </span>
            <button type="button" className="plain-button" onClick={() => setOpen('help')}>
              <kbd>?</kbd> all keys
            </button>
          </footer>
          {open === 'palette' && <Palette onClose={close} pasted={pasted} />}
          {open === 'help' && <Help onClose={close} />}
          <Constraining />
          <Casebook />
          <Tour isDemo={status.data.isDemo} />
        </div>
      </Slots>
    </Kinds>
  );
}

/** Keeps the list of steps equal to where the browser is. */
function useStepKeeping(): void {
  const router = useRouter();
  const arrive = useSteps((state) => state.arrive);
  useEffect(() => {
    const note = ({ href, pathname }: { href: string; pathname: string }): void => arrive(href, screenName(pathname));
    note(router.state.location);
    // At its beginning: an undo may follow before the screen's code has come.
    return router.subscribe('onBeforeNavigate', ({ toLocation }) => note(toLocation));
  }, [router, arrive]);
}

/** Words for an address that nobody named. */
function screenName(pathname: string): string {
  const [, first = '', ...rest] = pathname.split('/').map(decodeURIComponent);
  if (first === 'n' || first === 'a') return `Opened ${rest[0] ?? ''}`;
  if (first === 'i')
    return rest.length > 1
      ? `Opened ${rest[0] === 'payment-method' ? `••${rest[1]!.slice(-4)}` : rest[1]!}`
      : 'Opened Indicators';
  if (first === 'accounts') return 'Opened Accounts';
  if (first === 'match') return 'Opened Match a list';
  if (first === 'constraints') return 'Opened Constraints';
  if (first === 'data') return rest.length > 0 ? 'Opened Import' : 'Opened Data';
  return 'Opened Triage';
}

/** Ctrl K, ?, Ctrl Z, Ctrl Shift Z. */
function useGlobalKeys(open: (what: 'palette' | 'help') => void): void {
  const move = useStepMoves();
  useKeys({
    'Ctrl+K': () => open('palette'),
    '/': () => open('palette'),
    '?': () => open('help'),
    'Ctrl+Z': move.undo,
    'Ctrl+Shift+Z': move.redo,
    'Ctrl+Y': move.redo,
  });
}
