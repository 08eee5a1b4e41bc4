import { FAMILIES, type DetectedNetwork, type Detection, type LakeTables, type NetworkRecord } from '@iolaus/contracts';

/** A detection of one network of the named accounts around the named indicators (kind:value), ten bits each, bar fifteen. */
export function buildDetection(
  tables: LakeTables,
  network: {
    readonly id: string;
    readonly name: string;
    readonly members: readonly string[];
    readonly core: readonly string[];
  },
): Detection {
  return {
    networks: [networkOf(tables, network)],
    parameters: {},
    tested: 1,
    expectedByChance: 0,
    indicatorClass: new Uint8Array(),
    leftOut: {},
    changes: [],
    lastNumber: 1,
    unmet: [],
  };
}

function networkOf(
  { sightings }: LakeTables,
  {
    id,
    name,
    members,
    core,
  }: {
    readonly id: string;
    readonly name: string;
    readonly members: readonly string[];
    readonly core: readonly string[];
  },
): DetectedNetwork {
  const keys = sightings.indicatorValue.map(
    (value, index) => `${sightings.kinds[sightings.indicatorKind[index]!]!.kind}:${value}`,
  );
  return {
    record: recordOf(id, name, members.length),
    members: {
      account: Uint32Array.from(members, (member) => sightings.accounts.indexOf(member)),
      bits: Float32Array.from(members, (_, index) => 40 - index),
      bitsByFamily: new Float32Array(members.length * FAMILIES.length),
      community: new Uint16Array(members.length),
      timingZ: new Float32Array(members.length),
      contested: new Int32Array(members.length).fill(-1),
      campaignUses: new Float64Array(members.length),
      uses: new Float64Array(members.length),
    },
    communities: [
      {
        label: 'A-01',
        accounts: members.length,
        exchanges: 1,
        indicators: new Uint32Array(0),
        bits: 30,
        heldBy: {},
        holdsTogether: '1 card',
      },
    ],
    core: Uint32Array.from(core, (key) => keys.indexOf(key)),
    coreBits: new Float32Array(core.length).fill(10),
  };
}

function recordOf(id: string, name: string, accounts: number): NetworkRecord {
  return {
    id,
    name,
    tier: 'act',
    score: 9,
    q: 1e-6,
    withinStrata: { meetings: 0, expected: 0, p: 1 },
    strength: 30,
    strengthByFamily: {},
    barBits: 15,
    lineage: { generation: 1, predecessors: [], event: 'born', certainty: null, bits: null, signals: [] },
    accounts,
    banned: 0,
    exchanges: 10,
    communities: 1,
    firstMs: null,
    lastMs: null,
    heldBy: {},
    core: [],
    points: [],
    hypotheses: [],
    fragility: [],
    bridges: [],
    reasons: [],
  };
}
