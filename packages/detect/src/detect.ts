import {
  IolausError,
  type ActivityTable,
  type Baseline,
  type Constraint,
  type DetectedNetwork,
  type Detection,
  type LakeTables,
  type NetworksDocument,
  type WorkOptions,
} from '@iolaus/contracts';
import { dropSmall, type Cluster } from './clusters.js';
import { findClusters } from './find-clusters.js';
import { probabilityOf } from './calibrate.js';
import { constrain, overlay, type Constrained } from './constrain.js';
import { findCommunities } from './communities.js';
import { findGenerations, type Descent } from './generations.js';
import { changesOf, identify } from './identities.js';
import { attachInStep } from './in-step.js';
import { networkFeatures, unmeasuredIn, type Measured } from './features.js';
import { buildIncidence, type Incidence } from './incidence.js';
import { totalsOf, WIDTH } from './membership.js';
import { fingerprintOf, nameAll } from './names.js';
import { NO_MEMO, type DetectionMemo } from './memo.js';
import { assembleNetwork, type Assembled } from './network-record.js';
import { findByLinks, isOneKind, linkLogP } from './one-kind.js';
import { DEFAULT_PARAMETERS, type DetectParameters } from './parameters.js';
import { projectIndicators } from './projection.js';
import { columnsOf, recallFrom, rememberWith } from './remembered.js';
import { sourceOf, type RiskModel } from './risk-model.js';
import { riskPoints, riskScore, tierOf } from './risk.js';
import { shareOf } from './share.js';
import { SHIPPED_MODEL } from './shipped-risk-model.js';
import { networkLogP } from './significance.js';
import { adjust } from './statistics.js';
import { strataOf, testWithinStrata } from './strata.js';
import { findTurns, type ReadEvents } from './turns.js';
import { buildActivity, scoreTiming, type Activity } from './timing.js';

/** How a run is made, and the run before that its networks are compared with. */
export type DetectionOptions = Partial<DetectParameters> &
  WorkOptions & {
    readonly baseline?: Baseline | undefined;
    /** What risk points are read from; the shipped one unless said. */
    readonly model?: RiskModel | undefined;
    /** Reads exchanges one by one; without it, nobody is said to take turns. */
    readonly readEvents?: ReadEvents | undefined;
    /** What former runs over the same lake tables remember; nothing unless given. Where the members of a network are the same object again, neither they nor what they hold has changed. */
    readonly memo?: DetectionMemo | undefined;
    /** Of these very tables and parameters, where somebody has built it before. */
    readonly incidence?: Incidence | undefined;
  };

/**
 * Finds networks in a lake's tables: indicators that meet more often than chance, their clusters, the accounts that additive bits of at least two families attach to them,
 * communities, timing, significance, risk. Pure and deterministic; progress is reported between stages. Refuses only when cancelled (CANCELLED).
 */
export function detectNetworks(
  tables: LakeTables,
  options: DetectionOptions & { readonly constraints?: readonly Constraint[] } = {},
): Promise<Detection> {
  const { constraints = [], ...rest } = options;
  return detectConstrained(constrain(tables, constraints), rest);
}

/** The same in tables that constraints were applied to already. */
export async function detectConstrained(
  { tables, inForce, ...laidOver }: Constrained,
  options: DetectionOptions = {},
): Promise<Detection> {
  const {
    onProgress,
    signal,
    baseline,
    readEvents,
    model = SHIPPED_MODEL,
    memo = NO_MEMO,
    incidence: built,
    pause: _,
    ...knobs
  } = options;
  const parameters: DetectParameters = { ...DEFAULT_PARAMETERS, ...knobs };
  const stage = async (phase: string, done: number): Promise<void> => {
    onProgress?.({ phase, done, total: 6, unit: 'stages' });
    await new Promise((resolve) => setImmediate(resolve));
    if (signal?.aborted) throw new IolausError('CANCELLED', { done: `${done} of 6 stages` });
  };
  await stage('Weighing indicators', 0);
  const incidence = built ?? buildIncidence(tables, parameters);
  const oneKind = isOneKind(incidence);
  // What links accounts of one kind of indicator is counted over the whole dump, and changes as a whole.
  if (!oneKind) rememberWith(incidence, memo, JSON.stringify(parameters));
  await stage('Pairing indicators', 1);
  const projection = oneKind ? undefined : projectIndicators(incidence, tables, parameters);
  await stage('Finding networks', 2);
  // Where the times of sightings found the networks, they cannot confirm them too.
  const activity = memo.recall('activity', String(oneKind), () =>
    buildActivity(oneKind ? NO_ACTIVITY : tables.activity, incidence.accounts),
  );
  const found = projection
    ? attachInStep(incidence, tables, { activity, clusters: findClusters(incidence, projection, parameters) })
    : findByLinks(incidence, tables, parameters);
  await stage('Comparing activity', 3);
  const held = overlay(incidence, found, laidOver);
  const { clusters, descent } = findGenerations(incidence, tables, {
    clusters: dropSmall(held.clusters, parameters.leastMembers),
    activity,
    parameters,
  });
  const unmeasured = memo.recall('unmeasured', String(oneKind), () =>
    unmeasuredIn(oneKind ? { ...tables, activity: NO_ACTIVITY } : tables),
  );
  const stratumOf = memo.recall('strata', '', () => strataOf(incidence, tables));
  const logP = oneKind ? linkLogP(incidence, tables) : (cluster: Cluster) => networkLogP(incidence, cluster);
  const timed = clusters.map((cluster, at) => ({
    ...recallTiming(incidence, tables, {
      cluster,
      descent: descent[at],
      activity,
      parameters,
      logP,
      stratumOf,
      unmeasured,
    }),
    descent: descent[at],
  }));
  const parts = readEvents ? await withTurns(tables, timed, { model, readEvents }) : timed;
  await stage('Testing significance', 4);
  const { ranked, lastNumber } = rank(incidence, tables, { parts, baseline, model });
  await stage('Writing reasons', 5);
  const positionOf = new Map(ranked.map((each, position) => [each.clusterNumber, position]));
  const networks = ranked.map((each) => recallNetwork(incidence, tables, { ...each, positionOf }));
  const changes = changesOf(
    ranked.map(({ identity, name, cluster }) => ({ identity, name, accounts: cluster.members.length })),
    baseline,
  );
  return {
    networks,
    parameters: {
      ...parameters,
      mode: oneKind ? 'one-kind' : 'several-kinds',
      model: sourceOf(model),
      ...(inForce.length === 0 ? {} : { constraints: inForce.join(' ') }),
      indicatorPairs: projection?.tested ?? 0,
      keptPairs: projection?.kept ?? 0,
    },
    tested: clusters.length,
    expectedByChance: Math.round(clusters.length * parameters.fdr * 10) / 10,
    indicatorClass: incidence.classes,
    leftOut: incidence.leftOut,
    changes,
    lastNumber,
    unmet: [...laidOver.unmet, ...held.unmet].sort(),
  };
}

const NO_ACTIVITY: ActivityTable = { account: new Uint32Array(), hour: new Uint32Array(), count: new Uint32Array() };

type Part = Pick<Assembled, 'cluster' | 'communities' | 'timing' | 'features' | 'withinStrata'> & {
  readonly logP: number;
  readonly descent: Descent | undefined;
};

interface Timed {
  readonly cluster: Cluster;
  readonly descent: Descent | undefined;
  readonly activity: Activity;
  readonly parameters: DetectParameters;
  readonly logP: (cluster: Cluster) => number;
  readonly stratumOf: Uint32Array;
  readonly unmeasured: ReadonlySet<Measured>;
}

/** What the tables say of members beyond what they hold, and constraints may change. */
const verified = ({ accounts }: LakeTables, { members }: Cluster): Uint8Array =>
  Uint8Array.from(members, (a) => accounts.isVerified[a]);

function recallTiming(incidence: Incidence, tables: LakeTables, of: Timed): Omit<Part, 'descent'> {
  const { cluster, descent, unmeasured } = of;
  return recallFrom(
    incidence,
    'timed',
    {
      columns: [...columnsOf(cluster), verified(tables, cluster)],
      accounts: cluster.members,
      indicators: cluster.indicators,
      also: JSON.stringify([descent?.certainty, [...unmeasured]]),
    },
    () => withTiming(incidence, tables, of),
  );
}

/** A network that is the same as in a former run is the same object; where only its record differs, which tells of other networks as well, the rest of it is. */
function recallNetwork(
  incidence: Incidence,
  tables: LakeTables,
  found: Assembled & { readonly positionOf: ReadonlyMap<number, number> },
): DetectedNetwork {
  const { cluster, communities, timing, features, points, score, probability, logQ, id, name, identity } = found;
  const of = {
    columns: [
      ...columnsOf(cluster),
      cluster.contested.map((c) => found.positionOf.get(c) ?? -1),
      communities.ofMember,
      communities.ofIndicator,
      timing.z,
      timing.bits,
    ],
    accounts: cluster.members,
    indicators: cluster.indicators,
  };
  const told = { ...features, unmeasured: [...features.unmeasured] };
  const also = JSON.stringify([told, points, score, probability, logQ, id, name, identity]);
  return recallFrom(incidence, 'network', { ...of, also }, () => {
    const { record, ...made } = assembleNetwork(incidence, tables, found);
    return { record, ...recallFrom(incidence, 'network but for its record', of, () => made) };
  });
}

function withTiming(incidence: Incidence, tables: LakeTables, of: Timed): Omit<Part, 'descent'> {
  const communities = findCommunities(incidence, of.cluster, of.parameters);
  const timing = scoreTiming(of.activity, of.cluster.members, { of: communities.ofMember, count: communities.count });
  const byFamily = Float32Array.from(of.cluster.byFamily);
  timing.bits.forEach((bits, row) => (byFamily[row * WIDTH + WIDTH - 1] = bits));
  const cluster: Cluster = { ...of.cluster, byFamily, total: totalsOf(byFamily) };
  return {
    cluster,
    communities,
    timing,
    features: networkFeatures(incidence, tables, {
      cluster,
      communities,
      timing,
      follows: of.descent?.certainty ?? null,
      unmeasured: of.unmeasured,
    }),
    logP: of.logP(cluster),
    withinStrata: testWithinStrata(incidence, cluster, of.stratumOf),
  };
}

async function withTurns(
  tables: LakeTables,
  parts: readonly Part[],
  { model, readEvents }: { readonly model: RiskModel; readonly readEvents: ReadEvents },
): Promise<Part[]> {
  const turns = await findTurns(
    tables,
    parts.map((part) => ({ ...part, score: riskScore(riskPoints(part.features, model)) })),
    readEvents,
  );
  return parts.map((part, at) => (turns[at] ? { ...part, features: { ...part.features, turns: turns[at] } } : part));
}

/** Tier, then score, then size decide the order; new ids follow it, new names follow the leading indicators. */
function rank(
  incidence: Incidence,
  tables: LakeTables,
  of: { readonly parts: readonly Part[]; readonly baseline: Baseline | undefined; readonly model: RiskModel },
): { ranked: Assembled[]; lastNumber: number } {
  const logQ = adjust(of.parts.map((part) => part.logP));
  const TIER = { act: 0, review: 1, benign: 2 };
  const scored = of.parts.map((part, at) => {
    const points = riskPoints(part.features, of.model);
    const score = riskScore(points);
    return {
      ...part,
      points,
      clusterNumber: at,
      logQ: logQ[at],
      score,
      probability: of.model.calibration ? probabilityOf(of.model.calibration, score) : null,
      place: TIER[tierOf(score, part.features)],
    };
  });
  scored.sort((x, y) => x.place - y.place || harm(y) - harm(x) || x.cluster.members[0] - y.cluster.members[0]);
  const place = new Map(scored.map(({ clusterNumber }, at) => [clusterNumber, at]));
  const { identities, lastNumber } = identify(
    scored.map(({ cluster, descent }) => ({
      members: Array.from(cluster.members, (a) => tables.sightings.accounts[a]),
      descent: descent && { ...descent, parent: place.get(descent.parent)! },
    })),
    of.baseline,
  );
  const names = nameAll(
    scored.map((each) => fingerprintOf(leadOf(incidence, tables, each.cluster))),
    identities.flatMap(({ name }) => name ?? []),
  );
  const ranked = scored.map((each, at) => {
    const identity = identities[at];
    return { ...each, identity, id: identity.id, name: identity.name ?? names[at] };
  });
  return { ranked, lastNumber };
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
  const { indicatorText, indicatorValue } = tables.sightings;
  const e = cluster.indicators[best];
  // The value of a template is another in every lake, its text is not.
  return indicatorText[e] ?? indicatorValue[e] ?? '';
}

/** The document of `detect --out`: networks best first, with their members. A member's probability stays null: verdicts are on networks. */
export function toDocument(detection: Detection, tables: LakeTables): NetworksDocument {
  return {
    schema: 'iolaus.networks/1',
    networks: detection.networks.map(({ record, members }) => ({
      ...record,
      members: Array.from(members.account, (a, row) => ({
        account: tables.sightings.accounts[a],
        bits: Math.round(members.bits[row] * 10) / 10,
        probability: null,
        ...shareOf(members.campaignUses[row], members.uses[row]),
      })),
    })),
    changes: [...detection.changes],
    parameters: { ...detection.parameters },
    input: { dumps: [...tables.sightings.dumps] },
  };
}
