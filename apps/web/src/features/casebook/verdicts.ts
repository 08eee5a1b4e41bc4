import type { CasebookView, Hypothesis, Subject, Verdict } from '@iolaus/contracts';

/** A verdict that stands. */
export type Standing = CasebookView['verdicts'][number];
/** A verdict that stands, by its word. */
export type Word = Exclude<Verdict, 'none'>;

/** What the screens say of each verdict, with the key that says it after V. */
export const VERDICT_WORDS: Readonly<Record<Verdict, { key: string; act: string; done: string }>> = {
  confirmed: { key: '1', act: 'Confirm', done: 'Confirmed' },
  cleared: { key: '2', act: 'Clear', done: 'Cleared' },
  contested: { key: '3', act: 'Contest', done: 'Contested' },
  none: { key: '0', act: 'No verdict', done: 'Took back the verdict on' },
};

/** What a verdict can be of. */
export type Judged = Exclude<Subject, { on: 'indicator' }>;

/** A network as commands name it; the service knows its members. */
export const networkSubject = (id: string): Extract<Subject, { on: 'network' }> => ({ on: 'network', id, anchors: [] });

/** What a verdict is about to be given on. */
export interface Judgement {
  /** "Lerna N-0207", "58 accounts". */
  readonly title: string;
  readonly subjects: readonly Judged[];
  /** Why some of them cannot be confirmed, by id. */
  readonly blocked: ReadonlyMap<string, string>;
}

/** Whether what was said is said of this: a network is meant by the number that it has now. */
export function isAbout(
  said: Pick<Standing, 'subject' | 'network'>,
  of: Pick<Judged, 'on' | 'id'> | Extract<Subject, { on: 'indicator' }>,
): boolean {
  if (of.on === 'indicator')
    return said.subject.on === 'indicator' && said.subject.kind === of.kind && said.subject.value === of.value;
  if (of.on === 'network') return said.network === of.id;
  return said.subject.on === 'account' && said.subject.id === of.id;
}

/** Verdicts that stand on something, newest first: two where networks with verdicts of their own have become one. */
export const verdictsOn = (book: CasebookView | undefined, of: Pick<Judged, 'on' | 'id'>): Standing[] =>
  book?.verdicts.filter((each) => isAbout(each, of)) ?? [];

/** The verdict on each account that has one. */
export function verdictsOfAccounts(book: CasebookView | undefined): ReadonlyMap<string, Word> {
  return new Map(
    book?.verdicts.flatMap(({ subject, verdict }) =>
      subject.on === 'account' && verdict !== 'none' ? [[subject.id, verdict] as const] : [],
    ),
  );
}

/** The last word of somebody else on one of these that says something else than what is about to be said. */
export function clashOf(
  book: CasebookView | undefined,
  { subjects, verdict, author }: { subjects: readonly Judged[]; verdict: Verdict; author: string },
): Standing | undefined {
  const newest = subjects.flatMap((subject) => verdictsOn(book, subject).slice(0, 1));
  return newest.find((each) => each.verdict !== verdict && (each.author === null || each.author !== author));
}

/** Why a network cannot be confirmed yet; undefined when no question is open. */
export function blockedBy(hypotheses: readonly Hypothesis[]): string | undefined {
  const open = hypotheses.filter(({ answer }) => answer === 'open');
  const [first] = open;
  if (!first) return undefined;
  const words = open.map(({ question, figure }) => `${inSentence(question)}, ${figure}`).join('; ');
  return open.length === 1
    ? `One question is open: ${words}. Answer it before you confirm.`
    : `${open.length} questions are open: ${words}. Answer them before you confirm.`;
}

/** "Reseller with" → "reseller with", but "VPN exits" as it is. */
const inSentence = (words: string): string =>
  /^\p{Lu}\p{Ll}/u.test(words) ? words.slice(0, 1).toLowerCase() + words.slice(1) : words;

/** "Confirmed N-0207", "Confirmed 58 accounts". */
export function verdictName(verdict: Verdict, subjects: readonly Judged[]): string {
  const { done } = VERDICT_WORDS[verdict];
  const [only] = subjects;
  if (only && subjects.length === 1) return `${done} ${only.id}`;
  return `${done} ${subjects.length} ${only?.on === 'network' ? 'networks' : 'accounts'}`;
}
