import type { DetectedNetwork, LakeTables, NetworkView } from '@iolaus/contracts';
import { heldOf } from '@iolaus/layout';

/** Who holds what, by indicator number. */
export interface MemberCounts {
  /** For each network: members that hold each indicator that any of them holds. */
  readonly held: readonly ReadonlyMap<number, number>[];
  /** Accounts that hold each indicator. */
  readonly reach: Uint32Array;
}

/** Counts who holds what; cost: one look at all that members hold. */
export function countMembers({ sightings }: LakeTables, networks: readonly DetectedNetwork[]): MemberCounts {
  const { start, ofAccount, reach } = heldOf(sightings);
  const count = new Uint32Array(reach.length);
  const held = networks.map(({ members }) => {
    const seen: number[] = [];
    for (const a of members.account)
      for (let at = start[a]!; at < start[a + 1]!; at++) if (count[ofAccount[at]!]!++ === 0) seen.push(ofAccount[at]!);
    const counts = new Map(seen.map((e) => [e, count[e]!]));
    for (const e of seen) count[e] = 0;
    return counts;
  });
  return { held, reach };
}

/** For each network: its core indicators by kind, and the members that hold at least one of them. */
export function countKinds(
  { sightings }: LakeTables,
  networks: readonly DetectedNetwork[],
): NetworkView['kindCounts'][] {
  const { indicatorKind, kinds } = sightings;
  const { start, ofAccount } = heldOf(sightings);
  const isCore = new Uint8Array(indicatorKind.length);
  return networks.map(({ core, members }) => {
    const indicators = kinds.map(() => 0);
    for (const e of core) {
      indicators[indicatorKind[e]!]!++;
      isCore[e] = 1;
    }
    const holders = kinds.map(() => 0);
    const last = kinds.map(() => -1);
    for (const a of members.account)
      for (let at = start[a]!; at < start[a + 1]!; at++) {
        const kind = indicatorKind[ofAccount[at]!]!;
        if (isCore[ofAccount[at]!] === 0 || last[kind] === a) continue;
        last[kind] = a;
        holders[kind]!++;
      }
    const inOrder = [...new Set(Array.from(core, (e) => indicatorKind[e]!))];
    for (const e of core) isCore[e] = 0;
    return inOrder.map((kind) => ({
      kind: kinds[kind]!.kind,
      members: holders[kind]!,
      indicators: indicators[kind]!,
    }));
  });
}

/** The place of each account's network among the detection's, −1 for none. */
export function networkOfAccounts(networks: readonly DetectedNetwork[], accounts: number): Int32Array {
  const network = new Int32Array(accounts).fill(-1);
  networks.forEach(({ members }, at) => members.account.forEach((a) => (network[a] = at)));
  return network;
}
