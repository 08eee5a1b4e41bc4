import type { EventTable, LakeTables } from '@iolaus/contracts';
import { MOST_TURNS_BITS } from './alternation.js';
import type { Cluster } from './clusters.js';
import type { Communities } from './communities.js';
import { alternationOfNetwork } from './network-alternation.js';

/** Reads the exchanges of accounts one by one, numbered by their places in the list; `most` of each, the first in time. */
export type ReadEvents = (accounts: readonly string[], options: { readonly most: number }) => Promise<EventTable>;

/** Exchanges that are read of one account. */
export const TURNS_PER_ACCOUNT = 2000;
/** Largest network whose order is read for the score; of larger ones it is read when somebody looks. */
const MOST_ACCOUNTS = 400;
/** Least members, below which nobody can be said to take turns. */
const LEAST_ACCOUNTS = 10;

/** Accounts of a network that take turns, and the points for it. */
export interface Turns {
  readonly accounts: number;
  readonly bits: number;
}

/**
 * Looks for turns (research part 2, section 3) in small networks that the rest of the evidence leaves below Act: the order of exchanges is read from the lake for those alone. Gives undefined
 * for networks that were not looked at, or where nothing was found.
 */
export async function findTurns(
  tables: LakeTables,
  parts: readonly { readonly cluster: Cluster; readonly communities: Communities; readonly score: number }[],
  readEvents: ReadEvents,
): Promise<(Turns | undefined)[]> {
  const isOpen = parts.map(
    ({ cluster: { members }, score }) =>
      // No more could bring it to Act.
      score <= 0 && score > -MOST_TURNS_BITS && members.length >= LEAST_ACCOUNTS && members.length <= MOST_ACCOUNTS,
  );
  const accounts = Uint32Array.from(
    new Set(parts.flatMap(({ cluster }, at) => (isOpen[at] ? Array.from(cluster.members) : []))),
  ).sort();
  if (accounts.length === 0) return parts.map(() => undefined);
  const events = await readEvents(
    Array.from(accounts, (a) => tables.sightings.accounts[a]),
    { most: TURNS_PER_ACCOUNT },
  );
  const place = new Map(Array.from(accounts, (a, at) => [a, at] as const));
  return parts.map(({ cluster, communities }, at) => {
    if (!isOpen[at]) return undefined;
    const members = {
      account: Uint32Array.from(cluster.members, (a) => place.get(a)!),
      community: communities.ofMember,
    };
    const call = alternationOfNetwork(members, events, { mostPerAccount: TURNS_PER_ACCOUNT });
    return call.kind === 'found' ? { accounts: call.kept.length, bits: call.bits } : undefined;
  });
}
