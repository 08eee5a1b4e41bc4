import { History, Moon, Redo2, Search, Sun, Undo2 } from 'lucide-react';
import { openDialog } from '../features/casebook/dialogs.js';
import { ViewsMenu } from '../features/casebook/ViewsMenu.js';
import { SafeText, visibleText } from '../ui/safe-text.js';
import { pastedList } from './Palette.js';
import { useStepMoves } from './step-moves.js';
import { useSteps } from './steps.js';
import { switchTheme, useTheme } from './theme.js';
import { useKeys } from './use-keys.js';

interface TopBarProps {
  readonly crumbs: (element: HTMLElement | null) => void;
  readonly actions: (element: HTMLElement | null) => void;
  /** Opens search, with several lines where they were pasted into the box. */
  readonly onSearch: (pasted?: string) => void;
  readonly onHelp: () => void;
}

/** Path, search box, undo and redo with the name of the last step, the screen's actions, theme. */
export function TopBar({ crumbs, actions, onSearch }: TopBarProps) {
  const theme = useTheme();
  const Icon = theme === 'dark' ? Moon : Sun;
  return (
    <header className="topbar">
      <nav ref={crumbs} className="crumbs" aria-label="Path" />
      <span className="sp" />
      <button
        type="button"
        className="omni"
        onClick={() => onSearch()}
        onPaste={(event) => {
          const lines = pastedList(event);
          if (lines === undefined) return;
          // The field that opens would take the paste as well.
          event.preventDefault();
          onSearch(lines);
        }}
      >
        <Search size={14} strokeWidth={1.5} aria-hidden="true" />
        <span className="sp">Account, IP, card, template…</span>
        <kbd>Ctrl K</kbd>
      </button>
      <span className="sp" />
      <StepButtons />
      <span ref={actions} className="row" />
      <ViewsMenu />
      <button
        type="button"
        className="btn ghost icon"
        onClick={switchTheme}
        title={`Switch to the ${theme === 'dark' ? 'light' : 'dark'} theme`}
        aria-label={`Switch to the ${theme === 'dark' ? 'light' : 'dark'} theme`}
      >
        <Icon size={16} strokeWidth={1.5} aria-hidden="true" />
      </button>
    </header>
  );
}

function StepButtons() {
  const { undo, redo } = useStepMoves();
  const last = useSteps(({ steps, at }) => steps[at]?.name);
  const next = useSteps(({ steps, at }) => steps[at + 1]?.name);
  const openSteps = (): void => openDialog({ kind: 'steps' });
  useKeys({ 'Ctrl+H': openSteps });
  return (
    <span className="row step-buttons">
      <button
        type="button"
        className="btn ghost icon"
        disabled={!undo}
        onClick={undo}
        title={undo && last !== undefined ? `Undo “${visibleText(last)}” (Ctrl Z)` : 'Undo (Ctrl Z)'}
        aria-label="Undo"
      >
        <Undo2 size={16} strokeWidth={1.5} aria-hidden="true" />
      </button>
      <button
        type="button"
        className="btn ghost icon"
        disabled={!redo}
        onClick={redo}
        title={next === undefined ? 'Redo (Ctrl Shift Z)' : `Redo “${visibleText(next)}” (Ctrl Shift Z)`}
        aria-label="Redo"
      >
        <Redo2 size={16} strokeWidth={1.5} aria-hidden="true" />
      </button>
      <button type="button" className="btn ghost" onClick={openSteps} title="Steps (Ctrl H)">
        <History size={16} strokeWidth={1.5} aria-hidden="true" />
        <span className="ell last-step">
          <SafeText>{last ?? 'No step yet'}</SafeText>
        </span>
      </button>
    </span>
  );
}
