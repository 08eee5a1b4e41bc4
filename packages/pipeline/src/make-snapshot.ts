import {
  encodeFrame,
  type ActivityTable,
  type Detection,
  type DetectedNetwork,
  type LakeTables,
  type MemberColumns,
  type Timeline,
  type WorkOptions,
} from '@iolaus/contracts';
import {
  bannedAt,
  buildIncidence,
  constrain,
  DEFAULT_PARAMETERS,
  detectConstrained,
  NO_MEMO,
  testLinks,
  TakedownPlanner,
  type DetectParameters,
  type Incidence,
  type ReadEvents,
  type RunMemo,
} from '@iolaus/detect';
import type { PublishedNetwork } from '@iolaus/graph-store';
import { frameOf, layOutNetwork, layoutInputOf, pictureOf } from '@iolaus/layout';
import { countKinds, countMembers, networkOfAccounts } from './count-members.js';
import {
  indicatorKey,
  type History,
  SNAPSHOT_FORMAT,
  snapshotId,
  type Snapshot,
  type SnapshotMembers,
  type SnapshotNetwork,
} from './snapshot.js';

/** A network of a snapshot, with its frame. */
export interface MadeNetwork {
  readonly network: SnapshotNetwork;
  readonly frame: Uint8Array;
}

/** A detection with its snapshot and frames. */
export interface MadeSnapshot {
  readonly detection: Detection;
  readonly snapshot: Snapshot;
  readonly frames: ReadonlyMap<string, Uint8Array>;
}

/** Networks as they were found, before anything of them is drawn: what is published. */
export interface FoundNetworks {
  /** Id of the snapshot that they will be of. */
  readonly id: string;
  readonly networks: readonly PublishedNetwork[];
}

/** Networks that were found, each with what was made of it before, where that is known. */
interface Found {
  readonly id: string;
  readonly networks: readonly { readonly published: () => PublishedNetwork; readonly known: MadeNetwork | undefined }[];
}

/**
 * What runs over the same lake tables remember. What is drawn of a network follows from its members, its name and tier, and from what the members hold; detection gives members as the same object
 * only where nothing of that has changed.
 */
export interface SnapshotMemo {
  readonly detection: RunMemo;
  readonly networks: WeakMap<MemberColumns, MadeNetwork>;
}

const DAY_MS = 86_400_000;
const SPARK_DAYS = 28;
const SERIES = 5;

/** Detects, lays every network out, and counts exchanges a day. Pure but for the given creation time; runs in the worker. */
export async function makeSnapshot(
  given: LakeTables,
  options: {
    readonly createdMs: number;
    readonly parameters?: Partial<DetectParameters>;
    readonly readEvents?: ReadEvents;
    readonly memo?: SnapshotMemo;
    /** Hears of the networks as soon as they are found. */
    readonly onFound?: (found: Found) => void;
  } & Partial<History> &
    WorkOptions,
): Promise<MadeSnapshot & { readonly made: readonly MadeNetwork[] }> {
  const { constraints = [], baseline, before, free, model, readEvents, memo } = options;
  memo?.detection.nextRun();
  const constrained = constrain(given, constraints);
  const { tables } = constrained;
  // All pairs are tested in the data as it came: a constraint changes what is done with links, and not how surprising they are.
  const parameters = { ...DEFAULT_PARAMETERS, ...options.parameters };
  const remembered = memo?.detection ?? NO_MEMO;
  const ofRun = JSON.stringify(parameters);
  let built: Incidence | undefined;
  // Where it is too large to be remembered, it is made only for those who need it.
  const whole = (): Incidence =>
    (built ??= remembered.recall('incidence', ofRun, () => buildIncidence(given, parameters)));
  const linkTest = remembered.recall('link test', ofRun, () => testLinks(whole(), parameters.fdr));
  const detection = await detectConstrained(constrained, {
    ...options.parameters,
    baseline,
    model,
    readEvents,
    memo: memo?.detection,
    incidence: tables.sightings === given.sightings ? whole() : undefined,
    ...(options.onProgress ? { onProgress: options.onProgress } : {}),
    ...(options.signal ? { signal: options.signal } : {}),
  });
  options.onProgress?.({ phase: 'Laying out networks', done: 0, total: detection.networks.length, unit: 'networks' });
  const known = detection.networks.map((network) => knownOf(network, memo));
  const id = snapshotId({
    dumps: tables.sightings.dumps,
    parameters: detection.parameters,
    baseline,
    indicatorClass: tables.sightings.indicatorClass,
  });
  options.onFound?.({
    id,
    networks: detection.networks.map((network, at) => ({
      published: () => publishedOf(network, tables),
      known: known[at],
    })),
  });
  const fresh = makeNetworks(
    tables,
    detection.networks.filter((_, at) => !known[at]),
  );
  let next = 0;
  const made = known.map((each) => each ?? fresh[next++]!);
  if (memo) detection.networks.forEach(({ members }, at) => memo.networks.set(members, made[at]!));
  const bannedMs = bannedAt(given);
  const snapshot: Snapshot = {
    format: SNAPSHOT_FORMAT,
    id,
    createdMs: options.createdMs,
    population: tables.sightings.accounts.length,
    tested: detection.tested,
    expectedByChance: detection.expectedByChance,
    parameters: detection.parameters,
    leftOut: detection.leftOut,
    classes: classesOf(tables, detection),
    dumps: tables.sightings.dumps,
    networks: made.map(({ network }) => network),
    frameEnds: endsOf(made.map(({ frame }) => frame)),
    changes: detection.changes,
    before,
    free,
    unmet: detection.unmet,
    lastNumber: detection.lastNumber,
    linkTest,
    banned: tables.sightings.accounts.filter((_, a) => !Number.isNaN(bannedMs[a]!)),
  };
  return { detection, snapshot, made, frames: new Map(made.map((each) => [each.network.record.id, each.frame])) };
}

function endsOf(parts: readonly Uint8Array[]): number[] {
  let end = 0;
  return parts.map(({ byteLength }) => (end += byteLength));
}

function publishedOf(network: DetectedNetwork, tables: LakeTables): PublishedNetwork {
  const { record, members, communities } = network;
  return {
    record,
    members: {
      ids: Array.from(members.account, (a) => tables.sightings.accounts[a]!),
      bits: members.bits,
      community: members.community,
    },
    core: Array.from(network.core, (e, k) => ({ ...indicatorOf(tables, e), bits: network.coreBits[k]! })),
    communities: communities.map(({ indicators: _, ...community }) => community),
  };
}

/** What was made of a network before, with its present record. */
function knownOf({ record, members }: DetectedNetwork, memo: SnapshotMemo | undefined): MadeNetwork | undefined {
  const known = memo?.networks.get(members);
  if (known?.network.record === record) return known;
  const was = known?.network.record;
  const isSame = was?.id === record.id && was.name === record.name && was.tier === record.tier;
  return known && isSame ? { frame: known.frame, network: { ...known.network, record } } : undefined;
}

/** Lays networks out and counts what their screens show. */
function makeNetworks(tables: LakeTables, networks: readonly DetectedNetwork[]): MadeNetwork[] {
  if (networks.length === 0) return [];
  const days = daysOf(tables);
  const daily = countDays(tables, networks, days);
  const usualDays = usualDaysOf(tables, networks);
  const { held, reach } = countMembers(tables, networks);
  const kindCounts = countKinds(tables, networks);
  const planner = new TakedownPlanner(tables);
  return networks.map((network, at): MadeNetwork => {
    const input = layoutInputOf(network, tables.sightings, tables.accounts);
    const layout = layOutNetwork(input);
    const { members, communities, core } = publishedOf(network, tables);
    const total = Array.from({ length: days.count }, (_, day) =>
      daily[at]!.reduce((sum, series) => sum + series[day]!, 0),
    );
    return {
      frame: encodeFrame(frameOf(input, layout)),
      network: {
        record: network.record,
        members: { ids: members.ids, ...memberColumns(network, tables) },
        communities,
        core: core.map((each, k) => {
          const e = network.core[k]!;
          return { ...each, members: held[at]!.get(e) ?? 0, reach: reach[e]! };
        }),
        shared: new Map(
          [...held[at]!].filter(([, n]) => n > 1).map(([e, n]) => [indicatorKey(indicatorOf(tables, e)), n]),
        ),
        kindCounts: kindCounts[at]!,
        plan: planner.plan(network),
        picture: pictureOf(input, layout),
        timeline: timelineOf(network, { days, daily: daily[at]!, tables }),
        usualDay: usualDays[at]!,
        spark: total.slice(-SPARK_DAYS),
      },
    };
  });
}

const indicatorOf = ({ sightings }: LakeTables, e: number): { kind: string; value: string } => ({
  kind: sightings.kinds[sightings.indicatorKind[e]!]!.kind,
  value: sightings.indicatorValue[e]!,
});

function classesOf(tables: LakeTables, { indicatorClass }: Detection): Map<string, number> {
  const classes = new Map<string, number>();
  indicatorClass.forEach((bits, e) => {
    if (bits !== 0) classes.set(indicatorKey(indicatorOf(tables, e)), bits);
  });
  return classes;
}

/** What screens show of members, beside their ids. */
function memberColumns({ members }: DetectedNetwork, { accounts }: LakeTables): Omit<SnapshotMembers, 'ids'> {
  const column = (values: Float64Array): Float64Array => Float64Array.from(members.account, (a) => values[a]!);
  return {
    bits: members.bits,
    bitsByFamily: members.bitsByFamily,
    community: members.community,
    timingZ: members.timingZ,
    contested: members.contested,
    campaignUses: members.campaignUses,
    uses: members.uses,
    exchanges: column(accounts.exchanges),
    createdMs: column(accounts.createdMs),
    firstMs: column(accounts.firstMs),
    lastMs: column(accounts.lastMs),
    status: Array.from(members.account, (a) => accounts.status[a] ?? null),
  };
}

interface Days {
  readonly first: number;
  readonly count: number;
}

const daysKnown = new WeakMap<ActivityTable, Days>();

function daysOf({ activity }: LakeTables): Days {
  const known = daysKnown.get(activity) ?? daysIn(activity);
  daysKnown.set(activity, known);
  return known;
}

function daysIn(activity: ActivityTable): Days {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const hour of activity.hour) {
    first = Math.min(first, hour);
    last = Math.max(last, hour);
  }
  return activity.hour.length === 0
    ? { first: 0, count: 0 }
    : { first: Math.floor(first / 24), count: Math.floor(last / 24) - Math.floor(first / 24) + 1 };
}

/** Exchanges a day of each network's largest communities, and of the rest, in one pass over the activity. */
function countDays(
  { activity, sightings }: LakeTables,
  networks: readonly DetectedNetwork[],
  days: Days,
): Float64Array[][] {
  const network = networkOfAccounts(networks, sightings.accounts.length);
  const series = new Uint8Array(sightings.accounts.length);
  for (const { members } of networks)
    members.account.forEach((a, row) => (series[a] = Math.min(SERIES - 1, members.community[row]!)));
  const counts = networks.map((each) =>
    Array.from({ length: Math.min(SERIES, each.communities.length) }, () => new Float64Array(days.count)),
  );
  activity.account.forEach((a, row) => {
    if (network[a]! < 0) return;
    counts[network[a]!]![series[a]!]![Math.floor(activity.hour[row]! / 24) - days.first]! += activity.count[row]!;
  });
  return counts;
}

/** Each network's share of exchanges by hour of the day; empty where none has a time. */
function usualDaysOf({ activity, sightings }: LakeTables, networks: readonly DetectedNetwork[]): number[][] {
  const network = networkOfAccounts(networks, sightings.accounts.length);
  const hours = networks.map(() => Array.from({ length: 24 }, () => 0));
  activity.account.forEach((a, row) => {
    if (network[a]! >= 0) hours[network[a]!]![activity.hour[row]! % 24]! += activity.count[row]!;
  });
  return hours.map((counts) => {
    const total = counts.reduce((sum, each) => sum + each, 0);
    return total === 0 ? [] : counts.map((each) => each / total);
  });
}

function timelineOf(
  network: DetectedNetwork,
  of: { days: Days; daily: readonly Float64Array[]; tables: LakeTables },
): Timeline {
  const signUpsPerDay = Array.from({ length: of.days.count }, () => 0);
  for (const a of network.members.account) {
    const day = Math.floor(of.tables.accounts.createdMs[a]! / DAY_MS) - of.days.first;
    if (day >= 0 && day < of.days.count) signUpsPerDay[day]!++;
  }
  const rest = network.communities.length - SERIES;
  return {
    startMs: of.days.first * DAY_MS,
    dayMs: DAY_MS,
    series: of.daily.map((perDay, at) => ({
      label: at === SERIES - 1 && rest > 0 ? `${rest + 1} more` : network.communities[at]!.label,
      perDay: [...perDay],
    })),
    signUpsPerDay,
  };
}
