import type { Command, Job, StepRow } from '@iolaus/contracts';
import { api, queries, queryClient, refusalOf } from '../../api/client.js';
import { useSteps } from '../../shell/steps.js';
import { byAuthor } from './author.js';
import { openDialog } from './dialogs.js';
import { followDetection } from './followed-detection.js';
import { idle, inTurn } from './in-turn.js';
import { actOfSteps, type Act } from './moves.js';
import { tellRefusal } from './quiet-notes.js';
import { casebookNow, refreshCasebook } from './use-casebook.js';

/** Commands that belong together, and how the steps of this tab name them. */
export interface Saying {
  readonly commands: readonly Command[];
  readonly name: string;
  /** Number of the last entry that its author had seen; without it what this tab read last. */
  readonly basedOn?: number | undefined;
  /** Address that shows what they are about. */
  readonly look?: string | undefined;
  /** How to take them back; without it their steps are undone. */
  readonly act?: ((rows: readonly StepRow[]) => Act | undefined) | undefined;
}

/** What came of it: all is on record, or some was refused and is left. */
export type Outcome =
  | { readonly kind: 'done'; readonly rows: readonly StepRow[] }
  | { readonly kind: 'refused'; readonly error: unknown; readonly left: readonly Command[] };

const own = new Set<string>();

/** Whether this page made an entry; waits for what is under way. */
export async function isOwn(id: string): Promise<boolean> {
  await idle();
  return own.has(id);
}

/** Keeps in mind that this page made an entry, and follows the detection that it brought about. */
export function tookStep({ step, job }: { readonly step: StepRow; readonly job: Job | null }): StepRow {
  own.add(step.id);
  if (job) {
    followDetection(job);
    void queryClient.invalidateQueries({ queryKey: queries.constraints.key() });
  }
  return step;
}

/** Puts commands on record, one after the other; what is done is a step of this tab. */
export function say({ commands, name, basedOn = casebookNow()?.seq, act }: Saying): Promise<Outcome> {
  return inTurn(async () => {
    const rows: StepRow[] = [];
    try {
      for (const command of commands)
        rows.push(
          tookStep(await api.casebook.run({ command, ...byAuthor(), ...(basedOn !== undefined && { basedOn }) })),
        );
      return { kind: 'done', rows } as const;
    } catch (error) {
      return { kind: 'refused', error, left: commands.slice(rows.length) } as const;
    } finally {
      await refreshCasebook();
      const done = act ? act(rows) : actOfSteps(rows.map(({ id }) => id));
      if (rows.length > 0 && done) useSteps.getState().did(name, done);
    }
  });
}

/** The same; where somebody else spoke meanwhile it asks, and says any other refusal over the screen. */
export async function sayOrAsk(saying: Saying): Promise<Outcome> {
  const outcome = await say(saying);
  if (outcome.kind === 'refused' && !askClash(saying, outcome)) tellRefusal(outcome.error);
  return outcome;
}

/** Opens the dialog about somebody else's word; false where the refusal is another one. */
export function askClash(saying: Saying, { error, left }: Extract<Outcome, { kind: 'refused' }>): boolean {
  const { code, sentence } = refusalOf(error);
  if (code !== 'STEP_CONFLICT') return false;
  // What is shown now is what "all the same" is said after.
  const basedOn = casebookNow()?.seq;
  openDialog({
    kind: 'clash',
    clash: {
      sentence,
      mine: saying.name,
      look: saying.look,
      again: () => void sayOrAsk({ ...saying, commands: left, basedOn }),
    },
  });
  return true;
}
