import { useMutation } from '@tanstack/react-query';
import { Copy, EyeOff, FileDown, Group, Pin, Ungroup, Users, Waypoints, X } from 'lucide-react';
import { MOST_SELECTED } from '@iolaus/contracts';
import { api } from '../../api/client.js';
import { saveText } from '../../ui/save-text.js';
import { groupInHand, grouping, MOST_PINNED, openingGroup, pinning } from './arranging.js';
import { membersCsv } from './members-csv.js';
import { hiding, lookingAtPaths, selecting, selectingStep, selectionWords } from './selection.js';
import { SimilarPanel } from './SimilarPanel.js';
import type { StageProps } from './Stage.js';

interface SelectionBarProps extends StageProps {
  readonly accounts: readonly string[];
  readonly isSimilarOpen: boolean;
  readonly onSimilar: () => void;
}

/** How many accounts are selected, and what can be done with them. */
export function SelectionBar(props: SelectionBarProps) {
  const { accounts, view, change, network, isSimilarOpen, onSimilar } = props;
  const toHide = hiding(view);
  const copy = useMutation({ mutationFn: () => navigator.clipboard.writeText(accounts.join('\n')) });
  const csv = useMutation({ mutationFn: () => saveMembers(network.record.id, accounts) });
  return (
    <div className="selection-bar">
      <div className="float row pad" role="group" aria-label="Selection">
        <span className="small m selection-count">{selectionWords(view)}</span>
        <button
          type="button"
          className="btn ghost"
          disabled={toHide.hidden === 0}
          title={toHide.hidden === 0 ? 'A view hides no more by hand' : ''}
          onClick={() => change(toHide.name, toHide.patch)}
        >
          <EyeOff size={14} strokeWidth={1.5} aria-hidden="true" /> Hide <kbd>H</kbd>
        </button>
        <ArrangeButtons view={view} change={change} />
        <button
          type="button"
          className={`btn ghost ${isSimilarOpen ? 'on' : ''}`}
          aria-expanded={isSimilarOpen}
          onClick={onSimilar}
        >
          <Users size={14} strokeWidth={1.5} aria-hidden="true" /> Similar <kbd>S</kbd>
        </button>
        {accounts.length === 2 && (
          <button
            type="button"
            className={`btn ghost ${view.path === undefined ? '' : 'on'}`}
            aria-pressed={view.path !== undefined}
            onClick={() => change(...lookingAtPaths(view.path === undefined))}
          >
            <Waypoints size={14} strokeWidth={1.5} aria-hidden="true" /> Paths <kbd>P</kbd>
          </button>
        )}
        <button type="button" className="btn ghost" onClick={() => copy.mutate()}>
          <Copy size={14} strokeWidth={1.5} aria-hidden="true" />
          <span aria-live="polite">{copy.isSuccess ? 'Copied' : copy.isError ? 'Not allowed' : 'Copy ids'}</span>
        </button>
        <button type="button" className="btn ghost" disabled={csv.isPending} onClick={() => csv.mutate()}>
          <FileDown size={14} strokeWidth={1.5} aria-hidden="true" />
          <span aria-live="polite">{csv.isError ? 'No CSV, try again' : 'CSV'}</span>
        </button>
        <button
          type="button"
          className="btn ghost icon"
          aria-label="Clear the selection"
          title="Clear (Esc)"
          onClick={() => change(selectingStep([]), selecting([]))}
        >
          <X size={14} strokeWidth={1.5} aria-hidden="true" />
        </button>
      </div>
      {isSimilarOpen && <SimilarPanel {...props} onClose={onSimilar} />}
    </div>
  );
}

/** Pins the selection to the picture, and groups it or opens the group that it is. */
function ArrangeButtons({ view, change }: Pick<StageProps, 'view' | 'change'>) {
  const [pinned, grouped, inGroup] = [pinning(view), grouping(view), groupInHand(view)];
  const isPinned = view.sel?.every((each) => view.pin?.includes(each)) === true;
  return (
    <>
      <button
        type="button"
        className={`btn ghost icon ${isPinned ? 'on' : ''}`}
        aria-pressed={isPinned}
        aria-label="Pin to the picture"
        title={pinned ? 'Pin to the picture (Shift P)' : `A picture holds ${MOST_PINNED} pins`}
        disabled={!pinned}
        onClick={() => pinned && change(...pinned)}
      >
        <Pin size={14} strokeWidth={1.5} aria-hidden="true" />
      </button>
      {inGroup ? (
        <button type="button" className="btn ghost" onClick={() => change(...openingGroup(view, inGroup.name))}>
          <Ungroup size={14} strokeWidth={1.5} aria-hidden="true" /> Open group <kbd>Shift M</kbd>
        </button>
      ) : (
        <button
          type="button"
          className="btn ghost icon"
          aria-label="Group"
          title={grouped ? 'Group: one mark for all of them (M)' : 'A group has two accounts or more'}
          disabled={!grouped}
          onClick={() => grouped && change(...grouped)}
        >
          <Group size={14} strokeWidth={1.5} aria-hidden="true" />
        </button>
      )}
    </>
  );
}

/** The members as the linked table lists them, as a file. */
async function saveMembers(network: string, accounts: readonly string[]): Promise<void> {
  const { rows } = await api.networks.members({ id: network, accounts: [...accounts], limit: MOST_SELECTED });
  saveText({ name: `${network}-selection.csv`, type: 'text/csv', text: membersCsv(network, rows) });
}
