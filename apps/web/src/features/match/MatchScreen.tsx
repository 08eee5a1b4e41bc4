import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { Slot } from '../../shell/slots.js';
import { useSteps } from '../../shell/steps.js';
import { formatCount } from '../../ui/format.js';
import { Failure, HiddenCount, Skeleton, State } from '../../ui/states.js';
import { AccountsPanel } from './AccountsPanel.js';
import { lineWords, linesOf } from './list-lines.js';
import { ListPanel } from './ListPanel.js';
import './match.css';
import type { MatchTab } from './match-view.js';
import { ListNewsLine } from './ListNewsLine.js';
import { SavedLists } from './SavedLists.js';
import { useAskedList } from './saved-lists.js';
import { NetworksPanel } from './NetworksPanel.js';
import { Results } from './Results.js';
import { useListRun, type ListRun } from './use-list.js';
import { useMatch } from './use-match.js';

const route = getRouteApi('/match');

/** A pasted list of indicators: what of it is known here, and the accounts that touch it. */
export function MatchScreen() {
  const run = useListRun((state) => state.run);
  const { tab = 'hits', list } = route.useSearch();
  const asked = useAskedList(list);
  const navigate = route.useNavigate();
  const nameNext = useSteps((state) => state.nameNext);
  const show = (next: MatchTab, name: string): void => {
    if (next === tab) return;
    nameNext(name);
    void navigate({ search: { ...(next !== 'hits' && { tab: next }), list }, replace: true });
  };
  const ran = (name: string, saved?: string): void => {
    nameNext(name);
    void navigate({ search: saved === undefined ? {} : { list: saved }, replace: true });
  };
  return (
    <div className="mat">
      <Slot place="crumbs">
        <Link to="/i">Indicators</Link>
        <span aria-hidden="true">›</span>
        <b>Match a list</b>
      </Slot>
      <header className="mat-head">
        <h1>Match a list</h1>
        <p className="t2 small">
          What a peer sent, as it was sent: what of it is known here, and which accounts touch it.
        </p>
      </header>
      <div className="mat-body">
        <div className="mat-left">
          <ListPanel onRun={() => ran('Matched a list')} />
          <SavedLists running={run?.list} onRun={(saved) => ran(`Matched the list “${saved}”`, saved)} />
        </div>
        {asked.error ? (
          <div className="mat-wide panel">
            <Failure error={asked.error} />
          </div>
        ) : run ? (
          <Matched key={run.id} run={run} tab={tab} onTab={(next) => show(next, `Looked at ${next} of the list`)} />
        ) : (
          <div className="mat-wide panel">
            <State kind="empty" title="Nothing matched yet">
              Paste addresses, networks, domains, e-mail addresses, cards, templates or accounts on the left, defanged
              or not. Each is a hit, a miss, malformed, or too common to tell anything.
            </State>
          </div>
        )}
      </div>
    </div>
  );
}

interface MatchedProps {
  readonly run: ListRun;
  readonly tab: MatchTab;
  readonly onTab: (tab: MatchTab) => void;
}

function Matched({ run, tab, onTab }: MatchedProps) {
  const { data, error, refetch, cancel } = useMatch(run);
  const [inHand, setInHand] = useState<'results' | 'accounts'>('results');
  if (error)
    return (
      <div className="mat-wide panel">
        <Failure error={error} retry={() => void refetch()} />
      </div>
    );
  if (!data) return <Matching lines={linesOf(run.text).length} onCancel={cancel} />;
  return (
    <>
      <div className="mat-middle" onFocus={() => setInHand('results')}>
        {data.partial.map((sentence) => (
          <p key={sentence} className="note warn">
            {sentence}
          </p>
        ))}
        {data.since && <ListNewsLine since={data.since} />}
        <Results answer={data} tab={tab} onTab={onTab} hasKeys={inHand === 'results'} />
      </div>
      <div className="mat-right" onFocus={() => setInHand('accounts')}>
        <NetworksPanel networks={data.networks} />
        <AccountsPanel run={run} accounts={data.accounts} since={data.since} hasKeys={inHand === 'accounts'} />
      </div>
      <Slot place="status">
        {data.accounts.ranked < data.accounts.total && (
          <HiddenCount
            count={formatCount(data.accounts.total - data.accounts.ranked)}
            rule="accounts are not listed: they hold no more hits than the last one that is"
          />
        )}
      </Slot>
    </>
  );
}

const CANCEL_AFTER_MS = 1000;

function Matching({ lines, onCancel }: { readonly lines: number; readonly onCancel: () => void }) {
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), CANCEL_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="mat-wide panel">
      <p className="row mat-said t2 small">
        Matching {lineWords(lines)}
        {isLong && (
          <button type="button" className="btn ghost" onClick={onCancel}>
            Cancel
          </button>
        )}
      </p>
      <Skeleton rows={16} label={`Matching ${lineWords(lines)}`} />
    </div>
  );
}
