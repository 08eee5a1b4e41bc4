import {
  ANY_NETWORK,
  FAMILIES,
  IolausError,
  type DaysOf,
  type DetectionView,
  type Expansion,
  type ExpandPreview,
  type FamilyBits,
  type IndicatorKind,
  type MemberRow,
  type NetworkRecord,
  type NetworkRow,
  type NetworkView,
  type TakedownPlan,
  type Timeline,
  type Triage,
} from '@iolaus/contracts';
import { shareOf } from '@iolaus/detect';
import type { Snapshot, SnapshotMembers, SnapshotNetwork } from '../snapshot.js';
import type { Workbench } from '../workbench.js';
import { membersOn } from './member-days.js';

/** The network of that id or name (case does not matter); refuses when there is none (NOT_FOUND). */
export function findNetwork(snapshot: Snapshot, id: string): SnapshotNetwork {
  const wanted = id.toLowerCase();
  const found = snapshot.networks.find(
    ({ record }) => record.id.toLowerCase() === wanted || record.name.toLowerCase() === wanted,
  );
  if (!found) throw new IolausError('NOT_FOUND', { what: 'network', id });
  return found;
}

/** Network records, best first. */
export function networkRecords(workbench: Workbench): NetworkRecord[] {
  return workbench.snapshot().networks.map((network) => network.record);
}

/** True when chance would make such a network too seldom to be an explanation; the others are counted and not listed. */
export const isPassing = ({ record }: { readonly record: Pick<NetworkRecord, 'q'> }): boolean => record.q <= 0.01;

/** What a takedown of a network would remove, and whom it would hit. */
export function takedownPlan(workbench: Workbench, id: string): TakedownPlan {
  return findNetwork(workbench.snapshot(), id).plan;
}

/** What the shown networks were detected with. */
export function detectionView(workbench: Workbench): DetectionView {
  const { id, createdMs, parameters, dumps, changes, unmet } = workbench.snapshot();
  return {
    snapshot: id,
    createdMs,
    parameters: { ...parameters },
    dumps: [...dumps],
    changes: [...changes],
    unmet: [...unmet],
  };
}

/** The queue: rows best first, and what is said over and under the table. */
export function triage(workbench: Workbench): Triage {
  if (!workbench.hasSnapshot) return { rows: [], passed: 0, expectedByChance: 0, notShown: [], changes: [] };
  const snapshot = workbench.snapshot();
  const passed = snapshot.networks.filter(isPassing);
  const notPassed = snapshot.networks.length - passed.length;
  const kinds = workbench.lake.kinds();
  return {
    rows: passed.map((network) => rowOf(network, kinds)),
    passed: passed.length,
    expectedByChance: snapshot.expectedByChance,
    changes: [...snapshot.changes],
    notShown: notPassed > 0 ? [{ count: notPassed, why: 'do not pass q ≤ 0.01' }] : [],
  };
}

function rowOf({ record, core, spark }: SnapshotNetwork, order: readonly IndicatorKind[]): NetworkRow {
  const { core: _, reasons: __, bridges: ___, withinStrata: ____, hypotheses, fragility, points, ...rest } = record;
  const kinds = new Map<string, number>();
  for (const { kind } of core) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  const weakest = fragility[0];
  const own = points.filter((point) => point.feature !== ANY_NETWORK);
  const gains = own.filter((point) => point.points > 0);
  return {
    ...rest,
    open: hypotheses.filter(({ answer }) => answer === 'open'),
    kinds: order.flatMap(({ kind }) => (kinds.has(kind) ? [{ kind, count: kinds.get(kind)! }] : [])),
    spark: [...spark],
    pointsFor: gains.length,
    pointsOf: own.length,
    note: noteOf(record, weakest),
  };
}

function noteOf(record: NetworkRecord, weakest: NetworkRecord['fragility'][number] | undefined): string {
  const explained = record.hypotheses.find((hypothesis) => hypothesis.answer === 'explains');
  if (record.tier === 'benign' && explained) return explained.question;
  if (!weakest || weakest.holds) return 'rests on no single thing';
  if (weakest.kind === 'day') return `rests on one day, ${weakest.value}`;
  return weakest.kind === 'family'
    ? `rests on ${weakest.value} evidence`
    : `rests on one ${weakest.without.replace(/^this /, '')}`;
}

/** A network with its picture and the counts of its filters. */
export function networkView(workbench: Workbench, id: string): NetworkView {
  const snapshot = workbench.snapshot();
  const { record, picture, kindCounts } = findNetwork(snapshot, id);
  return {
    record,
    picture,
    snapshot: snapshot.id,
    kindCounts,
    outside: snapshot.population - record.accounts,
  };
}

/** Exchanges a day. */
export function networkTimeline(workbench: Workbench, id: string): Timeline {
  return findNetwork(workbench.snapshot(), id).timeline;
}

/** Which members, in which order. */
export interface MembersQuery {
  readonly id: string;
  readonly community?: string | undefined;
  readonly minBits?: number | undefined;
  /** Kept by the days from this one … */
  readonly from?: string | undefined;
  /** … to this one, UTC; both or neither. */
  readonly to?: string | undefined;
  readonly daysOf?: DaysOf | undefined;
  /** The earlier days that `came` and `went` compare with. */
  readonly vsFrom?: string | undefined;
  readonly vsTo?: string | undefined;
  /** Only these, as far as they are members. */
  readonly accounts?: readonly string[] | undefined;
  readonly sort: 'bits' | 'exchanges' | 'account' | 'created';
  readonly direction: 'asc' | 'desc';
  readonly offset: number;
  readonly limit: number;
}

/** A page of the linked table. Refuses what {@link membersOn} refuses. */
export async function networkMembers(
  workbench: Workbench,
  query: MembersQuery,
): Promise<{ rows: MemberRow[]; total: number }> {
  const snapshot = workbench.snapshot();
  const network = findNetwork(snapshot, query.id);
  const { members, communities } = network;
  const community =
    query.community === undefined ? -1 : communities.findIndex((each) => each.label === query.community);
  const { from, to } = query;
  const isKept =
    from === undefined || to === undefined ? undefined : await membersOn(workbench, network, { ...query, from, to });
  const wanted = query.accounts && new Set(query.accounts);
  const rows = Array.from(members.ids.keys()).filter(
    (row) =>
      (!isKept || isKept[row] === 1) &&
      (wanted === undefined || wanted.has(members.ids[row]!)) &&
      (query.community === undefined || members.community[row] === community) &&
      (query.minBits === undefined || members.bits[row]! >= query.minBits),
  );
  const compare = orderOf(members, query);
  rows.sort((x, y) => compare(x, y) || x - y);
  return {
    rows: rows.slice(query.offset, query.offset + query.limit).map((row) => memberRow(snapshot, network, row)),
    total: rows.length,
  };
}

/** How rows of members stand to one another in a column. What is not known comes after all else, either way round. */
function orderOf(
  { ids, bits, exchanges, createdMs }: SnapshotMembers,
  { sort, direction }: Pick<MembersQuery, 'sort' | 'direction'>,
): (x: number, y: number) => number {
  const sign = direction === 'asc' ? 1 : -1;
  if (sort === 'account') return (x, y) => (ids[x]! < ids[y]! ? -sign : sign);
  const column = { bits, exchanges, created: createdMs }[sort];
  return (x, y) => {
    const isUnknown = [Number.isNaN(column[x]), Number.isNaN(column[y])].map(Number);
    return isUnknown[0]! - isUnknown[1]! || (column[x]! - column[y]!) * sign || 0;
  };
}

function memberRow(snapshot: Snapshot, { members, communities }: SnapshotNetwork, row: number): MemberRow {
  const time = (column: Float64Array): number | null => (Number.isNaN(column[row]!) ? null : column[row]!);
  return {
    account: members.ids[row]!,
    bits: Math.round(members.bits[row]! * 10) / 10,
    probability: null,
    ...shareOf(members.campaignUses[row]!, members.uses[row]!),
    bitsByFamily: bitsByFamily(members.bitsByFamily, row),
    community: communities[members.community[row]!]!.label,
    exchanges: members.exchanges[row]!,
    createdMs: time(members.createdMs),
    firstMs: time(members.firstMs),
    lastMs: time(members.lastMs),
    status: members.status[row] ?? null,
    contestedWith: snapshot.networks[members.contested[row]!]?.record.name ?? null,
  };
}

/** One row of bits by family, rounded to a tenth unless asked otherwise; families without bits are left out. */
export function bitsByFamily(columns: Float32Array, row: number, perBit = 10): FamilyBits {
  return Object.fromEntries(
    FAMILIES.map(
      (family, at) => [family, Math.round(columns[row * FAMILIES.length + at]! * perBit) / perBit] as const,
    ).filter(([, bits]) => bits > 0),
  );
}

const EXPAND_CAP = 500;

/** What an expansion over an indicator would add, before it adds anything. */
export async function expandPreview(
  workbench: Workbench,
  query: { id: string; kind: string; value: string },
): Promise<ExpandPreview> {
  const store = await workbench.graph.store();
  const { record } = findNetwork(workbench.snapshot(), query.id);
  const indicator = await store.indicator(query.kind, query.value);
  if (!indicator) throw new IolausError('NOT_FOUND', { what: query.kind, id: query.value });
  const rows = await store.expandPreview(record.id, query.kind, query.value);
  const [accounts] = rows;
  return {
    kind: query.kind,
    value: query.value,
    touches: indicator.reach,
    here: accounts?.here ?? 0,
    others: accounts?.others ?? 0,
    rows: [...rows],
  };
}

/** The accounts that an expansion adds, strongest first, capped with words. */
export async function expand(
  workbench: Workbench,
  query: { id: string; kind: string; value: string; only: 'more-than-chance' | 'all' },
): Promise<Expansion> {
  const store = await workbench.graph.store();
  const { record } = findNetwork(workbench.snapshot(), query.id);
  const page = await store.expand({
    network: record.id,
    kind: query.kind,
    value: query.value,
    only: query.only,
    limit: EXPAND_CAP,
  });
  return {
    accounts: [...page.rows],
    total: page.total,
    cap: EXPAND_CAP,
    order: 'by bits towards the core, strongest first',
  };
}
