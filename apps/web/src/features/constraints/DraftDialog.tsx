import { useQuery } from '@tanstack/react-query';
import type { Rule } from '@iolaus/contracts';
import { useState, type FormEvent } from 'react';
import { queries, refusalOf } from '../../api/client.js';
import { Dialog } from '../../ui/Dialog.js';
import { formatCount } from '../../ui/format.js';
import { setAuthor as keepAuthor, useAuthor } from '../casebook/author.js';
import { RuleFields } from './RuleFields.js';
import { useStart } from './use-start.js';
import { isComplete, VERBS } from './verbs.js';

const LEAST_REASON = 3;

/** A rule before it is made: what it is of, what will happen, and why. Nothing changes without a reason. */
export function DraftDialog({ rule, onClose }: { readonly rule: Rule; readonly onClose: () => void }) {
  const [draft, setDraft] = useState(rule);
  const [reason, setReason] = useState('');
  const [author, setAuthor] = useState(useAuthor((state) => state.author));
  const start = useStart();
  const { title, act, Icon, effects } = VERBS[draft.verb];
  const mayGo = isComplete(draft) && reason.trim().length >= LEAST_REASON && !start.isPending;
  const submit = (event?: FormEvent): void => {
    event?.preventDefault();
    if (!mayGo) return;
    keepAuthor(author);
    start.mutate({ act: 'made', rule: draft, reason: reason.trim(), author });
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        className="con-form"
        onSubmit={submit}
        onKeyDown={(event) => event.key === 'Enter' && event.ctrlKey && submit(event)}
      >
        <div className="dialog-body">
          <RuleFields rule={draft} onChange={setDraft} />
          <section aria-label="What will happen">
            <h3>What will happen</h3>
            <ul className="against t2">
              <Reach rule={draft} />
              {effects.map((effect) => (
                <li key={effect}>{effect}</li>
              ))}
              <li>
                Networks are found again with it; until then you see those of before. It can be undone at any time.
              </li>
            </ul>
          </section>
          <label>
            <span className="row small">
              Reason <span className="t3">required, stays on record</span>
            </span>
            <textarea
              className="field"
              rows={3}
              maxLength={2000}
              required
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </label>
          <label>
            <span className="row small">
              Your name <span className="t3">stays on record with it; may be left out</span>
            </span>
            <input
              className="field"
              maxLength={200}
              value={author}
              onChange={(event) => setAuthor(event.target.value)}
            />
          </label>
          {start.isError && <Refused error={start.error} />}
        </div>
        <div className="dialog-foot">
          <button type="submit" className="btn primary" disabled={!mayGo}>
            <Icon size={14} strokeWidth={1.5} aria-hidden="true" /> {act} <kbd>Ctrl ↵</kbd>
          </button>
          <button type="button" className="btn ghost" onClick={onClose}>
            Change nothing
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** How many hold the indicator that is spoken of. */
function Reach({ rule }: { readonly rule: Rule }) {
  const of = rule.verb === 'cut-indicator' || rule.verb === 'share-indicator' ? rule : undefined;
  const indicator = useQuery({
    ...queries.indicators.get.queryOptions({ input: { kind: of?.kind ?? '', value: of?.value ?? '' } }),
    enabled: of !== undefined,
  });
  if (!indicator.data) return null;
  const { reach, outside, networks } = indicator.data;
  return (
    <li>
      {formatCount(reach)} {reach === 1 ? 'account holds' : 'accounts hold'} it: {formatCount(reach - outside)} in{' '}
      {formatCount(networks.length)} {networks.length === 1 ? 'network' : 'networks'}, {formatCount(outside)} in none.
    </li>
  );
}

/** A refusal in the words of the service, where the draft stays as it is. */
export function Refused({ error }: { readonly error: unknown }) {
  const { code, sentence, hint } = refusalOf(error);
  return (
    <p className="note bad" role="alert">
      <span>
        <b>{sentence}</b> {hint} <span className="mono t3">{code}</span>
      </span>
    </p>
  );
}
