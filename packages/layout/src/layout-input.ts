import { type AccountTable, type DetectedNetwork, type FamilyBits, type SightingTable } from '@iolaus/contracts';

/** A network as the layout sees it: members by number, their communities, and what they hold. */
export interface LayoutInput {
  readonly network: string;
  readonly members: number;
  readonly accountIds: readonly string[];
  readonly community: Uint16Array;
  readonly bits: Float32Array;
  readonly exchanges: Float64Array;
  readonly communities: readonly LayoutCommunity[];
  /** Indicators that are drawn; community 65535 = of the whole network. */
  readonly indicators: readonly LayoutIndicator[];
}

/** What a disc says of its community. */
export interface LayoutCommunity {
  readonly label: string;
  readonly accounts: number;
  readonly exchanges: number;
  readonly bits: number;
  readonly heldBy: FamilyBits;
  readonly holdsTogether: string;
}

/** An indicator with the members that hold it, ascending. */
export interface LayoutIndicator {
  readonly kind: string;
  readonly value: string;
  readonly reach: number;
  readonly bits: number;
  readonly community: number;
  readonly holders: Uint32Array;
}

/** Most indicators that a frame carries; the most telling ones are kept, whole communities first. */
export const MOST_INDICATORS = 4000;

/** Gathers what the layout needs out of a detected network. Members are numbered as in its member columns, best first. */
export function layoutInputOf(network: DetectedNetwork, sightings: SightingTable, accounts: AccountTable): LayoutInput {
  const row = new Map<number, number>();
  network.members.account.forEach((a, at) => row.set(a, at));
  const homes = new Map<number, number>();
  network.communities.forEach((community, c) => community.indicators.forEach((e) => homes.set(e, c)));
  const position = new Map<number, number>();
  network.core.forEach((e, k) => position.set(e, k));
  const holders = Array.from(network.core, (): number[] => []);
  const { start, ofAccount, reach } = heldOf(sightings);
  for (const [a, member] of row) {
    for (let at = start[a]; at < start[a + 1]; at++) {
      const k = position.get(ofAccount[at]);
      if (k !== undefined) holders[k].push(member);
    }
  }
  const indicators = Array.from(network.core, (e, k): LayoutIndicator => ({
    kind: sightings.kinds[sightings.indicatorKind[e]].kind,
    value: sightings.indicatorValue[e],
    reach: reach[e],
    bits: network.coreBits[k],
    community: homes.get(e) ?? 65535,
    holders: Uint32Array.from(holders[k]).sort(),
  }));
  return {
    network: network.record.id,
    members: network.members.account.length,
    accountIds: Array.from(network.members.account, (a) => sightings.accounts[a]),
    community: network.members.community,
    bits: network.members.bits,
    exchanges: Float64Array.from(network.members.account, (a) => accounts.exchanges[a]),
    communities: network.communities.map(({ label, accounts: size, exchanges, bits, heldBy, holdsTogether }) => ({
      label,
      accounts: size,
      exchanges,
      bits,
      heldBy,
      holdsTogether,
    })),
    indicators: indicators.slice(0, MOST_INDICATORS),
  };
}

/** Who holds what, by account. */
export interface Held {
  /** Indicators of account a: `ofAccount[start[a] … start[a+1]−1]`. */
  readonly start: Uint32Array;
  readonly ofAccount: Uint32Array;
  /** Accounts of each indicator. */
  readonly reach: Uint32Array;
}

const heldBy = new WeakMap<SightingTable, Held>();

/** Who holds what, counted once for all networks of a table: hundreds of them are laid out. */
export function heldOf(sightings: SightingTable): Held {
  const known = heldBy.get(sightings);
  if (known) return known;
  const start = new Uint32Array(sightings.accounts.length + 1);
  const reach = new Uint32Array(sightings.indicatorValue.length);
  for (const a of sightings.account) start[a + 1]++;
  for (const e of sightings.indicator) reach[e]++;
  for (let a = 0; a < sightings.accounts.length; a++) start[a + 1] += start[a];
  const next = start.slice(0, -1);
  const ofAccount = new Uint32Array(sightings.indicator.length);
  sightings.indicator.forEach((e, at) => (ofAccount[next[sightings.account[at]]++] = e));
  const held = { start, ofAccount, reach };
  heldBy.set(sightings, held);
  return held;
}
