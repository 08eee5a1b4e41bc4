import {
  IolausError,
  type ActivityTable,
  type Detection,
  type LakeTables,
  type NetworksDocument,
  type WorkOptions,
} from '@iolaus/contracts';
import { findClusters, type Cluster } from './clusters.js';
import { findCommunities } from './communities.js';
import { networkFeatures, unmeasuredIn, type Measured } from './features.js';
import { buildIncidence, type Incidence } from './incidence.js';
import { totalsOf, WIDTH } from './membership.js';
import { fingerprintOf, nameAll } from './names.js';
import { assembleNetwork, type Assembled } from './network-record.js';
import { findByLinks, isOneKind, linkLogP } from './one-kind.js';
import { DEFAULT_PARAMETERS, type DetectParameters } from './parameters.js';
import { projectIndicators } from './projection.js';
import { riskPoints, riskScore, tierOf } from './risk.js';
import { networkLogP } from './significance.js';
import { adjust } from './statistics.js';
import { buildActivity, scoreTiming, type Activity } from './timing.js';

/**
 * Finds networks in a lake's tables: indicators that meet more often than chance, their clusters, the accounts that additive bits of at least two families attach to them,
 * communities, timing, significance, risk. Pure and deterministic; progress is reported between stages. Refuses only when cancelled (CANCELLED).
 */
export async function detectNetworks(
  tables: LakeTables,
  options: Partial<DetectParameters> & WorkOptions = {},
): Promise<Detection> {
  const { onProgress, signal, ...knobs } = options;
  const parameters: DetectParameters = { ...DEFAULT_PARAMETERS, ...knobs };
  const stage = async (phase: string, done: number): Promise<void> => {
    onProgress?.({ phase, done, total: 6, unit: 'stages' });
    await new Promise((resolve) => setImmediate(resolve));
    if (signal?.aborted) throw new IolausError('CANCELLED', { done: `${done} of 6 stages` });
  };
  await stage('Weighing indicators', 0);
  const incidence = buildIncidence(tables, parameters);
  await stage('Pairing indicators', 1);
  const oneKind = isOneKind(incidence);
  const projection = oneKind ? undefined : projectIndicators(incidence, tables, parameters);
  await stage('Finding networks', 2);
  const clusters = projection
    ? findClusters(incidence, projection, parameters)
    : findByLinks(incidence, tables, parameters);
  await stage('Comparing activity', 3);
  // Where the times of sightings found the networks, they cannot confirm them too.
  const activity = buildActivity(oneKind ? NO_ACTIVITY : tables.activity, incidence.accounts);
  const unmeasured = unmeasuredIn(oneKind ? { ...tables, activity: NO_ACTIVITY } : tables);
  const logP = oneKind ? linkLogP(incidence, tables) : (cluster: Cluster) => networkLogP(incidence, cluster);
  const parts = clusters.map((cluster) =>
    withTiming(incidence, tables, { cluster, activity, parameters, logP, unmeasured }),
  );
  await stage('Testing significance', 4);
  const ranked = rank(incidence, tables, parts);
  await stage('Writing reasons', 5);
  const positionOf = new Map(ranked.map((each, position) => [each.clusterNumber, position]));
  const networks = ranked.map((each) => assembleNetwork(incidence, tables, { ...each, positionOf }));
  return {
    networks,
    parameters: {
      ...parameters,
      mode: oneKind ? 'one-kind' : 'several-kinds',
      indicatorPairs: projection?.tested ?? 0,
      keptPairs: projection?.kept ?? 0,
    },
    tested: clusters.length,
    expectedByChance: Math.round(clusters.length * parameters.fdr * 10) / 10,
    leftOut: incidence.leftOut,
  };
}

const NO_ACTIVITY: ActivityTable = { account: new Uint32Array(), hour: new Uint32Array(), count: new Uint32Array() };

type Part = Pick<Assembled, 'cluster' | 'communities' | 'timing' | 'features'> & { readonly logP: number };

function withTiming(
  incidence: Incidence,
  tables: LakeTables,
  of: {
    cluster: Cluster;
    activity: Activity;
    parameters: DetectParameters;
    logP: (cluster: Cluster) => number;
    unmeasured: ReadonlySet<Measured>;
  },
): Part {
  const communities = findCommunities(incidence, of.cluster, of.parameters);
  const timing = scoreTiming(of.activity, of.cluster.members, { of: communities.ofMember, count: communities.count });
  const byFamily = Float32Array.from(of.cluster.byFamily);
  timing.bits.forEach((bits, row) => (byFamily[row * WIDTH + WIDTH - 1] = bits));
  const cluster: Cluster = { ...of.cluster, byFamily, total: totalsOf(byFamily) };
  return {
    cluster,
    communities,
    timing,
    features: networkFeatures(incidence, tables, { cluster, communities, timing, unmeasured: of.unmeasured }),
    logP: of.logP(cluster),
  };
}

/** Tier, then score, then size decide the order; ids follow it, names follow the leading indicators. */
function rank(incidence: Incidence, tables: LakeTables, parts: readonly Part[]): Assembled[] {
  const logQ = adjust(parts.map((part) => part.logP));
  const TIER = { act: 0, review: 1, benign: 2 };
  const scored = parts.map((part, at) => {
    const score = riskScore(riskPoints(part.features));
    return {
      ...part,
      clusterNumber: at,
      logQ: logQ[at],
      score,
      place: TIER[tierOf(score, part.features)],
    };
  });
  scored.sort((x, y) => x.place - y.place || harm(y) - harm(x) || x.cluster.members[0] - y.cluster.members[0]);
  const names = nameAll(scored.map((each) => fingerprintOf(leadOf(incidence, tables, each.cluster))));
  return scored.map((each, at) => ({ ...each, id: `N-${String(at + 1).padStart(4, '0')}`, name: names[at] }));
}

/** Expected harm: size and score together. */
function harm(part: { readonly score: number; readonly cluster: Cluster }): number {
  return part.score + Math.log2(part.cluster.members.length) * 2;
}

function leadOf(_: Incidence, tables: LakeTables, cluster: Cluster): string {
  let best = 0;
  cluster.indicators.forEach((__, k) => {
    if (cluster.held[k] * cluster.bits[k] > cluster.held[best] * cluster.bits[best]) best = k;
  });
  return tables.sightings.indicatorValue[cluster.indicators[best]] ?? '';
}

/** The document of `detect --out`: networks best first, with their members. Probability and share stay null until they are calibrated. */
export function toDocument(detection: Detection, tables: LakeTables): NetworksDocument {
  return {
    schema: 'iolaus.networks/1',
    networks: detection.networks.map(({ record, members }) => ({
      ...record,
      members: Array.from(members.account, (a, row) => ({
        account: tables.sightings.accounts[a],
        bits: Math.round(members.bits[row] * 10) / 10,
        probability: null,
        share: null,
      })),
    })),
    parameters: { ...detection.parameters },
    input: { dumps: [...tables.sightings.dumps] },
  };
}
