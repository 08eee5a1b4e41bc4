import { refusalOf } from '../../api/client.js';
import { tell, tellRefusal } from './quiet-notes.js';
import { say, sayOrAsk, type Outcome } from './say.js';
import { networkSubject } from './verdicts.js';
import { withNeededName } from './with-name.js';

const WHY = 'Colleagues see whose a network is.';

/** Takes a network to work on; somebody else's is refused in words. */
export function take(id: string): void {
  withNeededName(WHY, () => void sayOrAsk(taking(id)));
}

/** Gives a network back to the queue. */
export function release(id: string): void {
  void sayOrAsk({
    commands: [{ verb: 'release', subject: networkSubject(id) }],
    name: `Released ${id}`,
    look: `/n/${encodeURIComponent(id)}`,
  });
}

/** Takes the first of these that nobody else has taken meanwhile, and opens it. */
export function takeNext(ids: readonly string[], open: (id: string) => void): void {
  withNeededName(WHY, () => void firstTaken(ids).then((id) => id !== undefined && open(id)));
}

/** Takes the first that can be taken; says over the screen why there is none. */
async function firstTaken(ids: readonly string[]): Promise<string | undefined> {
  for (const id of ids) {
    const outcome = await say(taking(id));
    if (outcome.kind === 'done') return id;
    if (!isTaken(outcome)) {
      tellRefusal(outcome.error);
      return undefined;
    }
  }
  tell({ tone: 'plain', words: 'No open network is left in this list.' });
  return undefined;
}

const taking = (id: string) => ({
  commands: [{ verb: 'take', subject: networkSubject(id) } as const],
  name: `Took ${id}`,
  look: `/n/${encodeURIComponent(id)}`,
});

const isTaken = (outcome: Extract<Outcome, { kind: 'refused' }>): boolean =>
  refusalOf(outcome.error).code === 'NETWORK_TAKEN';
