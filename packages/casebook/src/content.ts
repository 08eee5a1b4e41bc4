import { createHash } from 'node:crypto';
import { canonicalJson, IolausError, type NetworkSubject, type Rule, type Step, type Subject } from '@iolaus/contracts';
import { isStepCommand, type StepCommand } from './history.js';

/** A command of one verb. */
type Of<Verb extends StepCommand['verb']> = Extract<StepCommand, { verb: Verb }>;
/** A step with a command of one verb. */
export type Said<Verb extends StepCommand['verb']> = Omit<Step, 'command'> & { readonly command: Of<Verb> };

/** What the steps in force say, each kind by the key under which a later one replaces it. */
export interface Content {
  /** By subject. */
  readonly verdicts: Map<string, Said<'verdict'>>;
  /** By the id of the step that made it. */
  readonly notes: Map<string, Said<'note'>>;
  /** By name. */
  readonly views: Map<string, Said<'save-view'>>;
  readonly lists: Map<string, Said<'save-list'>>;
  /** By network. */
  readonly takes: Map<string, Said<'take'>>;
  /** By network. */
  readonly watched: Map<string, Said<'watch-network'>>;
  /** By network. */
  readonly names: Map<string, Said<'name-network'>>;
  /** By what they speak of: two with one key contradict one another. */
  readonly constraints: Map<string, Said<'constrain'>>;
  /** By the id of the step that made it. */
  readonly checkpoints: Map<string, Said<'checkpoint'>>;
}

/** What is said before the first step. */
export const newContent = (): Content => ({
  verdicts: new Map(),
  notes: new Map(),
  views: new Map(),
  lists: new Map(),
  takes: new Map(),
  watched: new Map(),
  names: new Map(),
  constraints: new Map(),
  checkpoints: new Map(),
});

/** One key for what is spoken of; a network's is its number at that time. */
export function subjectKey(of: Subject): string {
  return of.on === 'indicator' ? `indicator ${of.kind} ${of.value}` : `${of.on} ${of.id}`;
}

/** What a verb needs of what was said before it, and what it changes. */
interface VerbRules<Verb extends StepCommand['verb']> {
  /** Why it cannot be said now; undefined when it can. */
  readonly refusal?: (content: Content, said: Pick<Said<Verb>, 'command' | 'author'>) => IolausError | undefined;
  readonly put: (content: Content, said: Said<Verb>) => void;
}

const VERBS: { readonly [Verb in StepCommand['verb']]: VerbRules<Verb> } = {
  verdict: { put: ({ verdicts }, said) => void verdicts.set(subjectKey(said.command.subject), said) },
  verdicts: {
    put: ({ verdicts }, said) => {
      const { subjects, ...word } = said.command;
      for (const subject of subjects)
        verdicts.set(subjectKey(subject), { ...said, command: { ...word, verb: 'verdict', subject } });
    },
  },
  note: { put: ({ notes }, said) => void notes.set(said.id, said) },
  'remove-note': {
    refusal: ({ notes }, { command }) => missing(notes, command.note, 'note'),
    put: ({ notes }, { command }) => void notes.delete(command.note),
  },
  'save-view': { put: ({ views }, said) => void views.set(said.command.name, said) },
  'remove-view': {
    refusal: ({ views }, { command }) => missing(views, command.name, 'view'),
    put: ({ views }, { command }) => void views.delete(command.name),
  },
  'save-list': { put: ({ lists }, said) => void lists.set(said.command.name, said) },
  'remove-list': {
    refusal: ({ lists }, { command }) => missing(lists, command.name, 'list'),
    put: ({ lists }, { command }) => void lists.delete(command.name),
  },
  take: {
    refusal: takeRefusal,
    put: ({ takes }, said) => void takes.set(subjectKey(said.command.subject), said),
  },
  release: {
    refusal: ({ takes }, { command: { subject } }) =>
      takes.has(subjectKey(subject)) ? undefined : notThere('one who has taken network', subject.id),
    put: ({ takes }, { command }) => void takes.delete(subjectKey(command.subject)),
  },
  'watch-network': { put: ({ watched }, said) => void watched.set(subjectKey(said.command.subject), said) },
  'unwatch-network': {
    refusal: ({ watched }, { command: { subject } }) =>
      watched.has(subjectKey(subject)) ? undefined : notThere('watch on network', subject.id),
    put: ({ watched }, { command }) => void watched.delete(subjectKey(command.subject)),
  },
  'name-network': { put: ({ names }, said) => void names.set(subjectKey(said.command.subject), said) },
  'unname-network': {
    refusal: ({ names }, { command: { subject } }) =>
      names.has(subjectKey(subject)) ? undefined : notThere('name that was given to network', subject.id),
    put: ({ names }, { command }) => void names.delete(subjectKey(command.subject)),
  },
  constrain: {
    refusal: ({ constraints }, { command }) => {
      const other = constraints.get(ruleKey(command.rule))?.command;
      return other && new IolausError('CONSTRAINT_CONTRADICTS', { id: other.id, reason: other.reason });
    },
    put: ({ constraints }, said) => void constraints.set(ruleKey(said.command.rule), said),
  },
  checkpoint: { put: ({ checkpoints }, said) => void checkpoints.set(said.id, said) },
};

/** Why a command cannot be said now, undefined when it can. */
export function refusalOf(
  content: Content,
  said: Pick<Step, 'author'> & { command: StepCommand },
): IolausError | undefined {
  return rulesOf(said.command).refusal?.(content, said);
}

/** Says one more thing; the content is changed. */
export function put(content: Content, said: Said<StepCommand['verb']>): void {
  rulesOf(said.command).put(content, said);
}

// The table has a row for each verb that takes just that verb's command, which the type of a lookup cannot say.
const rulesOf = ({ verb }: StepCommand) => VERBS[verb] as VerbRules<StepCommand['verb']>;

/** What steps say, one after the other, and those that cannot be said after the ones before them: they change nothing. */
export function replay(steps: Iterable<Step>): { readonly content: Content; readonly failing: readonly Step[] } {
  const content = newContent();
  const failing: Step[] = [];
  for (const step of steps) {
    const { command } = step;
    if (!isStepCommand(command)) continue;
    if (refusalOf(content, { ...step, command })) failing.push(step);
    else put(content, { ...step, command });
  }
  return { content, failing };
}

/** A digest of what is said, however it came about. */
export function stateDigest(content: Content): string {
  const said = Object.entries(content).map(([kind, held]: [string, Content[keyof Content]]) => [
    kind,
    Array.from(held as Map<string, Step>, ([key, { id, atMs, author, command }]) => ({
      key,
      id,
      atMs,
      author,
      command,
    })).sort((a, b) => (a.key < b.key ? -1 : 1)),
  ]);
  return createHash('sha256').update(canonicalJson(said)).digest('hex');
}

/** The same rule twice, or two places for one account, have one key. */
function ruleKey(rule: Rule): string {
  const isPlace = rule.verb === 'pin-account' || rule.verb === 'exclude-account';
  return isPlace ? `place of ${rule.account}` : canonicalJson(rule);
}

function takeRefusal(
  { takes }: Content,
  { command, author }: { readonly command: { readonly subject: NetworkSubject }; readonly author?: string | undefined },
): IolausError | undefined {
  const other = takes.get(subjectKey(command.subject));
  if (!other || other.author === author) return undefined;
  return new IolausError('NETWORK_TAKEN', {
    author: other.author ?? 'Somebody',
    network: command.subject.id,
    since: new Date(other.atMs).toISOString().slice(0, 16).replace('T', ' ') + ' UTC',
  });
}

const missing = (held: ReadonlyMap<string, unknown>, id: string, what: string): IolausError | undefined =>
  held.has(id) ? undefined : notThere(what, id);

const notThere = (what: string, id: string): IolausError => new IolausError('NOT_IN_JOURNAL', { what, id });
