import type { Disc } from '@iolaus/contracts';
import { useMemo, useRef, useState } from 'react';
import {
  GraphStage,
  legendOf,
  type Passing,
  type ExportedView,
  type RegionTool,
  type StageControls,
  type StageEvents,
} from '../../graph/index.js';
import { refusalOf } from '../../api/client.js';
import { Slot } from '../../shell/slots.js';
import { Colleagues } from '../presence/Colleagues.js';
import { useKeys } from '../../shell/use-keys.js';
import { formatCount } from '../../ui/format.js';
import { togglingCommunity } from './arranging.js';
import { captionOf } from './caption.js';
import { colouring, COLOURINGS } from './colourings.js';
import { DiscTip } from './DiscTip.js';
import { ExportMenu } from './ExportMenu.js';
import { Legend } from './Legend.js';
import type { NetworkProps } from './NetworkScreen.js';
import { nearestDisc, type Direction } from './nearest-disc.js';
import { selecting, selectionWords } from './selection.js';
import { SelectionBar } from './SelectionBar.js';
import { StageTools } from './StageTools.js';
import { RadiusTip } from './RadiusTip.js';
import type { BridgeState } from './use-bridges.js';
import { usePointedIndicator } from './use-pointed-indicator.js';
import type { Names } from './use-account-names.js';
import type { NetworkTime } from '../timeline/use-network-time.js';
import type { Added } from './use-added.js';
import type { EvidencePath } from './use-paths.js';
import type { LaidOut } from './use-layout.js';
import { usePicks, type Pick } from './use-picks.js';
import { useScene } from './use-scene.js';
import { useShadeColumn } from './use-shade.js';
import { useNetworkVerdict } from './use-verdicts.js';
import { ZoomButtons } from './ZoomButtons.js';

/** What the stage and what lies over it are given. */
export interface StageProps extends NetworkProps {
  readonly time: NetworkTime;
  readonly asking: Omit<Names, 'names'>;
  /** How the layout that the view chose is coming. */
  readonly layout: Omit<LaidOut, 'frame'>;
  readonly focus: number;
  readonly added: readonly Added[];
  readonly path: EvidencePath | undefined;
  readonly bridges: BridgeState;
  readonly onExpand: (() => void) | undefined;
  /** Accounts cannot be drawn, or can be again. */
  readonly onStill: (isStill: boolean) => void;
}

/** The picture with its tools, legend and zoom. */
export function Stage(props: StageProps) {
  const { network, frame, view, change, focus } = props;
  const controls = useRef<StageControls>(undefined);
  const [hover, setHover] = useState<{ disc: Disc; x: number; y: number }>();
  // Bound to the community in focus: opening another one begins anew.
  const [keyboard, setKeyboard] = useState({ focus, at: -1 });
  const keyboardFocus = keyboard.focus === focus ? keyboard.at : -1;
  const { played } = props.time;
  const passing = useMemo(
    (): Passing => ({
      subscribe: (listener) => played.subscribe(listener),
      leftOut: () => played.getState().at?.hidden,
    }),
    [played],
  );
  const scene = useScene({ ...props, hidden: props.time.hidden, hovered: hover?.disc.index ?? -1, keyboardFocus });
  const column = useShadeColumn(network.record.id, view.by);
  const networkVerdict = useNetworkVerdict(network.record.id);
  const { colourBy, verdicts } = scene;
  const legend = useMemo(
    () =>
      legendOf({ focus, colourBy }, { discs: network.picture.discs, frame, shade: column, verdicts, networkVerdict }),
    [focus, colourBy, network, frame, column, verdicts, networkVerdict],
  );
  const pointed = usePointedIndicator(frame);
  const onPick = usePicks({ ...props, selection: scene.selection });
  const events = useStageEvents({ ...props, onPick, onIndicatorHover: pointed.point }, setHover);
  const [tool, setTool] = useState<RegionTool>();
  const takeTool = (next: RegionTool): void => setTool(tool === next ? undefined : next);
  const [isSimilarOpen, setSimilarOpen] = useState(false);
  if (isSimilarOpen && !view.sel) setSimilarOpen(false);
  const { discs } = network.picture;
  const step = (direction: Direction) => (): void =>
    setKeyboard({ focus, at: nearestDisc(discs, keyboardFocus < 0 ? focus : keyboardFocus, direction) });
  const open = discs[keyboardFocus];
  const exported = (): ExportedView | undefined => {
    const shown = controls.current?.shown();
    return shown && { ...shown, legend, caption: captionOf(network, shown.scene) };
  };
  useKeys({
    ArrowLeft: step('left'),
    ArrowRight: step('right'),
    ArrowUp: step('up'),
    ArrowDown: step('down'),
    H: open && !view.sel ? () => change(...togglingCommunity(view, open.label)) : undefined,
    Enter: open && (() => change(`Opened ${open.label}`, { c: open.label, sel: undefined, ind: undefined })),
    F: () => controls.current?.fit(),
    '+': () => controls.current?.zoomBy(1 / 1.5),
    '=': () => controls.current?.zoomBy(1 / 1.5),
    '-': () => controls.current?.zoomBy(1.5),
    L: () => takeTool('lasso'),
    'Shift+L': () => takeTool('box'),
    S: view.sel && (() => setSimilarOpen(!isSimilarOpen)),
    Escape: isSimilarOpen ? () => setSimilarOpen(false) : tool && (() => setTool(undefined)),
    ...Object.fromEntries(COLOURINGS.map((each, at) => [String(at + 1), () => change(...colouring(each))])),
  });
  return (
    <div className="stage" onMouseLeave={() => setHover(undefined)}>
      <GraphStage
        scene={scene}
        passing={passing}
        events={events}
        controls={(given) => (controls.current = given)}
        tool={tool}
        sentence={sentenceOf(props)}
      />
      <StageTools {...props} tool={tool} onTool={takeTool} scene={scene} />
      {view.sel && (
        <SelectionBar
          {...props}
          accounts={view.sel}
          isSimilarOpen={isSimilarOpen}
          onSimilar={() => setSimilarOpen(!isSimilarOpen)}
        />
      )}
      <Colleagues network={network.record.id} />
      <ZoomButtons controls={controls} />
      <Slot place="actions">
        <ExportMenu network={network} view={exported} />
      </Slot>
      <Legend items={legend} palette={scene.palette} />
      {hover && focus !== hover.disc.index && (
        <DiscTip disc={hover.disc} x={hover.x} y={hover.y} barBits={network.record.barBits} />
      )}
      {pointed.at && <RadiusTip network={network.record.id} {...pointed.at} />}
      {!frame && (
        <p className="float stage-wait small" role="status">
          Reading {formatCount(network.record.accounts)} accounts
        </p>
      )}
      {props.layout.isWaiting && (
        <p className="float stage-wait small" role="status">
          Laying out {formatCount(network.record.accounts)} accounts by what they share
        </p>
      )}
      {props.layout.error !== null && (
        <p className="float stage-wait small" role="alert">
          {refusalOf(props.layout.error).sentence} The sunflower stays.{' '}
          <button type="button" className="link" onClick={props.layout.retry}>
            Try again
          </button>
        </p>
      )}
      {props.asking.error !== null && (
        <p className="float stage-wait small" role="alert">
          {refusalOf(props.asking.error).sentence} The picture has no names of accounts.{' '}
          <button type="button" className="link" onClick={props.asking.retry}>
            Try again
          </button>
        </p>
      )}
      <p className="visually-hidden" aria-live="polite">
        {open ? `${open.label}, ${formatCount(open.accounts)} accounts, ${open.holdsTogether}` : ''}
      </p>
      <p className="visually-hidden" aria-live="polite">
        {view.sel ? selectionWords(view) : ''}
      </p>
    </div>
  );
}

function useStageEvents(
  {
    frame,
    view,
    change,
    network,
    onPick,
    onStill,
    onIndicatorHover,
  }: StageProps & {
    readonly onPick: (pick: Pick) => void;
    readonly onIndicatorHover: NonNullable<StageEvents['onIndicatorHover']>;
  },
  setHover: (hover: { disc: Disc; x: number; y: number } | undefined) => void,
): StageEvents {
  return useMemo(
    () => ({
      onOpen: (index) =>
        change(`Opened ${network.picture.discs[index]!.label}`, {
          c: network.picture.discs[index]!.label,
          sel: undefined,
          ind: undefined,
        }),
      onHover: (disc, at) => setHover(disc && { disc, ...at }),
      onSelect: (accounts, isAdded) => onPick({ by: 'click', accounts, isAdded }),
      onRegion: (accounts, isAdded) => onPick({ by: 'region', accounts, isAdded }),
      onIndicator: (indicator) => {
        const kind = frame!.kinds[frame!.indicatorKind[indicator]!]!;
        change('Selected an indicator', {
          ind: { kind, value: frame!.indicatorValues[indicator]! },
          sel: undefined,
          rows: undefined,
        });
      },
      onGroup: (at) => {
        const group = view.g?.[at];
        if (group) change(`Selected group ${group.name}`, selecting(group.accounts));
      },
      onIndicatorHover,
      onStill,
      onClear: () => {
        if (view.sel || view.ind) change('Cleared the selection', { sel: undefined, ind: undefined, rows: undefined });
      },
    }),
    [frame, view.sel, view.ind, view.g, change, network, onPick, onStill, setHover, onIndicatorHover],
  );
}

function sentenceOf({ network, focus }: StageProps): string {
  const disc = network.picture.discs[focus];
  if (disc)
    return `Community ${disc.label} of network ${network.record.name}: ${formatCount(disc.accounts)} accounts round what they share, ${disc.holdsTogether}. The lists at the left and the table hold the same as text.`;
  return `${formatCount(network.picture.discs.length)} communities of network ${network.record.name} as discs. The list of communities at the left is the same content as text.`;
}
