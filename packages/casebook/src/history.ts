import type { RecordedCommand, Step } from '@iolaus/contracts';
import { seqOf } from './entry.js';

/** The branch that every journal begins with. */
export const MAIN = 'main';

/** A step on a branch, and what lies below it. Branches share what they have in common. */
interface Cell {
  readonly seq: number;
  readonly author: string | undefined;
  readonly below: Cell | undefined;
}

/** Steps, and which of them are not in force. */
interface Stand {
  readonly top: Cell | undefined;
  readonly undone: ReadonlySet<number>;
}

/** An undo, or a way back to a checkpoint, that was not reversed yet. */
export interface Move {
  readonly of: string;
  readonly author: string | undefined;
  readonly out: readonly number[];
  readonly in: readonly number[];
}

interface Branch {
  readonly name: string;
  readonly from: string | null;
  readonly madeMs: number | null;
  top: Cell | undefined;
  readonly undone: Set<number>;
  readonly moves: Move[];
  /** What each author moved since their last new step, and how it stood before. */
  readonly runs: Map<string | undefined, Map<number, 'in-force' | 'undone' | 'absent'>>;
}

/** Which steps are in force, on every branch. It follows from the entries alone. */
export interface History {
  readonly branches: Map<string, Branch>;
  current: string;
  /** When a step last went out of force. */
  readonly outMs: Map<number, number>;
  /** The branch that took a step in when it left the one that it was made on. */
  readonly movedTo: Map<number, string>;
  /** What was in force at each checkpoint. */
  readonly checkpoints: Map<number, Stand>;
  readonly authors: Map<number, string | undefined>;
}

const MARKS = ['seen', 'reveal', 'cypher', 'use-points'] as const;
const ACTS = ['undo', 'redo', 'go-back', 'branch', 'switch', ...MARKS] as const;
/** A command that is a step: it can be undone. */
export type StepCommand = Exclude<RecordedCommand, { verb: (typeof ACTS)[number] }>;

/** Whether an entry only notes that something was read, or which points are used: it changes nothing that is said. */
export const isMark = ({ verb }: RecordedCommand): boolean => (MARKS as readonly string[]).includes(verb);

/** Whether an entry is a step, and no act upon steps or mark of a person. */
export const isStepCommand = (command: RecordedCommand): command is StepCommand =>
  !(ACTS as readonly string[]).includes(command.verb);

/** The history of an empty journal. */
export function newHistory(): History {
  return {
    branches: new Map([[MAIN, newBranch({ name: MAIN, from: null, madeMs: null }, { top: undefined, undone: [] })]]),
    current: MAIN,
    outMs: new Map(),
    movedTo: new Map(),
    checkpoints: new Map(),
    authors: new Map(),
  };
}

/** Takes one more entry into a history, which is changed. */
export function advance(history: History, step: Step): void {
  const { command } = step;
  const branch = currentBranch(history);
  history.authors.set(step.seq, step.author);
  if (isStepCommand(command)) addStep(history, branch, step);
  else if (command.verb === 'undo' || command.verb === 'redo' || command.verb === 'go-back')
    moveSteps(history, branch, { ...step, command });
  else if (command.verb === 'switch') goTo(history, command.branch, step.atMs);
  else if (command.verb === 'branch') {
    const upTo = command.from === undefined ? Number.POSITIVE_INFINITY : seqOf(command.from);
    const top = cellAt(branch.top, upTo);
    const undone = [...branch.undone].filter((seq) => seq <= upTo);
    const { name } = command;
    history.branches.set(name, newBranch({ name, from: branch.name, madeMs: step.atMs }, { top, undone }));
    goTo(history, name, step.atMs);
  }
}

/** The branch that steps are added to. */
export function currentBranch(history: History): Branch {
  const branch = history.branches.get(history.current);
  if (!branch) throw new RangeError(`no branch ${history.current}`);
  return branch;
}

/** The numbers of the steps that are in force, ascending. */
export function inForce({ top, undone }: Stand): number[] {
  const found: number[] = [];
  for (let cell = top; cell; cell = cell.below) if (!undone.has(cell.seq)) found.push(cell.seq);
  return found.reverse();
}

/** Whether a branch has a step, in force or undone. */
export const holds = ({ top }: Pick<Stand, 'top'>, seq: number): boolean => cellAt(top, seq)?.seq === seq;

/** The newest step in force, of one author where one is named. */
export function lastInForce({ top, undone }: Stand, author: string | undefined): number | undefined {
  for (let cell = top; cell; cell = cell.below)
    if (!undone.has(cell.seq) && (author === undefined || cell.author === author)) return cell.seq;
  return undefined;
}

function addStep(history: History, branch: Branch, { seq, id, author, command, atMs }: Step): void {
  leaveUndone(history, branch, { id, author, atMs });
  branch.runs.delete(author);
  branch.moves.splice(0, branch.moves.length, ...branch.moves.filter((move) => move.author !== author));
  branch.top = { seq, author, below: branch.top };
  if (command.verb === 'checkpoint') history.checkpoints.set(seq, { top: branch.top, undone: new Set(branch.undone) });
}

/** Steps that an author undid before doing something else stay on a branch of their own, which is as this one was before the undoing. Steps in the middle, with one of theirs in force behind, stay here. */
function leaveUndone(
  history: History,
  branch: Branch,
  by: { readonly id: string; readonly author: string | undefined; readonly atMs: number },
): void {
  const run = branch.runs.get(by.author);
  if (!run) return;
  const last = lastBy(branch, by.author);
  const left = new Set(
    [...run].filter(([seq, was]) => was === 'in-force' && branch.undone.has(seq) && seq > last).map(([seq]) => seq),
  );
  if (left.size === 0) return;
  const name = freeName(history, `${branch.name} before ${by.id}`);
  const undone = new Set(branch.undone);
  for (const [seq, was] of run) undone[was === 'undone' ? 'add' : 'delete'](seq);
  const top = without(branch.top, new Set([...run].flatMap(([seq, was]) => (was === 'absent' ? seq : []))));
  history.branches.set(name, newBranch({ name, from: branch.name, madeMs: by.atMs }, { top, undone }));
  branch.top = without(branch.top, left);
  for (const seq of left) {
    branch.undone.delete(seq);
    history.movedTo.set(seq, name);
  }
}

function lastBy({ top, undone }: Stand, author: string | undefined): number {
  for (let cell = top; cell; cell = cell.below) if (!undone.has(cell.seq) && cell.author === author) return cell.seq;
  return 0;
}

function moveSteps(
  history: History,
  branch: Branch,
  step: Pick<Step, 'id' | 'author' | 'atMs'> & { command: Extract<RecordedCommand, { out: string[] }> },
): void {
  const { command, author, id, atMs } = step;
  const out = command.out.map(seqOf);
  const back = command.in.map(seqOf);
  const run: ReturnType<Branch['runs']['get']> = branch.runs.get(author) ?? new Map();
  branch.runs.set(author, run);
  for (const seq of [...out, ...back]) if (!run.has(seq)) run.set(seq, standOf(branch, seq));
  for (const seq of out) {
    branch.undone.add(seq);
    history.outMs.set(seq, atMs);
  }
  for (const seq of back) {
    branch.undone.delete(seq);
    if (!holds(branch, seq)) branch.top = insert(branch.top, { seq, author: history.authors.get(seq) });
  }
  if (command.verb === 'redo') {
    const at = branch.moves.findIndex(({ of }) => of === command.of);
    if (at >= 0) branch.moves.splice(at, 1);
  } else branch.moves.push({ of: id, author, out, in: back });
}

function standOf(stand: Stand, seq: number): 'in-force' | 'undone' | 'absent' {
  if (!holds(stand, seq)) return 'absent';
  return stand.undone.has(seq) ? 'undone' : 'in-force';
}

function goTo(history: History, name: string, atMs: number): void {
  const before = inForce(currentBranch(history));
  history.current = name;
  const now = new Set(inForce(currentBranch(history)));
  for (const seq of before) if (!now.has(seq)) history.outMs.set(seq, atMs);
}

function newBranch(
  of: Pick<Branch, 'name' | 'from' | 'madeMs'>,
  { top, undone }: { readonly top: Cell | undefined; readonly undone: Iterable<number> },
): Branch {
  return { ...of, top, undone: new Set(undone), moves: [], runs: new Map() };
}

function freeName(history: History, wanted: string): string {
  return history.branches.has(wanted) ? freeName(history, `${wanted}'`) : wanted;
}

/** The newest cell that is not above a number. */
function cellAt(top: Cell | undefined, upTo: number): Cell | undefined {
  let cell = top;
  while (cell && cell.seq > upTo) cell = cell.below;
  return cell;
}

/** The steps without some of them; what lies below the lowest of these is shared. */
function without(top: Cell | undefined, left: ReadonlySet<number>): Cell | undefined {
  if (left.size === 0) return top;
  const lowest = Math.min(...left);
  const kept: Cell[] = [];
  let cell = top;
  for (; cell && cell.seq >= lowest; cell = cell.below) if (!left.has(cell.seq)) kept.push(cell);
  return kept.reduceRight<Cell | undefined>((below, each) => ({ ...each, below }), cell);
}

function insert(top: Cell | undefined, of: Omit<Cell, 'below'>): Cell {
  const above: Cell[] = [];
  let cell = top;
  for (; cell && cell.seq > of.seq; cell = cell.below) above.push(cell);
  return above.reduceRight<Cell>((below, each) => ({ ...each, below }), { ...of, below: cell });
}
