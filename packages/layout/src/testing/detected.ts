import { INDICATOR_KINDS, type AccountTable, type DetectedNetwork, type SightingTable } from '@iolaus/contracts';

/** Sightings of accounts a … by number; `pairs` are account, indicator. Indicators are cards. */
export function sightingTable(
  accounts: number,
  indicators: number,
  pairs: readonly (readonly [number, number])[],
): SightingTable {
  const none = new Float64Array(pairs.length).fill(Number.NaN);
  return {
    accounts: Array.from({ length: accounts }, (_, at) => `acct_${at}`),
    kinds: INDICATOR_KINDS,
    indicatorKind: new Uint8Array(indicators),
    indicatorValue: Array.from({ length: indicators }, (_, at) => `card_${at}`),
    indicatorText: Array.from({ length: indicators }, () => undefined),
    indicatorClass: new Uint8Array(indicators),
    account: Uint32Array.from(pairs, ([account]) => account),
    indicator: Uint32Array.from(pairs, ([, indicator]) => indicator),
    count: new Uint32Array(pairs.length).fill(1),
    firstMs: none,
    lastMs: none,
    dump: new Uint16Array(pairs.length),
    ordinal: new Uint32Array(pairs.length).fill(1),
    dumps: ['d'.repeat(64)],
  };
}

/** Accounts of whom nothing is known but their exchanges. */
export function accountTable(exchanges: readonly number[]): AccountTable {
  const unknown = new Float64Array(exchanges.length).fill(Number.NaN);
  const none = exchanges.map(() => undefined);
  return {
    createdMs: unknown,
    exchanges: Float64Array.from(exchanges),
    firstMs: unknown,
    lastMs: unknown,
    organisation: new Int32Array(exchanges.length).fill(-1),
    organisations: [],
    isVerified: new Uint8Array(exchanges.length),
    programme: none,
    status: none,
    bannedMs: unknown,
    emailDomain: none,
    country: none,
  };
}

/** A network of these account numbers in communities; `core` are its indicators with their bits, `homes` the communities that they belong to. */
export function detectedNetwork(of: {
  readonly members: readonly (readonly [account: number, community: number])[];
  readonly core: readonly (readonly [indicator: number, bits: number])[];
  readonly homes: readonly (readonly number[])[];
}): DetectedNetwork {
  const count = of.members.length;
  return {
    record: {
      id: 'N-0001',
      name: 'Heron',
      tier: 'act',
      score: 1,
      probability: null,
      q: 0.01,
      withinStrata: { meetings: 0, expected: 0, p: 1 },
      strength: 9,
      strengthByFamily: {},
      barBits: 6,
      lineage: { generation: 1, predecessors: [], event: 'born', certainty: null, bits: null, signals: [] },
      accounts: count,
      banned: 0,
      exchanges: 0,
      communities: of.homes.length,
      firstMs: null,
      lastMs: null,
      heldBy: {},
      core: [],
      points: [],
      hypotheses: [],
      fragility: [],
      bridges: [],
      reasons: [],
    },
    members: {
      account: Uint32Array.from(of.members, ([account]) => account),
      bits: Float32Array.from(of.members, (_, at) => 20 - at),
      bitsByFamily: new Float32Array(count * 6),
      community: Uint16Array.from(of.members, ([, community]) => community),
      timingZ: new Float32Array(count).fill(Number.NaN),
      contested: new Int32Array(count).fill(-1),
      campaignUses: new Float64Array(count),
      uses: new Float64Array(count),
    },
    communities: of.homes.map((indicators, c) => ({
      label: `A-0${c + 1}`,
      accounts: of.members.filter(([, community]) => community === c).length,
      exchanges: 10,
      indicators: Uint32Array.from(indicators),
      bits: 9,
      heldBy: { payment: 1 },
      holdsTogether: '1 card',
    })),
    core: Uint32Array.from(of.core, ([indicator]) => indicator),
    coreBits: Float32Array.from(of.core, ([, bits]) => bits),
  };
}
