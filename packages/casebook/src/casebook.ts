import {
  IolausError,
  type Constraint,
  type JournalCheck,
  type RecordedCommand,
  type RedoRequest,
  type Step,
  type UndoRequest,
} from '@iolaus/contracts';
import { refuseConflict, refuseUnseen } from './conflicts.js';
import { refusalOf, type Said } from './content.js';
import { seqOf } from './entry.js';
import { fold, foldNext, type CasebookState } from './fold.js';
import { currentBranch, holds, inForce, isStepCommand } from './history.js';
import { Journal, type Disk } from './journal.js';
import { planGoBack, planRedo, planUndo } from './plan-moves.js';

/** Who asks, when, and what they had seen. */
export interface By {
  readonly author?: string | undefined;
  readonly atMs: number;
  /** Number of the last entry that the author had seen. */
  readonly basedOn?: number | undefined;
}

/** What can be added: steps, marks and branches as they are kept, and a way back to a checkpoint. */
export type Addition =
  | Exclude<RecordedCommand, { out: string[] } | { verb: 'constrain' }>
  | Omit<Extract<RecordedCommand, { verb: 'constrain' }>, 'id'>
  | { readonly verb: 'go-back'; readonly checkpoint: string };

/** The journal of a home with all that follows from it. */
export class Casebook {
  readonly #journal: Journal;
  readonly #listeners = new Set<() => void>();
  #isClosed = false;
  #state: CasebookState;

  /** Opens the journal of a home; see {@link Journal} for what is refused. */
  constructor(file: string, disk?: Disk) {
    this.#journal = new Journal(file, disk);
    this.#state = fold(this.#journal.steps);
  }

  /** All that follows from the entries; valid until the next one. */
  get state(): CasebookState {
    return this.#state;
  }

  /** Adds what somebody asks for; on disk when this returns. Refuses what cannot be said now, with its reason, and what somebody else has spoken of meanwhile (STEP_CONFLICT). */
  run(addition: Addition, by: By): Step {
    const command = this.#recorded(addition);
    refuseConflict(this.#state.steps, command, by);
    this.#refuse(command, by);
    return this.#append(command, by);
  }

  /** Undoes a step; see {@link planUndo}. */
  undo(request: Pick<UndoRequest, 'step'> & { readonly withDependents?: boolean }, by: By): Step {
    const { withDependents = false } = request;
    const plan = planUndo(this.#state, { ...request, author: by.author, withDependents });
    refuseUnseen(this.#state.steps, plan.out, by);
    return this.#append(plan, by);
  }

  /** Puts an undone step into force again; see {@link planRedo}. */
  redo(request: Pick<RedoRequest, 'step'>, by: By): Step {
    const plan = planRedo(this.#state, { ...request, author: by.author });
    refuseUnseen(this.#state.steps, plan.of === null ? plan.in : [plan.of], by);
    return this.#append(plan, by);
  }

  /** Constraints of all branches, oldest first; one that is not in force on the present branch is undone. */
  constraints(): Constraint[] {
    const { steps, history, content } = this.#state;
    const active = new Set(Array.from(content.constraints.values(), ({ seq }) => seq));
    return steps.flatMap(({ command, ...step }) => {
      if (command.verb !== 'constrain') return [];
      const undoneMs = active.has(step.seq) ? null : (history.outMs.get(step.seq) ?? step.atMs);
      return [constraintOf({ ...step, command }, undoneMs)];
    });
  }

  /** Constraints that are in force, oldest first. */
  activeConstraints(): Constraint[] {
    const active = Array.from(this.#state.content.constraints.values()).sort((a, b) => a.seq - b.seq);
    return active.map((said) => constraintOf(said, null));
  }

  /** The step that made a constraint; refuses an unknown one (NOT_FOUND). */
  stepOfConstraint(id: string): Step {
    const step = this.#state.steps.find(({ command }) => command.verb === 'constrain' && command.id === id);
    if (!step) throw new IolausError('NOT_FOUND', { what: 'constraint', id });
    return step;
  }

  /** How many steps are in force on a branch, 0 where there is none of that name. */
  stepsOn(name: string): number {
    const branch = this.#state.history.branches.get(name);
    return branch ? inForce(branch).length : 0;
  }

  /** Reads the file again and checks its chain (JOURNAL_DAMAGED, JOURNAL_CHANGED). */
  check(): JournalCheck {
    return this.#journal.check();
  }

  /** Entries after one with this number, then each new one as it comes, until the signal or the end of the casebook. */
  async *watch(after: number, signal?: AbortSignal): AsyncGenerator<Step> {
    for (let seen = after; ;) {
      if (signal?.aborted || this.#isClosed) return;
      const next = this.#state.steps[seen];
      if (next) {
        seen = next.seq;
        yield next;
      } else await this.#nextEntry(signal);
    }
  }

  /** Lets go of the file; who watches hears no more. */
  close(): void {
    this.#isClosed = true;
    this.#journal.close();
    for (const notify of this.#listeners) notify();
  }

  #recorded(addition: Addition): RecordedCommand {
    if (addition.verb === 'go-back') return planGoBack(this.#state, addition.checkpoint);
    if (addition.verb !== 'constrain') return addition;
    const made = this.#state.steps.filter(({ command }) => command.verb === 'constrain').length;
    return { ...addition, id: `C-${String(made + 1).padStart(4, '0')}` };
  }

  #refuse(command: RecordedCommand, { author }: By): void {
    const { history, content } = this.#state;
    if ((command.verb === 'take' || command.verb === 'seen') && author === undefined)
      throw new IolausError('BAD_INPUT', {
        detail: `to ${command.verb === 'take' ? 'take a network' : 'mark what was seen'}, say who you are`,
      });
    if (isStepCommand(command)) {
      const refusal = refusalOf(content, { command, ...(author !== undefined && { author }) });
      if (refusal) throw refusal;
    }
    if (command.verb === 'branch') {
      if (history.branches.has(command.name))
        throw new IolausError('BAD_INPUT', { detail: `there is a branch ${command.name} already` });
      const { from } = command;
      if (from !== undefined && !holds(currentBranch(history), seqOf(from)))
        throw new IolausError('NOT_IN_JOURNAL', { what: 'step of this branch', id: from });
    }
    if (command.verb === 'switch') {
      if (!history.branches.has(command.branch))
        throw new IolausError('NOT_IN_JOURNAL', { what: 'branch', id: command.branch });
      if (history.current === command.branch)
        throw new IolausError('BAD_INPUT', { detail: `${command.branch} is the present branch` });
    }
  }

  #append(command: RecordedCommand, { author, atMs }: By): Step {
    const branch = this.#state.history.current;
    const step = this.#journal.append({ atMs, branch, command, ...(author !== undefined && { author }) });
    this.#state = foldNext(this.#state, this.#journal.steps);
    for (const notify of this.#listeners) notify();
    return step;
  }

  #nextEntry(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        this.#listeners.delete(done);
        signal?.removeEventListener('abort', done);
        resolve();
      };
      this.#listeners.add(done);
      signal?.addEventListener('abort', done);
    });
  }
}

function constraintOf({ atMs, author, command }: Said<'constrain'>, undoneMs: number | null): Constraint {
  const { id, rule, reason, anchors } = command;
  return { id, rule, reason, ...(author !== undefined && { author }), createdMs: atMs, undoneMs, anchors };
}
