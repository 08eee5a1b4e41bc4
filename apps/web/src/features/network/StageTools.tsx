import { BoxSelect, ChevronDown, Expand, EyeOff, Lasso, Spline } from 'lucide-react';
import { useMemo } from 'react';
import type { RegionTool, Scene } from '../../graph/index.js';
import { formatCount } from '../../ui/format.js';
import { colouring, COLOURINGS } from './colourings.js';
import { hiddenCount } from './hidden-count.js';
import type { NetworkProps } from './NetworkScreen.js';
import { usePassingTime } from '../timeline/use-network-time.js';
import type { NetworkViewState } from './network-view.js';
import type { StageProps } from './Stage.js';
import { layingOut } from './use-layout.js';
import { bridgesStep } from './use-bridges.js';

interface ToolsProps extends StageProps {
  readonly scene: Scene;
  readonly tool: RegionTool | undefined;
  readonly onTool: (tool: RegionTool) => void;
}

/** The tools over the picture, and what it leaves out. */
export function StageTools(props: ToolsProps) {
  const { tool, onTool, onExpand, view, change } = props;
  return (
    <div className="tools row">
      <LayoutSwitch {...props} />
      <ColourBy {...props} />
      <div className="float row pad" role="group" aria-label="Select on the picture">
        {REGIONS.map(({ region, Icon, word, key }) => (
          <button
            key={region}
            type="button"
            className={`btn ghost icon ${tool === region ? 'on' : ''}`}
            aria-pressed={tool === region}
            aria-label={word}
            title={`${word} (${key})`}
            onClick={() => onTool(region)}
          >
            <Icon size={16} strokeWidth={1.5} aria-hidden="true" />
          </button>
        ))}
      </div>
      <div className="float row pad">
        <button
          type="button"
          className={`btn ghost icon ${view.tab === 'bridges' ? 'on' : ''}`}
          aria-pressed={view.tab === 'bridges'}
          aria-label="Bridges"
          title="Bridges (B)"
          onClick={() => change(...bridgesStep(view))}
        >
          <Spline size={16} strokeWidth={1.5} aria-hidden="true" />
        </button>
      </div>
      {onExpand && (
        <div className="float row pad">
          <button type="button" className="btn ghost" onClick={onExpand}>
            <Expand size={16} strokeWidth={1.5} aria-hidden="true" /> Expand… <kbd>E</kbd>
          </button>
        </div>
      )}
      <Note {...props} />
    </div>
  );
}

const REGIONS = [
  { region: 'lasso', Icon: Lasso, word: 'Lasso', key: 'L, or drag with Shift' },
  { region: 'box', Icon: BoxSelect, word: 'Box', key: 'Shift L' },
] as const;

const LAYOUTS = [
  [undefined, 'Sunflower'],
  ['organic', 'Organic'],
] as const;

function LayoutSwitch({ view, change }: NetworkProps) {
  return (
    <div className="float row pad" role="group" aria-label="Layout">
      {LAYOUTS.map(([lay, word]) => (
        <button
          key={word}
          type="button"
          className={`btn ghost ${view.lay === lay ? 'on' : ''}`}
          aria-pressed={view.lay === lay}
          title="O switches"
          onClick={() => change(...layingOut(lay))}
        >
          {word}
        </button>
      ))}
    </div>
  );
}

function ColourBy({ view, change }: NetworkProps) {
  return (
    <label className="float row pad colour-by">
      <span className="small t3">Colour by</span>
      <select
        className="small"
        value={view.by ?? 'network'}
        onChange={(event) => {
          const chosen = COLOURINGS.find(({ by }) => by === event.target.value);
          if (chosen) change(...colouring(chosen));
          // Single letters are keys of the picture again.
          event.target.blur();
        }}
      >
        {COLOURINGS.map(({ by, word }, at) => (
          <option key={by} value={by} title={`Key ${at + 1}`}>
            {word}
          </option>
        ))}
      </select>
      <ChevronDown size={14} strokeWidth={1.5} aria-hidden="true" />
    </label>
  );
}

/** What the picture leaves out, where it leaves it out. */
function Note({ frame, view, change, time, focus, scene, tool }: ToolsProps) {
  const { hidden: numbers } = usePassingTime(time);
  const hidden = useMemo(
    () => (frame ? hiddenCount(frame, { min: view.min, hidden: numbers }) : 0),
    [frame, view.min, numbers],
  );
  if (hidden > 0) {
    return (
      <div className="float row small t2 stage-note">
        <EyeOff size={14} strokeWidth={1.5} aria-hidden="true" />
        <span>
          <b>{formatCount(hidden)}</b> of {formatCount(frame!.accountX.length)} accounts {whyHidden(view)} are hidden.
        </span>
        <button
          type="button"
          className="link"
          onClick={() =>
            change('Showed hidden accounts', {
              min: undefined,
              hide: undefined,
              hideC: undefined,
              from: undefined,
              to: undefined,
            })
          }
        >
          Show
        </button>
      </div>
    );
  }
  const words = noteWords({ focus, scene, tool });
  return (
    words !== '' && (
      <div className="float row small t2 stage-note">
        <span>{words}</span>
      </div>
    )
  );
}

const NOT_KEPT = {
  active: 'not active on these days',
  'sign-ups': 'not signed up on these days',
  came: 'not among those that came',
  went: 'not among those that went',
} as const;

/** Which of the filters are on, in words. */
function whyHidden({ min, hide, hideC, from, on }: NetworkViewState): string {
  const reasons = [
    min && `below ${min} bits`,
    from && NOT_KEPT[on ?? 'active'],
    hide && 'hidden by hand',
    hideC && `in ${formatCount(hideC.length)} ${hideC.length === 1 ? 'community' : 'communities'}`,
  ];
  return reasons.filter(Boolean).join(' or ');
}

function noteWords({ focus, scene, tool }: Pick<ToolsProps, 'focus' | 'scene' | 'tool'>): string {
  if (tool) return `Draw a ${tool} round accounts. Shift adds, Esc leaves.`;
  if (focus < 0) return '';
  return scene.selection.length + (scene.indicator >= 0 ? 1 : 0) > 0
    ? 'Links of the selection are drawn. The rest show on selection.'
    : 'Select an account or an indicator to see its links.';
}
