import { IolausError, type NetworkSubject, type Subject } from '@iolaus/contracts';
import type { Snapshot } from '../snapshot.js';
import { findNetwork } from './networks.js';

/** Members by which a network is known again when it has another number. */
const ANCHORS = 5;

/** The strongest members of a network; refuses an unknown one (NOT_FOUND). */
export const anchorsOf = (snapshot: Snapshot, id: string): string[] =>
  findNetwork(snapshot, id).members.ids.slice(0, ANCHORS);

/** A network as a subject, by its own id and with its anchors; refuses an unknown one (NOT_FOUND). */
export function networkSubject(snapshot: Snapshot, id: string): NetworkSubject {
  return { on: 'network', id: findNetwork(snapshot, id).record.id, anchors: anchorsOf(snapshot, id) };
}

/** Refuses to confirm a network while it could be innocent: a hypothesis has no answer yet (QUESTIONS_OPEN, with what to answer). */
export function refuseOpenQuestions(snapshot: Snapshot, id: string): void {
  const { record } = findNetwork(snapshot, id);
  const open = record.hypotheses.filter(({ answer }) => answer === 'open');
  if (open.length === 0) return;
  const questions = open.map(({ question, figure }) => `${question}, ${figure}`).join('; ');
  throw new IolausError('QUESTIONS_OPEN', { network: record.id, questions });
}

const homes = new WeakMap<Snapshot, Map<string, string>>();

/** The id that a network has now: that of the one which most of its anchors are in, its own where it is one of several. Null where they are in none, and for what is no network. */
export function networkNow(snapshot: Snapshot, subject: Subject): string | null {
  if (subject.on !== 'network') return null;
  const votes = new Map<string, number>();
  for (const anchor of subject.anchors) {
    const home = homesOf(snapshot).get(anchor);
    if (home !== undefined) votes.set(home, (votes.get(home) ?? 0) + 1);
  }
  const most = Math.max(0, ...votes.values());
  if (most === 0) return null;
  return votes.get(subject.id) === most ? subject.id : [...votes].find(([, count]) => count === most)![0];
}

/** The network of each member; best first, so that the first of equals is the better one. */
function homesOf(snapshot: Snapshot): Map<string, string> {
  const known = homes.get(snapshot);
  if (known) return known;
  const made = new Map(
    snapshot.networks.flatMap(({ record, members }) => members.ids.map((account) => [account, record.id] as const)),
  );
  homes.set(snapshot, made);
  return made;
}
