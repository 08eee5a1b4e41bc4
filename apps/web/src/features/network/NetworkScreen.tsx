import type { Frame, NetworkView } from '@iolaus/contracts';
import { useEffect, useMemo, useState } from 'react';
import type { AccountNames } from '../../graph/index.js';
import { onLoneG } from '../../shell/go-to.js';
import { Slot } from '../../shell/slots.js';
import { useKeys } from '../../shell/use-keys.js';
import { formatCount } from '../../ui/format.js';
import { askVerdict } from '../casebook/judge.js';
import { wantNoteBox } from '../casebook/notes.js';
import { toggleWatch } from '../casebook/watching.js';
import { judgementOfAccounts, judgementOfNetwork } from '../casebook/judgements.js';
import { draftRule } from '../constraints/use-constraining.js';
import { useNetworkTime, usePassingTime, type NetworkTime } from '../timeline/use-network-time.js';
import { Drawer } from './Drawer.js';
import { rowsStep, tableStep } from './drawer-steps.js';
import { ExpandDialog } from './ExpandDialog.js';
import { FilterPanel } from './FilterPanel.js';
import { FocusPanel } from './FocusPanel.js';
import { hiddenCount } from './hidden-count.js';
import { Inspector } from './Inspector.js';
import type { NetworkViewState } from './network-view.js';
import { hiding, lookingAtPaths } from './selection.js';
import { Stage } from './Stage.js';
import { groupInHand, grouping, openingGroup, pinning, SHOW_HIDDEN } from './arranging.js';
import { bridgesStep, useBridges } from './use-bridges.js';
import { useAdded } from './use-added.js';
import { layingOut, useLayout } from './use-layout.js';
import { usePath } from './use-paths.js';
import { accountsOfPlaces, hiddenPlaces } from './use-arranged.js';
import { numbersOf } from './numbers-of.js';
import { useAccountNames } from './use-account-names.js';
import type { ChangeView } from './use-network-view.js';

/** What every part of the screen draws from. */
export interface NetworkProps {
  readonly network: NetworkView;
  /** Undefined while accounts are still coming. */
  readonly frame: Frame | undefined;
  /** Ids of those accounts that the screen speaks of. */
  readonly names: AccountNames;
  readonly view: NetworkViewState;
  readonly change: ChangeView;
}

/** A network far and near: lists at the left, the picture, time and table under it, reasons at the right. */
export function NetworkScreen(given: Omit<NetworkProps, 'names'>) {
  const { network, view, change } = given;
  const { frame, ...layout } = useLayout(given.frame, view);
  const path = usePath(view);
  const { names, ...asking } = useAccountNames(network.record.id, frame, { view, path });
  const props = { ...given, frame, names };
  const [closed, setClosed] = useState<readonly ('side' | 'insp')[]>([]);
  const toggle = (panel: 'side' | 'insp') => (): void =>
    setClosed(closed.includes(panel) ? closed.filter((each) => each !== panel) : [...closed, panel]);
  const focus = network.picture.discs.findIndex((disc) => disc.label === view.c);
  const added = useAdded(network.record.id, view.x);
  const byHand = useMemo(
    () => [
      ...numbersOf(names, view.hide),
      ...accountsOfPlaces(frame, hiddenPlaces(network.picture.discs, view.hideC, focus)),
    ],
    [names, view.hide, view.hideC, frame, network, focus],
  );
  const time = useNetworkTime({ network: network.record.id, frame, byHand, view, change });
  const bridges = useBridges({ network, frame, view });
  const expandable = view.ind;
  const [isExpanding, setExpanding] = useState(false);
  // Where accounts cannot be drawn, the table shows them.
  const [isStill, setStill] = useState(false);
  const inDrawer = isStill && !view.rows ? { ...view, table: true as const } : view;
  const toHide = hiding(view);
  const [pinned, grouped, inGroup] = [pinning(view), grouping(view), groupInHand(view)];
  useEffect(() => onLoneG(() => change(...tableStep(view))), [change, view]);
  useKeys({
    '[': toggle('side'),
    ']': toggle('insp'),
    E: expandable && (() => setExpanding(true)),
    R: () => change(...rowsStep(view)),
    B: () => change(...bridgesStep(view)),
    O: () => change(...layingOut(view.lay === 'organic' ? undefined : 'organic')),
    C: cutOf(view),
    P: view.sel?.length === 2 ? () => change(...lookingAtPaths(view.path === undefined)) : undefined,
    H: toHide.hidden > 0 ? () => change(toHide.name, toHide.patch) : undefined,
    'Shift+H': view.hide || view.hideC ? () => change(...SHOW_HIDDEN) : undefined,
    'Shift+P': pinned && (() => change(...pinned)),
    M: grouped && (() => change(...grouped)),
    'Shift+M': inGroup && (() => change(...openingGroup(view, inGroup.name))),
    W: () => toggleWatch(network.record.id),
    V: () => askVerdict(view.sel ? judgementOfAccounts(view.sel) : judgementOfNetwork(network.record)),
    // Where the box of notes is on the screen already, its own N goes to it.
    N:
      view.tab === 'notes' || view.sel?.length === 1
        ? undefined
        : () => {
            wantNoteBox();
            change('Looked at notes', { tab: 'notes', sel: undefined, ind: undefined });
          },
    Escape: escapeOf(props),
  });
  const near = focus >= 0;
  const panels = `net ${near ? 'near' : 'far'} ${closed.map((panel) => `no-${panel}`).join(' ')}`;
  return (
    <div className={panels}>
      {!closed.includes('side') &&
        (near ? (
          <FocusPanel {...props} focus={focus} added={added} onExpand={() => setExpanding(true)} />
        ) : (
          <FilterPanel {...props} />
        ))}
      <Stage
        {...props}
        time={time}
        asking={asking}
        layout={layout}
        onStill={setStill}
        focus={focus}
        added={added}
        path={path}
        bridges={bridges}
        onExpand={expandable && (() => setExpanding(true))}
      />
      {!closed.includes('insp') && (
        <Inspector {...props} days={time.days} bridges={bridges} onExpand={() => setExpanding(true)} />
      )}
      <Drawer {...props} view={inDrawer} time={time} />
      <DrawnLine network={network} frame={frame} view={view} time={time} focus={focus} />
      {isExpanding && expandable && (
        <ExpandDialog
          network={network}
          indicator={expandable}
          view={view}
          change={change}
          onClose={() => setExpanding(false)}
        />
      )}
    </div>
  );
}

/** Asks to cut the indicator in hand, or the link between the two accounts that are selected. */
function cutOf({ ind, sel }: NetworkViewState): (() => void) | undefined {
  const [a, b] = sel ?? [];
  if (a !== undefined && b !== undefined && sel?.length === 2) return () => draftRule({ verb: 'cut-link', a, b });
  return ind && !sel ? () => draftRule({ verb: 'cut-indicator', ...ind }) : undefined;
}

/** One level out: paths, rows, selection, indicator, community. */
function escapeOf({ view, change, network }: NetworkProps): (() => void) | undefined {
  if (view.cmp) return () => change('Closed the comparison', { cmp: undefined });
  if (view.path) return () => change('Put the path away', { path: 0 });
  if (view.path !== undefined) return () => change(...lookingAtPaths(false));
  if (view.rows) return () => change('Closed the rows', { rows: undefined });
  if (view.sel || view.ind) return () => change('Cleared the selection', { sel: undefined, ind: undefined });
  if (view.cut) return () => change('Kept the bridge', { cut: undefined });
  if (view.c) return () => change(`Opened ${network.record.name}`, { c: undefined });
  return undefined;
}

/** What is drawn and what is not, for the status line. */
function DrawnLine({
  network,
  frame,
  view,
  time,
  focus,
}: Omit<NetworkProps, 'change' | 'names'> & { readonly focus: number; readonly time: NetworkTime }) {
  const { hidden: numbers } = usePassingTime(time);
  const hidden = useMemo(
    () => (frame ? hiddenCount(frame, { min: view.min, hidden: numbers }) : 0),
    [frame, view.min, numbers],
  );
  const disc = network.picture.discs[focus];
  const hiddenCommunities = hiddenPlaces(network.picture.discs, view.hideC, focus).size;
  return (
    <Slot place="status">
      {disc ? (
        <span>
          Drawn: <b>{formatCount(disc.accounts)}</b> accounts of {disc.label}; links of the selection only
        </span>
      ) : (
        <span>
          Drawn: <b>{formatCount(network.picture.discs.length - hiddenCommunities)}</b>
          {hiddenCommunities > 0 && ` of ${formatCount(network.picture.discs.length)}`} communities standing for{' '}
          <b>{formatCount(network.record.accounts - hidden)}</b> accounts
        </span>
      )}
      <span>
        Hidden: <b>{formatCount(hidden)}</b>
      </span>
      <span>
        Not drawn: <b>{formatCount(network.outside)}</b> accounts outside this network
      </span>
    </Slot>
  );
}
