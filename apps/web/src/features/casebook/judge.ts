import { MOST_JUDGED, type Command, type Verdict } from '@iolaus/contracts';
import { formatTime } from '../../ui/format.js';
import { useAuthor } from './author.js';
import { openDialog } from './dialogs.js';
import { askClash, say, sayOrAsk, type Outcome, type Saying } from './say.js';
import { casebookNow } from './use-casebook.js';
import { clashOf, verdictName, VERDICT_WORDS, type Judgement, type Standing } from './verdicts.js';
import { withName } from './with-name.js';

/** A verdict as it was given on the screen. */
export interface Given {
  readonly judgement: Judgement;
  readonly verdict: Verdict;
  /** Optional words that go with it. */
  readonly text: string;
  readonly basedOn: number | undefined;
}

/** Opens the dialog that asks for the verdict on something, after who says it was asked once. */
export function askVerdict(judgement: Judgement): void {
  if (judgement.subjects.length === 0) return;
  withName('A verdict stays on record with who gave it.', () =>
    openDialog({ kind: 'verdict', judgement, basedOn: casebookNow()?.seq }),
  );
}

/** Those of a judgement that a verdict can be given on: not all can be confirmed. */
export const judgedBy = ({ judgement, verdict }: Pick<Given, 'judgement' | 'verdict'>): Judgement['subjects'] =>
  verdict === 'confirmed' ? judgement.subjects.filter(({ id }) => !judgement.blocked.has(id)) : judgement.subjects;

/** Gives a verdict, or opens the dialog that shows somebody else's beside it. Undefined while it is asked, else what came of it. */
export async function judge(given: Given): Promise<Outcome | undefined> {
  const subjects = judgedBy(given);
  const { verdict, text, basedOn } = given;
  const words = text.trim();
  const saying: Saying = {
    commands: commandsOf(subjects, { verdict, ...(words !== '' && { text: words }) }),
    name: verdictName(verdict, subjects),
    basedOn,
    look: lookAt(subjects),
  };
  const standing = clashOf(casebookNow(), { subjects, verdict, author: useAuthor.getState().author });
  if (standing) {
    const seen = casebookNow()?.seq;
    openDialog({
      kind: 'clash',
      clash: {
        sentence: standingWords(standing),
        mine: saying.name,
        text: words,
        look: lookAt([standing.subject]),
        again: () => void sayOrAsk({ ...saying, basedOn: seen }),
      },
    });
    return undefined;
  }
  const outcome = await say(saying);
  return outcome.kind === 'refused' && askClash(saying, outcome) ? undefined : outcome;
}

/** One word on several accounts is one step, as far as a step reaches; networks are spoken of one by one, since each has its own questions. */
export function commandsOf(
  subjects: Judgement['subjects'],
  word: { readonly verdict: Verdict; readonly text?: string },
): Command[] {
  const accounts = subjects.flatMap((subject) => (subject.on === 'account' ? [subject] : []));
  if (accounts.length < 2 || accounts.length < subjects.length)
    return subjects.map((subject) => ({ verb: 'verdict', subject, ...word }));
  const steps = Math.ceil(accounts.length / MOST_JUDGED);
  const size = Math.ceil(accounts.length / steps);
  return Array.from({ length: steps }, (_, at) => ({
    verb: 'verdicts',
    subjects: accounts.slice(at * size, (at + 1) * size),
    ...word,
  }));
}

/** "Mira cleared N-0002, 22 Nov 10:05: “words”" */
export function standingWords({ author, verdict, subject, atMs, text }: Standing): string {
  const whom = subject.on === 'indicator' ? subject.value : subject.id;
  const said = text === null ? '.' : `: “${text}”`;
  return `${author ?? 'Somebody who gave no name'} ${VERDICT_WORDS[verdict].done.toLowerCase()} ${whom}, ${formatTime(atMs).slice(0, -3)}${said}`;
}

/** Where to look at something that was spoken of; nothing where there are several. */
export function lookAt(subjects: readonly Standing['subject'][]): string | undefined {
  const [of] = subjects;
  if (!of || subjects.length > 1) return undefined;
  if (of.on === 'indicator') return `/i/${encodeURIComponent(of.kind)}/${encodeURIComponent(of.value)}`;
  return `/${of.on === 'network' ? 'n' : 'a'}/${encodeURIComponent(of.id)}`;
}
