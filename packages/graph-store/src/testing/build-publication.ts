import type { LakeTables, NetworkRecord } from '@iolaus/contracts';
import type { Publication, PublishedNetwork } from '../publication.js';

/** A network of the named accounts around the named indicators (kind:value), ten bits each, bar fifteen. */
export interface BuiltNetwork {
  readonly id: string;
  readonly name: string;
  readonly members: readonly string[];
  readonly core: readonly string[];
}

/** A publication of such networks. */
export function buildPublication(
  { sightings }: LakeTables,
  snapshotId: string,
  networks: readonly BuiltNetwork[],
): Publication {
  return { snapshotId, createdMs: 5, kinds: sightings.kinds, networks: networks.map(networkOf) };
}

function networkOf({ id, name, members, core }: BuiltNetwork): PublishedNetwork {
  return {
    record: recordOf(id, name, members.length),
    members: {
      ids: members,
      bits: Float32Array.from(members, (_, index) => 40 - index),
      community: new Uint16Array(members.length),
    },
    communities: [
      { label: 'A-01', accounts: members.length, exchanges: 1, bits: 30, heldBy: {}, holdsTogether: '1 card' },
    ],
    core: core.map((key) => ({ kind: key.split(':', 1)[0]!, value: key.slice(key.indexOf(':') + 1), bits: 10 })),
  };
}

function recordOf(id: string, name: string, accounts: number): NetworkRecord {
  return {
    id,
    name,
    tier: 'act',
    score: 9,
    probability: null,
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
