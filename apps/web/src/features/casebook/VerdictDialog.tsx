import { VERDICTS, type Verdict } from '@iolaus/contracts';
import { useId, useRef, useState } from 'react';
import { Dialog } from '../../ui/Dialog.js';
import { formatCount } from '../../ui/format.js';
import { SafeText } from '../../ui/safe-text.js';
import { Refused } from '../constraints/DraftDialog.js';
import { SaidBy } from './SaidBy.js';
import { StandingLine } from './StandingLine.js';
import { judge, judgedBy } from './judge.js';
import { useCasebook } from './use-casebook.js';
import { VerdictMark } from './VerdictMark.js';
import { VERDICT_WORDS, verdictsOn, type Judgement } from './verdicts.js';

/** How many can be judged at once: each is an entry of its own. */
const MOST = 500;

/** Which verdict, and words for it; 1, 2, 3 and 0 say it at once. */
export function VerdictDialog({
  judgement,
  basedOn,
  onClose,
}: {
  readonly judgement: Judgement;
  readonly basedOn: number | undefined;
  readonly onClose: () => void;
}) {
  const { subjects, blocked, title } = judgement;
  const [text, setText] = useState('');
  const [state, setState] = useState<{ readonly kind: 'asking' | 'saying' } | { kind: 'refused'; error: unknown }>({
    kind: 'asking',
  });
  const mayPress = useRef(true);
  const book = useCasebook();
  const standing = subjects.flatMap((subject) => verdictsOn(book.data, subject));
  const isTooMany = subjects.length > MOST;
  const canSay = (verdict: Verdict): boolean =>
    !isTooMany &&
    judgedBy({ judgement, verdict }).length > 0 &&
    (verdict !== 'none' || standing.length > 0) &&
    state.kind !== 'saying';
  const give = async (verdict: Verdict): Promise<void> => {
    if (!canSay(verdict) || !mayPress.current) return;
    mayPress.current = false;
    setState({ kind: 'saying' });
    const outcome = await judge({ judgement, verdict, text, basedOn });
    mayPress.current = true;
    if (outcome?.kind === 'done') onClose();
    if (outcome?.kind === 'refused') setState({ kind: 'refused', error: outcome.error });
  };
  const why = useId();
  return (
    <Dialog title={`Verdict on ${title}`} onClose={onClose}>
      <div
        className="con-form"
        role="presentation"
        onKeyDown={(event) => {
          if (event.target instanceof HTMLTextAreaElement || event.ctrlKey || event.metaKey || event.altKey) return;
          const verdict = VERDICTS.find((each) => VERDICT_WORDS[each].key === event.key);
          if (verdict) void give(verdict);
        }}
      >
        <div className="dialog-body">
          {standing.slice(0, 3).map((each) => (
            <StandingLine key={each.step} standing={each} isNamed={subjects.length > 1} />
          ))}
          {standing.length > 3 && (
            <p className="small t3">{formatCount(standing.length - 3)} more of them have a verdict.</p>
          )}
          <div className="verdict-choices">
            {VERDICTS.map((verdict, at) => (
              <button
                key={verdict}
                type="button"
                className="btn"
                data-first={at === 0 || undefined}
                aria-disabled={!canSay(verdict)}
                aria-describedby={verdict === 'confirmed' && blocked.size > 0 ? why : undefined}
                onClick={() => void give(verdict)}
              >
                {subjects[0]?.on === 'account' && <VerdictMark verdict={verdict} />} {VERDICT_WORDS[verdict].act}
                <Part all={subjects.length} some={judgedBy({ judgement, verdict }).length} />
                <span className="sp" />
                <kbd>{VERDICT_WORDS[verdict].key}</kbd>
              </button>
            ))}
          </div>
          {blocked.size > 0 && (
            <ul id={why} className="note warn verdict-blocked">
              {[...blocked].slice(0, 4).map(([id, words]) => (
                <li key={id}>
                  {subjects.length > 1 && <b className="mono">{id} </b>}
                  <SafeText>{words}</SafeText>
                </li>
              ))}
              {blocked.size > 4 && <li>{formatCount(blocked.size - 4)} more have a question open.</li>}
            </ul>
          )}
          {isTooMany && (
            <p className="note warn">
              <span>
                These are {formatCount(subjects.length)}. At most {MOST} are judged at once, since each is an entry of
                its own. Choose fewer.
              </span>
            </p>
          )}
          <label>
            <span className="row small">
              Words <span className="t3">may be left out, stay on record</span>
            </span>
            <textarea
              className="field"
              rows={2}
              maxLength={4000}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          </label>
          {state.kind === 'refused' && <Refused error={state.error} />}
        </div>
        <div className="dialog-foot">
          <SaidBy />
          <span className="sp" />
          <button type="button" className="btn ghost" onClick={onClose}>
            Say nothing
          </button>
        </div>
      </div>
    </Dialog>
  );
}

/** "3 of 5" where a verdict can be given on some alone. */
function Part({ all, some }: { readonly all: number; readonly some: number }) {
  if (some === all || some === 0) return null;
  return <span className="t3">{`${formatCount(some)} of ${formatCount(all)}`}</span>;
}
