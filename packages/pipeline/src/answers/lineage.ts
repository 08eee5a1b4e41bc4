import type { Generation, HeldIndicator, LineageView, NetworkDifference } from '@iolaus/contracts';
import { indicatorKey, type Snapshot, type SnapshotNetwork } from '../snapshot.js';
import type { Workbench } from '../workbench.js';
import { DAY_MS, daysOf } from './member-days.js';
import { findNetwork } from './networks.js';

/** Accounts and indicators that a difference names; all are counted. */
const MOST_NAMED = 100;

/** The generations that a network is one of. Refuses an unknown network (NOT_FOUND). */
export async function networkLineage(workbench: Workbench, id: string): Promise<LineageView> {
  const snapshot = workbench.snapshot();
  const networks = generationsOf(snapshot.networks, findNetwork(snapshot, id));
  const timed = networks.filter(({ timeline }) => timeline.signUpsPerDay.length > 0).map(({ timeline }) => timeline);
  const startMs = timed.length === 0 ? 0 : Math.min(...timed.map((timeline) => timeline.startMs));
  const ends = timed.map((timeline) => timeline.startMs + timeline.signUpsPerDay.length * DAY_MS);
  const days = timed.length === 0 ? 0 : Math.round((Math.max(...ends) - startMs) / DAY_MS);
  const generations: Generation[] = [];
  // One after the other: each may read the days of its members from the lake.
  for (const network of networks)
    generations.push(generationOf(network, await bansOf(workbench, network), { startMs, days }));
  return { startMs, dayMs: DAY_MS, days, generations, survivors: survivorsOf(networks) };
}

type Held = Pick<SnapshotNetwork, 'core' | 'shared' | 'record'>;

/** Indicators of any core that two networks or more hold. */
export function survivorsOf(networks: readonly Held[]): LineageView['survivors'] {
  const bits = new Map<string, { kind: string; value: string; bits: number }>();
  for (const { core } of networks)
    for (const each of core) {
      const key = indicatorKey(each);
      if (each.bits > (bits.get(key)?.bits ?? 0)) bits.set(key, each);
    }
  const texts = textsOf(networks);
  const rows = [...bits]
    .map(([key, { kind, value, bits: own }]) => ({
      kind,
      value,
      text: texts.get(key) ?? null,
      bits: Math.round(own * 10) / 10,
      held: networks.map(({ shared }) => shared.get(key) ?? 0),
    }))
    .filter(({ held }) => held.filter((members) => members > 0).length > 1)
    .toSorted(mostTellingFirst);
  return { total: rows.length, rows: rows.slice(0, MOST_NAMED) };
}

type Telling = Pick<HeldIndicator, 'kind' | 'value' | 'bits'>;
const mostTellingFirst = (x: Telling, y: Telling): number =>
  y.bits - x.bits || (indicatorKey(x) < indicatorKey(y) ? -1 : 1);

const textsOf = (networks: readonly Held[]): ReadonlyMap<string, string | undefined> =>
  new Map(
    networks
      .flatMap(({ record }) => [...record.core, ...record.lineage.signals])
      .map((each) => [indicatorKey(each), each.text]),
  );

/** The networks that grew from the same first one, each after that which it follows. */
export function generationsOf<T extends { readonly record: Pick<SnapshotNetwork['record'], 'id' | 'lineage'> }>(
  networks: readonly T[],
  network: T,
): T[] {
  const parentOf = ({ record }: T): T | undefined => {
    const [parent] = record.lineage.certainty === null ? [] : record.lineage.predecessors;
    return networks.find((each) => each.record.id === parent);
  };
  let root = network;
  for (const passed = new Set([root]); ;) {
    const parent = parentOf(root);
    if (!parent || passed.has(parent)) break;
    passed.add((root = parent));
  }
  const found = [root];
  // Grows while it is walked: successors of successors come after them.
  for (const each of found)
    found.push(...networks.filter((other) => parentOf(other) === each && !found.includes(other)));
  return found;
}

function generationOf(
  { record, timeline }: SnapshotNetwork,
  bans: Generation['bans'],
  span: { readonly startMs: number; readonly days: number },
): Generation {
  const { lineage } = record;
  const first = Math.round((timeline.startMs - span.startMs) / DAY_MS);
  const placed = (valueOf: (day: number) => number): number[] =>
    Array.from({ length: span.days }, (_, day) =>
      day < first || day >= first + timeline.signUpsPerDay.length ? 0 : valueOf(day - first),
    );
  const [parent] = lineage.predecessors;
  return {
    id: record.id,
    name: record.name,
    tier: record.tier,
    generation: lineage.generation,
    accounts: record.accounts,
    banned: record.banned,
    perDay: placed((day) => timeline.series.reduce((sum, { perDay }) => sum + (perDay[day] ?? 0), 0)),
    signUpsPerDay: placed((day) => timeline.signUpsPerDay[day]!),
    bans,
    follows:
      lineage.certainty === null || parent === undefined
        ? null
        : { id: parent, certainty: lineage.certainty, bits: lineage.bits ?? 0 },
  };
}

async function bansOf(workbench: Workbench, network: SnapshotNetwork): Promise<Generation['bans']> {
  if (network.record.banned === 0) return [];
  const { table } = await daysOf(workbench, network);
  return Array.from(table.bannedDay, (day, at) => ({ ms: day * DAY_MS, accounts: table.banned[at]! }));
}

/** What a later network has of an earlier one. Refuses an unknown network (NOT_FOUND). */
export async function networkDifference(
  workbench: Workbench,
  query: { readonly id: string; readonly other: string },
): Promise<NetworkDifference> {
  const snapshot = workbench.snapshot();
  const [earlier, later] = [findNetwork(snapshot, query.other), findNetwork(snapshot, query.id)];
  const bans = await bansOf(workbench, earlier);
  const wave = bans.toSorted((x, y) => y.accounts - x.accounts)[0];
  const sinceMs = wave?.ms ?? later.record.firstMs;
  return {
    sinceMs,
    ...accountsOf(snapshot, { earlier, later, afterMs: sinceMs === null ? Number.NaN : sinceMs + DAY_MS }),
    ...indicatorsOf(earlier, later),
  };
}

/** Two networks, the one that was there first and the other. */
interface Pair {
  readonly earlier: SnapshotNetwork;
  readonly later: SnapshotNetwork;
}

function accountsOf(
  { networks }: Snapshot,
  { earlier, later, afterMs }: Pair & { readonly afterMs: number },
): Pick<NetworkDifference, 'outlived' | 'contested'> {
  const place = networks.indexOf(earlier);
  const some = ({ members }: SnapshotNetwork, isChosen: (row: number) => boolean): NetworkDifference['outlived'] => {
    const rows = Array.from(members.ids.keys()).filter(isChosen);
    return {
      total: rows.length,
      accounts: rows.slice(0, MOST_NAMED).map((row) => ({
        account: members.ids[row]!,
        bits: Math.round(members.bits[row]! * 10) / 10,
        lastMs: Number.isNaN(members.lastMs[row]!) ? null : members.lastMs[row]!,
      })),
    };
  };
  return {
    outlived: some(earlier, (row) => earlier.members.lastMs[row]! >= afterMs),
    contested: some(later, (row) => later.members.contested[row] === place),
  };
}

/** Indicators of either core, by who holds them; an indicator is held by a network where two of its members hold it. */
export function indicatorsOf(earlier: Held, later: Held): Pick<NetworkDifference, 'kept' | 'lost' | 'fresh' | 'kinds'> {
  const texts = textsOf([earlier, later]);
  const rows = new Map<string, HeldIndicator>();
  for (const { kind, value, bits } of [...earlier.core, ...later.core]) {
    const key = indicatorKey({ kind, value });
    rows.set(key, {
      kind,
      value,
      text: texts.get(key) ?? null,
      bits: Math.max(bits, rows.get(key)?.bits ?? 0),
      earlier: earlier.shared.get(key) ?? 0,
      later: later.shared.get(key) ?? 0,
    });
  }
  const all = [...rows.values()].toSorted(mostTellingFirst);
  const groups = {
    kept: all.filter((each) => each.earlier > 0 && each.later > 0),
    lost: all.filter((each) => each.earlier > 0 && each.later === 0),
    fresh: all.filter((each) => each.earlier === 0 && each.later > 0),
  };
  const named = (chosen: readonly HeldIndicator[]): NetworkDifference['kept'] => ({
    total: chosen.length,
    rows: chosen.slice(0, MOST_NAMED).map((each) => ({ ...each, bits: Math.round(each.bits * 10) / 10 })),
  });
  const kinds = [...new Set(all.map(({ kind }) => kind))].map((kind) => {
    const count = (chosen: readonly HeldIndicator[]): number => chosen.filter((each) => each.kind === kind).length;
    return { kind, kept: count(groups.kept), lost: count(groups.lost), fresh: count(groups.fresh) };
  });
  return { kept: named(groups.kept), lost: named(groups.lost), fresh: named(groups.fresh), kinds };
}
