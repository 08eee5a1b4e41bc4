import type { Turns } from '@iolaus/contracts';
import { counted, number, type NetworkAlternation } from '@iolaus/detect';
import { runTurns } from '../run-turns.js';
import type { Snapshot } from '../snapshot.js';
import type { Workbench } from '../workbench.js';
import { findNetwork } from './networks.js';

/** Exchanges that are read of one account. */
const MOST_PER_ACCOUNT = 4000;

/** By snapshot and network what was said, or is being found out. */
const known = new WeakMap<Snapshot, Map<string, Promise<Turns>>>();

/** Whether the accounts of a network take turns: the order of their exchanges is read from the lake, since no rollup keeps it, once for each snapshot. */
export function networkTurns(workbench: Workbench, id: string): Promise<Turns> {
  const snapshot = workbench.detected();
  const ofSnapshot = known.get(snapshot) ?? new Map<string, Promise<Turns>>();
  known.set(snapshot, ofSnapshot);
  const said = ofSnapshot.get(id) ?? readTurns(workbench, snapshot, id);
  ofSnapshot.set(id, said);
  said.catch(() => ofSnapshot.delete(id));
  return said;
}

async function readTurns(workbench: Workbench, snapshot: Snapshot, id: string): Promise<Turns> {
  const { members, communities } = findNetwork(snapshot, id);
  const events = await workbench.lake.eventsOf(members.ids, { most: MOST_PER_ACCOUNT });
  const call = await runTurns({
    members: { account: Uint32Array.from(members.ids.keys()), community: members.community },
    events,
    options: { mostPerAccount: MOST_PER_ACCOUNT },
  });
  const community = call.community === undefined ? null : communities[call.community]!.label;
  const looked = { community, accounts: call.accounts, events: call.events, eventsTotal: call.eventsTotal };
  if (call.kind === 'too-little')
    return {
      ...looked,
      answer: call.kind,
      sentence: `Too little to say whether accounts take turns: too ${LACKS[call.lacks]}.`,
      kept: 0,
      dispersion: null,
      score: null,
      shiftedScore: null,
      bits: 0,
    };
  return {
    ...looked,
    answer: call.kind,
    sentence: sentenceOf(call, community),
    kept: call.kind === 'found' ? call.kept.length : 0,
    dispersion: call.id,
    score: call.t,
    shiftedScore: call.zSurrogate,
    bits: call.bits,
  };
}

const LACKS = { accounts: 'few accounts', events: 'few exchanges an account', span: 'short a time' } as const;

function sentenceOf(call: Exclude<NetworkAlternation, { kind: 'too-little' }>, community: string | null): string {
  const where = community === null ? 'the network' : `community ${community}`;
  if (call.kind === 'not-found')
    return `No accounts of ${where} take turns: ${number(call.events)} requests of ${counted(call.accounts, 'account')} were read in their order.`;
  return `${counted(call.kept.length, 'account')} of ${where} take turns: their requests follow one another more evenly than chance (dispersion ${call.id.toFixed(2)}, 1 at random), and not when they are shifted by whole days.`;
}
