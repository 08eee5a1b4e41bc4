import type { Disc } from '@iolaus/contracts';
import { Expand, EyeOff, Minus, Plus, Scan } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { GraphStage, type Scene, type StageControls, type StageEvents } from '../../graph/index.js';
import { useKeys } from '../../shell/use-keys.js';
import { formatCount } from '../../ui/format.js';
import { DiscTip } from './DiscTip.js';
import { Legend } from './Legend.js';
import type { NetworkProps } from './NetworkScreen.js';
import type { NetworkViewState } from './network-view.js';
import { hiddenCount } from './hidden-count.js';
import { nearestDisc, type Direction } from './nearest-disc.js';
import type { Added } from './use-added.js';
import { useScene } from './use-scene.js';

interface StageProps extends NetworkProps {
  /** Accounts that are not drawn: by hand, or for the chosen days. */
  readonly hidden: ReadonlySet<string>;
  readonly focus: number;
  readonly added: readonly Added[];
  readonly onExpand: (() => void) | undefined;
}

/** The picture with its tools, legend and zoom. */
export function Stage(props: StageProps) {
  const { network, frame, change, focus, onExpand } = props;
  const controls = useRef<StageControls>(undefined);
  const [hover, setHover] = useState<{ disc: Disc; x: number; y: number }>();
  // Bound to the community in focus: opening another one begins anew.
  const [keyboard, setKeyboard] = useState({ focus, at: -1 });
  const keyboardFocus = keyboard.focus === focus ? keyboard.at : -1;
  const scene = useScene({ ...props, hovered: hover?.disc.index ?? -1, keyboardFocus });
  const events = useStageEvents(props, setHover);
  const { discs } = network.picture;
  const step = (direction: Direction) => (): void =>
    setKeyboard({ focus, at: nearestDisc(discs, keyboardFocus < 0 ? focus : keyboardFocus, direction) });
  const open = discs[keyboardFocus];
  useKeys({
    ArrowLeft: step('left'),
    ArrowRight: step('right'),
    ArrowUp: step('up'),
    ArrowDown: step('down'),
    Enter: open && (() => change(`Opened ${open.label}`, { c: open.label, sel: undefined, ind: undefined })),
    F: () => controls.current?.fit(),
    '+': () => controls.current?.zoomBy(1 / 1.5),
    '=': () => controls.current?.zoomBy(1 / 1.5),
    '-': () => controls.current?.zoomBy(1.5),
    '1': () => change('Coloured by campaign', { by: undefined }),
    '2': () => change('Coloured by family', { by: 'family' }),
    '3': () => change('Coloured by strength', { by: 'strength' }),
  });
  return (
    <div className="stage" onMouseLeave={() => setHover(undefined)}>
      <GraphStage
        scene={scene}
        events={events}
        controls={(given) => (controls.current = given)}
        sentence={sentenceOf(props)}
      />
      <div className="tools row">
        <ColourBy {...props} />
        {onExpand && (
          <div className="float row pad">
            <button type="button" className="btn ghost" onClick={onExpand}>
              <Expand size={16} strokeWidth={1.5} aria-hidden="true" /> Expand… <kbd>E</kbd>
            </button>
          </div>
        )}
        <Note {...props} scene={scene} />
      </div>
      <div className="zoom float">
        <button
          type="button"
          className="btn ghost icon"
          aria-label="Zoom in"
          title="Zoom in (+)"
          onClick={() => controls.current?.zoomBy(1 / 1.5)}
        >
          <Plus size={16} strokeWidth={1.5} aria-hidden="true" />
        </button>
        <button
          type="button"
          className="btn ghost icon"
          aria-label="Zoom out"
          title="Zoom out (−)"
          onClick={() => controls.current?.zoomBy(1.5)}
        >
          <Minus size={16} strokeWidth={1.5} aria-hidden="true" />
        </button>
        <span className="hr" />
        <button
          type="button"
          className="btn ghost icon"
          aria-label="Fit"
          title="Fit (F)"
          onClick={() => controls.current?.fit()}
        >
          <Scan size={16} strokeWidth={1.5} aria-hidden="true" />
        </button>
      </div>
      {focus < 0 && <Legend />}
      {hover && focus !== hover.disc.index && (
        <DiscTip disc={hover.disc} x={hover.x} y={hover.y} barBits={network.record.barBits} />
      )}
      {!frame && (
        <p className="float stage-wait small" role="status">
          Reading {formatCount(network.record.accounts)} accounts
        </p>
      )}
      <p className="visually-hidden" aria-live="polite">
        {open ? `${open.label}, ${formatCount(open.accounts)} accounts, ${open.holdsTogether}` : ''}
      </p>
    </div>
  );
}

function useStageEvents(
  { frame, view, change, network }: StageProps,
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
      onSelect: ([account], isAdded) => {
        const id = frame?.accountIds[account!];
        if (id === undefined) return;
        const before = isAdded ? (view.sel ?? []) : [];
        const sel = before.includes(id) ? before.filter((each) => each !== id) : [...before, id];
        change(sel.length === 1 ? `Selected ${sel[0]!}` : `Selected ${sel.length} accounts`, {
          sel,
          ind: undefined,
          rows: undefined,
        });
      },
      onIndicator: (indicator) => {
        const kind = frame!.kinds[frame!.indicatorKind[indicator]!]!;
        change('Selected an indicator', {
          ind: { kind, value: frame!.indicatorValues[indicator]! },
          sel: undefined,
          rows: undefined,
        });
      },
      onClear: () => {
        if (view.sel || view.ind) change('Cleared the selection', { sel: undefined, ind: undefined, rows: undefined });
      },
    }),
    [frame, view.sel, view.ind, change, network, setHover],
  );
}

const COLOURS = [
  ['campaign', 'Campaign'],
  ['family', 'Family'],
  ['strength', 'Strength'],
] as const;

function ColourBy({ view, change }: NetworkProps) {
  return (
    <div className="float row pad">
      <span className="small t3 colour-by" id="colour-by">
        Colour by
      </span>
      <div className="seg bare" role="group" aria-labelledby="colour-by">
        {COLOURS.map(([by, word]) => (
          <button
            key={by}
            type="button"
            aria-pressed={(view.by ?? 'campaign') === by}
            onClick={() => change(`Coloured by ${word.toLowerCase()}`, { by: by === 'campaign' ? undefined : by })}
          >
            {word}
          </button>
        ))}
      </div>
    </div>
  );
}

/** What the picture leaves out, where it leaves it out. */
function Note({ frame, view, change, hidden: names, focus, scene }: StageProps & { readonly scene: Scene }) {
  const hidden = useMemo(
    () => (frame ? hiddenCount(frame, { min: view.min, hidden: names }) : 0),
    [frame, view.min, names],
  );
  if (hidden > 0) {
    return (
      <div className="float row small t2 stage-note">
        <EyeOff size={14} strokeWidth={1.5} aria-hidden="true" />
        <span>
          <b>{formatCount(hidden)}</b> accounts {whyHidden(view)} are hidden.
        </span>
        <button
          type="button"
          className="link"
          onClick={() =>
            change('Showed hidden accounts', { min: undefined, hide: undefined, from: undefined, to: undefined })
          }
        >
          Show
        </button>
      </div>
    );
  }
  if (focus < 0) return null;
  return (
    <div className="float row small t2 stage-note">
      <span>
        {scene.selection.length + (scene.indicator >= 0 ? 1 : 0) > 0
          ? 'Links of the selection are drawn. The rest show on selection.'
          : 'Select an account or an indicator to see its links.'}
      </span>
    </div>
  );
}

/** Which of the filters are on, in words. */
function whyHidden({ min, hide, from }: NetworkViewState): string {
  const reasons = [min && `below ${min} bits`, from && 'not active on these days', hide && 'hidden by hand'];
  return reasons.filter(Boolean).join(' or ');
}

function sentenceOf({ network, focus }: StageProps): string {
  const disc = network.picture.discs[focus];
  if (disc)
    return `Community ${disc.label} of network ${network.record.name}: ${formatCount(disc.accounts)} accounts round what they share, ${disc.holdsTogether}. The lists at the left and the table hold the same as text.`;
  return `${formatCount(network.picture.discs.length)} communities of network ${network.record.name} as discs. The list of communities at the left is the same content as text.`;
}
