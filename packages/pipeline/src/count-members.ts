import type { DetectedNetwork, LakeTables, NetworkView } from '@iolaus/contracts';

/** Who holds what, by indicator number. */
export interface MemberCounts {
  /** For each network: members that hold each indicator that any of them holds. */
  readonly held: readonly ReadonlyMap<number, number>[];
  /** Accounts that hold each indicator. */
  readonly reach: Uint32Array;
}

/** Counts who holds what; cost: one look at the reach of each indicator, and at all that members hold. */
export function countMembers({ sightings }: LakeTables, networks: readonly DetectedNetwork[]): MemberCounts {
  const { indicator } = sightings;
  const reach = new Uint32Array(sightings.indicatorValue.length);
  for (const e of indicator) reach[e]!++;
  const start = rowsByAccount(sightings);
  const count = new Uint32Array(reach.length);
  const held = networks.map(({ members }) => {
    const seen: number[] = [];
    for (const a of members.account)
      for (let row = start[a]!; row < start[a + 1]!; row++)
        if (count[indicator[row]!]!++ === 0) seen.push(indicator[row]!);
    const counts = new Map(seen.map((e) => [e, count[e]!]));
    for (const e of seen) count[e] = 0;
    return counts;
  });
  return { held, reach };
}

/** First row of each account, and the number of rows: sightings are sorted by account. */
function rowsByAccount({ account, accounts }: LakeTables['sightings']): Uint32Array {
  const start = new Uint32Array(accounts.length + 1);
  for (const a of account) start[a + 1]!++;
  for (let a = 0; a < accounts.length; a++) start[a + 1]! += start[a]!;
  return start;
}

/** For each network: its core indicators by kind, and the members that hold at least one of them. */
export function countKinds(
  { sightings }: LakeTables,
  networks: readonly DetectedNetwork[],
): NetworkView['kindCounts'][] {
  const { indicatorKind, indicator, kinds } = sightings;
  const start = rowsByAccount(sightings);
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
      for (let row = start[a]!; row < start[a + 1]!; row++) {
        const kind = indicatorKind[indicator[row]!]!;
        if (isCore[indicator[row]!] === 0 || last[kind] === a) continue;
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
