import { linesOf, movesOf, stepRow, stepRows, type Addition, type By } from '@iolaus/casebook';
import {
  IolausError,
  type CasebookView,
  type Command,
  type Job,
  type JournalCheck,
  type ListBaseline,
  type NetworkSubject,
  type RedoRequest,
  type RunRequest,
  type SavedList,
  type Step,
  type StepRow,
  type StepsQuery,
  type Subject,
  type UndoRequest,
} from '@iolaus/contracts';
import type { Workbench } from '../workbench.js';
import { anchorsOfRule } from './constraints.js';
import { networkNow, networkSubject, refuseOpenQuestions } from './subjects.js';
import { startDetection } from './work.js';

/** A step that was taken, and the detection that follows where it changes what detection is held to. */
export interface Taken {
  readonly step: StepRow;
  readonly job: Job | null;
}

/** Does what an investigator asks for; kept before this returns. */
export function runCommand(workbench: Workbench, { command, ...by }: RunRequest, found?: ListBaseline): Taken {
  const addition = { ...additionOf(workbench, command), ...(found && { found }) };
  return taken(workbench, () => workbench.casebook.run(addition, now(by)));
}

/** Undoes a step; where it was a constraint, detects anew. */
export function undoStep(workbench: Workbench, { step, withDependents, ...by }: UndoRequest): Taken {
  return taken(workbench, () => workbench.casebook.undo({ step, withDependents }, now(by)));
}

/** Puts a step into force again; where it was a constraint, detects anew. */
export function redoStep(workbench: Workbench, { step, ...by }: RedoRequest): Taken {
  return taken(workbench, () => workbench.casebook.redo({ step }, now(by)));
}

/** Entries of the journal, newest first. */
export const casebookSteps = ({ casebook }: Workbench, query: StepsQuery): { rows: StepRow[]; total: number } =>
  stepRows(casebook.state, query);

/** Reads the journal again and checks its chain; refuses a damaged one (JOURNAL_DAMAGED). */
export const verifyJournal = ({ casebook }: Workbench): JournalCheck => casebook.check();

/** New entries as they come, beginning after a known one. */
export async function* watchSteps(
  { casebook }: Workbench,
  { after = casebook.state.steps.length }: { readonly after?: number | undefined },
  signal?: AbortSignal,
): AsyncGenerator<StepRow> {
  for await (const step of casebook.watch(after, signal)) yield stepRow(casebook.state, step);
}

/** A saved list with its text (NOT_IN_JOURNAL). */
export function savedList({ casebook }: Workbench, name: string): SavedList {
  const list = casebook.state.content.lists.get(name);
  if (!list) throw new IolausError('NOT_IN_JOURNAL', { what: 'list', id: name });
  return { ...saidBy(list), name, text: list.command.text };
}

/** The casebook as it stands on the present branch. */
export function casebookView(workbench: Workbench, { author }: { readonly author?: string | undefined }): CasebookView {
  const { state } = workbench.casebook;
  const { content, history, seen, steps } = state;
  const about = aboutIn(workbench);
  return {
    seq: steps.length,
    branch: history.current,
    ...movesOf(state, author),
    verdicts: verdictsNow(workbench),
    notes: newestFirst(content.notes).map((note) => ({ ...about(note), text: note.command.text })),
    views: newestFirst(content.views).map((view) => ({
      ...saidBy(view),
      name: view.command.name,
      href: view.command.href,
      asks: view.command.asks ?? [],
    })),
    lists: newestFirst(content.lists).map((list) => ({
      ...saidBy(list),
      name: list.command.name,
      lines: linesOf(list.command.text),
    })),
    takes: newestFirst(content.takes).map(about),
    watched: newestFirst(content.watched).map(about),
    names: newestFirst(content.names).map((each) => ({ ...about(each), name: each.command.name })),
    branches: branchesOf(workbench),
    checkpoints: newestFirst(content.checkpoints).map((each) => ({ ...saidBy(each), name: each.command.name })),
    seen: Array.from(
      seen,
      ([
        who,
        {
          atMs,
          command: { snapshot, networks },
        },
      ]) => ({
        author: who,
        atMs,
        snapshot,
        networks,
      }),
    ),
  };
}

/** Verdicts, newest first. One that was taken back hides those before it that speak of the same network by now. */
export function verdictsNow(workbench: Workbench): CasebookView['verdicts'] {
  const said = newestFirst(workbench.casebook.state.content.verdicts);
  const about = aboutIn(workbench);
  const takenBack = new Set<string>();
  return said.flatMap((each) => {
    const { verdict, text = null } = each.command;
    const row = about(each);
    if (row.network !== null && takenBack.has(row.network)) return [];
    if (verdict !== 'none') return [{ ...row, verdict, text }];
    if (row.network !== null) takenBack.add(row.network);
    return [];
  });
}

function branchesOf({ casebook }: Workbench): CasebookView['branches'] {
  const { history } = casebook.state;
  return Array.from(history.branches.values(), (branch) => ({
    name: branch.name,
    isCurrent: branch.name === history.current,
    steps: casebook.stepsOn(branch.name),
    from: branch.from,
    madeMs: branch.madeMs,
  })).reverse();
}

/** Runs something that may change which constraints are in force, and detects anew where it did. */
function taken(workbench: Workbench, work: () => Step): Taken {
  const { casebook } = workbench;
  const held = (): string =>
    casebook
      .activeConstraints()
      .map(({ id }) => id)
      .join();
  const before = held();
  const step = work();
  return { step: stepRow(casebook.state, step), job: held() === before ? null : startDetection(workbench) };
}

/** A command with what the journal must know of it: networks by their members, as well as by number. */
function additionOf(workbench: Workbench, command: Command): Addition {
  if (command.verb === 'constrain') return { ...command, anchors: anchorsOfRule(workbench, command.rule) };
  if (command.verb === 'take' || command.verb === 'release')
    return { ...command, subject: heldSubject(workbench, command.subject, 'takes') };
  if (command.verb === 'watch-network' || command.verb === 'unwatch-network')
    return { ...command, subject: heldSubject(workbench, command.subject, 'watched') };
  if (command.verb === 'name-network' || command.verb === 'unname-network')
    return { ...command, subject: heldSubject(workbench, command.subject, 'names') };
  if (command.verb === 'verdict' && command.subject.on === 'network') {
    if (command.verdict === 'confirmed') refuseOpenQuestions(workbench.snapshot(), command.subject.id);
    return { ...command, subject: networkSubject(workbench.snapshot(), command.subject.id) };
  }
  if (command.verb === 'note' && command.subject.on === 'network')
    return { ...command, subject: networkSubject(workbench.snapshot(), command.subject.id) };
  return command;
}

/** A network that is taken, watched or named is so under whatever number it has by now; what is let go may be gone. */
function heldSubject(workbench: Workbench, subject: NetworkSubject, by: 'takes' | 'watched' | 'names'): NetworkSubject {
  const snapshot = workbench.snapshot();
  const held = [...workbench.casebook.state.content[by].values()].map(({ command }) => command.subject);
  const same = held.find((each) => each.id === subject.id && networkNow(snapshot, each) === null);
  if (same) return same;
  const asked = networkSubject(snapshot, subject.id);
  return held.find((each) => networkNow(snapshot, each) === asked.id) ?? asked;
}

const now = (by: Omit<By, 'atMs'>): By => ({ ...by, atMs: Date.now() });

const newestFirst = <T extends { readonly seq: number }>(held: ReadonlyMap<string, T>): T[] =>
  Array.from(held.values()).sort((a, b) => b.seq - a.seq);

const saidBy = ({
  id,
  author,
  atMs,
}: Pick<Step, 'id' | 'author' | 'atMs'>): { step: string; author: string | null; atMs: number } => ({
  step: id,
  author: author ?? null,
  atMs,
});

/** Who said it, of what, and which network that is now; before the first detection there is none. */
function aboutIn(workbench: Workbench) {
  const snapshot = workbench.hasSnapshot ? workbench.snapshot() : undefined;
  return (said: Pick<Step, 'id' | 'author' | 'atMs'> & { readonly command: { readonly subject: Subject } }) => {
    const { subject } = said.command;
    return { ...saidBy(said), subject, network: snapshot ? networkNow(snapshot, subject) : null };
  };
}
