import type { Split } from '@iolaus/contracts';
import { Scissors } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { Tier } from '../../ui/figures.js';
import { formatBits, formatChance, formatCount } from '../../ui/format.js';
import { Progress } from '../../ui/Progress.js';
import { SafeText } from '../../ui/safe-text.js';
import { Failure } from '../../ui/states.js';
import { useAuthor } from '../casebook/author.js';
import { Refused } from '../constraints/DraftDialog.js';
import { useStart } from '../constraints/use-start.js';
import type { NetworkProps } from './NetworkScreen.js';
import { linksSentence, othersSentence, splitSentence } from './split-words.js';
import type { BridgeState } from './use-bridges.js';
import type { SplitProgress } from './use-split.js';

const LEAST_REASON = 3;
const PARTS_SHOWN = 6;

/** What the cut of the chosen bridge would leave: on its way with progress and cancel, then its parts, and the cut with a reason. */
export function SplitPreview({ bridges, change, view }: NetworkProps & { readonly bridges: BridgeState }) {
  const { isRunning, progress, found, error, retry } = bridges.split;
  const keep = (): void => change('Kept the bridge', { cut: undefined });
  if (isRunning)
    return (
      <div className="split" role="group" aria-label="Preview of the split">
        <Progress job={progressOf(progress)} />
        <button type="button" className="btn ghost" onClick={keep}>
          Cancel
        </button>
      </div>
    );
  if (error != null) return <Failure error={error} retry={retry} />;
  if (!found || !view.cut) return null;
  return (
    <div className="split" role="group" aria-label="Preview of the split">
      <p className="split-words">
        <SafeText>{splitSentence(found)}</SafeText>
      </p>
      <Parts split={found} />
      <p className="small t2">{linksSentence(found)}</p>
      {found.others.length > 0 && (
        <p className="small t2">
          <SafeText>{othersSentence(found)}</SafeText>
        </p>
      )}
      <CutForm cut={{ verb: 'cut-indicator', ...view.cut }} onKeep={keep} />
    </div>
  );
}

const progressOf = (progress: SplitProgress | undefined) => ({
  phase: 'Looking for the split',
  done: 0,
  total: 0,
  unit: '',
  ...progress,
  title: 'Looking for the split',
  state: 'running' as const,
  rows: null,
  rowsPerSecond: null,
  bytesPerSecond: null,
  remainingMs: null,
});

function Parts({ split }: { readonly split: Split }) {
  const { before, parts, fallen } = split;
  return (
    <table className="grid split-parts">
      <thead>
        <tr>
          <th scope="col">Network</th>
          <th scope="col" className="num">
            Members
          </th>
          <th scope="col" className="num" title="Risk points; more than 0 means act">
            Points
          </th>
          <th scope="col" className="num" title="Bits of the median member">
            Bits
          </th>
        </tr>
      </thead>
      <tbody>
        <PartRow figures={before} word="now" members={before.accounts} />
        {parts.slice(0, PARTS_SHOWN).map((part, at) => (
          <PartRow
            key={part.id}
            figures={part}
            part={at}
            word={part.id === before.id ? 'stays' : part.accounts === part.from ? 'new' : 'joins'}
            members={part.from}
          />
        ))}
        {fallen > 0 && (
          <tr>
            <td>
              <span className="part-mark out" aria-hidden="true" /> In no network
            </td>
            <td className="num m">{formatCount(fallen)}</td>
            <td colSpan={2} />
          </tr>
        )}
        {parts.length > PARTS_SHOWN && (
          <tr>
            <td colSpan={4} className="t3 small">
              {formatCount(PARTS_SHOWN)} of {formatCount(parts.length)} parts shown, those with most members; the
              picture draws the others as the last.
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

function PartRow({
  figures,
  part,
  word,
  members,
}: {
  readonly figures: Split['before'];
  readonly part?: number;
  readonly word: string;
  readonly members: number;
}) {
  return (
    <tr>
      <td>
        <span className="row">
          {part !== undefined && (
            <span className={`part-mark part-${part}`} aria-label={`Part ${part + 1}`}>
              {part + 1}
            </span>
          )}
          <span className="ell m">
            <SafeText>{figures.name}</SafeText>
          </span>
          <span className="t3 micro">{word}</span>
        </span>
        <span className="row micro t2">
          <Tier tier={figures.tier} /> q {formatChance(figures.q)}
        </span>
      </td>
      <td className="num m">{formatCount(members)}</td>
      <td className="num">{figures.score.toFixed(1)}</td>
      <td className="num">{formatBits(figures.strength)}</td>
    </tr>
  );
}

/** The cut itself: a reason is required, and stays on record. */
function CutForm({
  cut,
  onKeep,
}: {
  readonly cut: { readonly verb: 'cut-indicator'; readonly kind: string; readonly value: string };
  readonly onKeep: () => void;
}) {
  const [reason, setReason] = useState('');
  const { author } = useAuthor();
  const start = useStart();
  const mayGo = reason.trim().length >= LEAST_REASON && !start.isPending;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    // Once it is cut there is nothing to look at before the cut.
    if (mayGo) start.mutate({ act: 'made', rule: cut, reason: reason.trim(), author }, { onSuccess: onKeep });
  };
  return (
    <form className="split-form" onSubmit={submit}>
      <label>
        <span className="small">
          Reason <span className="t3">required, stays on record</span>
        </span>
        <input
          className="field"
          maxLength={2000}
          required
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
      <div className="row">
        <button type="submit" className="btn primary" disabled={!mayGo}>
          <Scissors size={14} strokeWidth={1.5} aria-hidden="true" /> Cut with this reason
        </button>
        <button type="button" className="btn" onClick={onKeep}>
          Keep
        </button>
      </div>
      {start.isError && <Refused error={start.error} />}
    </form>
  );
}
