import { Tabs } from 'radix-ui';
import { CompareCommunities } from '../compare/CompareCommunities.js';
import type { ActiveDays } from '../timeline/active-days.js';
import { Tier } from '../../ui/figures.js';
import { visibleText } from '../../ui/safe-text.js';
import { formatCount, formatDay, formatVolume } from '../../ui/format.js';
import { Notes } from '../casebook/Notes.js';
import { notesOn } from '../casebook/notes.js';
import { NetworkTitle } from '../casebook/NetworkTitle.js';
import { StandingLines } from '../casebook/StandingLines.js';
import { TakeLine } from '../casebook/TakeLine.js';
import { useCasebook } from '../casebook/use-casebook.js';
import { networkSubject } from '../casebook/verdicts.js';
import { VerdictButton } from '../casebook/VerdictButton.js';
import { judgementOfNetwork } from '../casebook/judgements.js';
import { Activity } from './Activity.js';
import { BridgeFinder } from './BridgeFinder.js';
import { Evidence } from './Evidence.js';
import { IndicatorInHand } from './IndicatorInHand.js';
import type { NetworkViewState } from './network-view.js';
import type { BridgeState } from './use-bridges.js';
import type { NetworkProps } from './NetworkScreen.js';
import { Overview } from './Overview.js';
import { Plan } from './Plan.js';
import { SelectionWhy } from './SelectionWhy.js';
import { Templates } from './Templates.js';

interface InspectorProps extends NetworkProps {
  /** Who was active when; undefined while it is read. */
  readonly days: ActiveDays | undefined;
  readonly bridges: BridgeState;
  readonly onExpand: () => void;
}

/** Reasons: of the network, of the indicator in hand, or of the selected accounts. */
export function Inspector(props: InspectorProps) {
  const { view } = props;
  const [a, b] = view.cmp ?? [];
  if (a !== undefined && b !== undefined) return <CompareCommunities {...props} labels={[a, b]} />;
  if (view.sel) return <SelectionWhy {...props} accounts={view.sel} />;
  if (view.ind) return <IndicatorInHand {...props} indicator={view.ind} />;
  return <NetworkTabs {...props} />;
}

const TABS = [
  ['overview', 'Overview'],
  ['evidence', 'Evidence'],
  ['templates', 'Prompts'],
  ['activity', 'Activity'],
  ['bridges', 'Bridges'],
  ['plan', 'Plan'],
  ['notes', 'Notes'],
] as const;

function NetworkTabs(props: NetworkProps & { readonly bridges: BridgeState }) {
  const { network, view, change } = props;
  const { record } = network;
  const subject = networkSubject(record.id);
  const notes = notesOn(useCasebook().data, subject).length;
  return (
    <aside className="insp" aria-label={`Network ${visibleText(record.name)}`}>
      <div className="sect insp-head">
        <div className="row">
          <NetworkTitle id={record.id} name={record.name} />
          <span className="sp" />
          <Tier tier={record.tier} />
        </div>
        <p className="t2 small insp-sub">
          {formatCount(record.accounts)} accounts,{' '}
          {record.exchanges > 0 && `${formatVolume(record.exchanges)} exchanges, `}
          {formatDay(record.firstMs)} to {formatDay(record.lastMs)}
        </p>
        <StandingLines of={{ on: 'network', id: record.id }} />
        <TakeLine network={record} />
      </div>
      <Tabs.Root
        className="insp-tabs"
        value={view.tab ?? 'overview'}
        onValueChange={(tab) =>
          change(`Looked at ${tab}`, {
            tab: tab === 'overview' ? undefined : (tab as NetworkViewState['tab']),
            cut: undefined,
          })
        }
      >
        <Tabs.List className="tabs fixed many" aria-label="About the network">
          {TABS.map(([tab, word]) => (
            <Tabs.Trigger key={tab} value={tab}>
              {word} {tab === 'notes' && notes > 0 && <span className="t3 regular">{formatCount(notes)}</span>}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        <Tabs.Content value="overview" className="scroll">
          <Overview record={record} />
        </Tabs.Content>
        <Tabs.Content value="evidence" className="scroll">
          <Evidence {...props} />
        </Tabs.Content>
        <Tabs.Content value="templates" className="scroll">
          <Templates {...props} />
        </Tabs.Content>
        <Tabs.Content value="activity" className="scroll">
          <Activity {...props} />
        </Tabs.Content>
        <Tabs.Content value="bridges" className="scroll">
          <BridgeFinder {...props} />
        </Tabs.Content>
        <Tabs.Content value="plan" className="scroll">
          <Plan {...props} />
        </Tabs.Content>
        <Tabs.Content value="notes" className="scroll notes-inside">
          <Notes of={subject} />
        </Tabs.Content>
      </Tabs.Root>
      <div className="acts">
        <button
          type="button"
          className="btn primary sp"
          onClick={() =>
            change(view.table ? 'Closed the table' : 'Opened the table', {
              table: view.table ? undefined : true,
              rows: undefined,
            })
          }
        >
          {view.table ? 'Close the table' : 'List its members'} <kbd>G</kbd>
        </button>
        <VerdictButton judgement={judgementOfNetwork(record)} />
      </div>
    </aside>
  );
}
