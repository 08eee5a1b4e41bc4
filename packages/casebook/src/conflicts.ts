import { IolausError, type RecordedCommand, type Step } from '@iolaus/contracts';
import { subjectKey } from './content.js';
import { seqOf } from './entry.js';
import { isMark, isStepCommand } from './history.js';
import { stepName, subjectsOf } from './step-name.js';

/** Who asks, and the number of the last entry that they had seen. */
interface Seen {
  readonly author?: string | undefined;
  readonly basedOn?: number | undefined;
}

/** Refuses a command whose author had not seen what somebody else did later to the same thing (STEP_CONFLICT, with that step). Without `basedOn` nothing is refused. */
export function refuseConflict(steps: readonly Step[], command: RecordedCommand, { author, basedOn }: Seen): void {
  if (basedOn === undefined) return;
  const scope = overwrittenBy(command);
  if (scope === undefined) return;
  const find = findIn(steps);
  const other = steps
    .slice(basedOn)
    .find(
      (step) =>
        isOfAnother(step, author) && touchedBy(step, find).some((key) => scope === 'all' || scope.includes(key)),
    );
  if (other) throw conflictWith(other, find);
}

/** Refuses to move entries that somebody else made and the author had not seen (STEP_CONFLICT, with the first of them). */
export function refuseUnseen(steps: readonly Step[], moved: readonly string[], { author, basedOn }: Seen): void {
  if (basedOn === undefined) return;
  const find = findIn(steps);
  const other = moved.map(find).find((step) => step && step.seq > basedOn && isOfAnother(step, author));
  if (other) throw conflictWith(other, find);
}

type Find = (id: string) => Step | undefined;

const findIn =
  (steps: readonly Step[]): Find =>
  (id) =>
    steps[seqOf(id) - 1];

function conflictWith(step: Step, find: Find): IolausError {
  const author = step.author ?? 'somebody who gave no name';
  return new IolausError('STEP_CONFLICT', { id: step.id, author, name: stepName(step, find) });
}

/** Two who both gave no name may be two: what came after the last thing seen is then another's. */
const isOfAnother = (step: Step, author: string | undefined): boolean => author === undefined || step.author !== author;

/** Verbs that write over what was said of the same thing; a note only adds to it. */
const OVERWRITING: ReadonlySet<RecordedCommand['verb']> = new Set([
  'verdict',
  'verdicts',
  'constrain',
  'save-view',
  'remove-view',
  'save-list',
  'remove-list',
  'name-network',
  'unname-network',
] as const);

/** What a command would write over: some things, `all` that is in force, or nothing. */
function overwrittenBy(command: RecordedCommand): readonly string[] | 'all' | undefined {
  if (OVERWRITING.has(command.verb)) return keysOf(command);
  const isElsewhere = command.verb === 'go-back' || command.verb === 'switch';
  return isElsewhere || (command.verb === 'branch' && command.from !== undefined) ? 'all' : undefined;
}

/** The things that an entry says something of, or no more. */
function touchedBy({ command }: Step, find: Find): string[] {
  if ('out' in command)
    return [...command.out, ...command.in].flatMap((id) => find(id) ?? []).flatMap((step) => touchedBy(step, find));
  if (!isStepCommand(command)) return isMark(command) ? [] : ['the branch'];
  const keys = keysOf(command);
  return keys.length > 0 ? keys : ['no subject'];
}

function keysOf(command: RecordedCommand): string[] {
  if (command.verb === 'save-view' || command.verb === 'remove-view') return [`view ${command.name}`];
  if (command.verb === 'save-list' || command.verb === 'remove-list') return [`list ${command.name}`];
  return subjectsOf(command).map(subjectKey);
}
