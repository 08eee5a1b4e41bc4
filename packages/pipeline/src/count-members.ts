import type { DetectedNetwork, LakeTables, NetworkView } from '@iolaus/contracts';

/** Who holds what, by indicator number. */
export interface MemberCounts {
  /** For each network: members that hold each indicator that any of them holds. */
  readonly held: readonly ReadonlyMap<number, number>[];
  /** Accounts that hold each indicator. */
  readonly reach: Uint32Array;
}

/** Counts who holds what, in one pass over the sightings: a pair stands there once. */
export function countMembers({ sightings }: LakeTables, networks: readonly DetectedNetwork[]): MemberCounts {
  const network = networkOfAccounts(networks, sightings.accounts.length);
  const held = networks.map(() => new Map<number, number>());
  const reach = new Uint32Array(sightings.indicatorValue.length);
  const { account, indicator } = sightings;
  for (let row = 0; row < indicator.length; row++) {
    const e = indicator[row]!;
    reach[e]!++;
    const at = network[account[row]!]!;
    if (at >= 0) held[at]!.set(e, (held[at]!.get(e) ?? 0) + 1);
  }
  return { held, reach };
}

/** For each network: its core indicators by kind, and the members that hold at least one of them. */
export function countKinds(
  { sightings }: LakeTables,
  networks: readonly DetectedNetwork[],
): NetworkView['kindCounts'][] {
  const { indicatorKind, kinds } = sightings;
  const network = networkOfAccounts(networks, sightings.accounts.length);
  const core = networks.map((each) => new Set(each.core));
  const holders = networks.map((each) => kindsOf(each, indicatorKind));
  const { account, indicator } = sightings;
  for (let row = 0; row < indicator.length; row++) {
    const a = account[row]!;
    const at = network[a]!;
    const e = indicator[row]!;
    if (at >= 0 && core[at]!.has(e)) holders[at]!.get(indicatorKind[e]!)!.accounts.add(a);
  }
  return holders.map((byKind) =>
    [...byKind].map(([kind, { indicators, accounts }]) => ({
      kind: kinds[kind]!.kind,
      members: accounts.size,
      indicators,
    })),
  );
}

function kindsOf(
  { core }: DetectedNetwork,
  indicatorKind: Uint8Array,
): Map<number, { indicators: number; readonly accounts: Set<number> }> {
  const byKind = new Map<number, { indicators: number; readonly accounts: Set<number> }>();
  for (const e of core) {
    const found = byKind.get(indicatorKind[e]!) ?? { indicators: 0, accounts: new Set<number>() };
    found.indicators++;
    byKind.set(indicatorKind[e]!, found);
  }
  return byKind;
}

/** The place of each account's network among the detection's, −1 for none. */
export function networkOfAccounts(networks: readonly DetectedNetwork[], accounts: number): Int32Array {
  const network = new Int32Array(accounts).fill(-1);
  networks.forEach(({ members }, at) => members.account.forEach((a) => (network[a] = at)));
  return network;
}
