import { MOST_PARTS, type LakeTables, type NetworkRecord, type Split } from '@iolaus/contracts';
import type { Snapshot, SnapshotNetwork } from './snapshot.js';

/** A network as it is, and what a run without an indicator of its has made. */
export interface SplitFrom {
  readonly before: Pick<Snapshot, 'networks'>;
  readonly network: Pick<SnapshotNetwork, 'record' | 'members'>;
  readonly after: Pick<Snapshot, 'networks'>;
  readonly sightings: Pick<
    LakeTables['sightings'],
    'kinds' | 'indicatorKind' | 'indicatorValue' | 'indicator' | 'account' | 'accounts'
  >;
}

/** Where the members of a network end up without an indicator; undefined where none of them holds it. */
export function splitOf(
  { before, network, after, sightings }: SplitFrom,
  cut: { readonly kind: string; readonly value: string },
): Omit<Split, 'tookMs'> | undefined {
  const ids = network.members.ids;
  const holders = holdersAmong(new Map(ids.map((id, row) => [id, row])), sightings, cut);
  if (holders.length === 0) return undefined;
  const home = new Map(after.networks.flatMap(({ members }, at) => members.ids.map((id) => [id, at] as const)));
  const counts = new Map<number, number>();
  for (const id of ids) {
    const at = home.get(id);
    if (at !== undefined) counts.set(at, (counts.get(at) ?? 0) + 1);
  }
  const order = [...counts].sort((x, y) => y[1] - x[1] || x[0] - y[0]);
  const place = new Map(order.map(([at], part) => [at, part]));
  const partOf = ids.map((id) => place.get(home.get(id) ?? -1) ?? -1);
  const links = pairs(holders.length);
  return {
    ...cut,
    before: figuresOf(network.record),
    parts: order.map(([at, from]) => ({ ...figuresOf(after.networks[at]!.record), from })),
    fallen: partOf.filter((part) => part < 0).length,
    held: holders.length,
    links,
    linksAcross: links - linksInside(holders.map((row) => partOf[row]!)),
    others: changedOthers(
      before,
      after,
      new Set([network.record.id, ...order.map(([at]) => after.networks[at]!.record.id)]),
    ),
    partOf: partOf.map((part) => (part < 0 ? '-' : String(Math.min(part, MOST_PARTS - 1)))).join(''),
  };
}

const pairs = (n: number): number => (n * (n - 1)) / 2;

/** Pairs that end in one part; what ends in none is beside nobody. */
function linksInside(parts: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const part of parts) if (part >= 0) counts.set(part, (counts.get(part) ?? 0) + 1);
  return [...counts.values()].reduce((sum, n) => sum + pairs(n), 0);
}

function figuresOf({ id, name, tier, score, q, strength, accounts }: NetworkRecord): Split['before'] {
  return { id, name, tier, score, q, strength, accounts };
}

/** Rows of the members that hold an indicator. */
function holdersAmong(
  members: ReadonlyMap<string, number>,
  sightings: SplitFrom['sightings'],
  { kind, value }: { readonly kind: string; readonly value: string },
): number[] {
  const { kinds, indicatorKind, indicatorValue, indicator, account, accounts } = sightings;
  const e = indicatorValue.findIndex((each, at) => each === value && kinds[indicatorKind[at]!]!.kind === kind);
  const rows: number[] = [];
  if (e < 0) return rows;
  indicator.forEach((each, at) => {
    const row = each === e ? members.get(accounts[account[at]!]!) : undefined;
    if (row !== undefined) rows.push(row);
  });
  return rows;
}

/** Networks that are none of these and have other counts of accounts than before, those that are gone with 0. */
function changedOthers(
  before: Pick<Snapshot, 'networks'>,
  after: Pick<Snapshot, 'networks'>,
  told: ReadonlySet<string>,
): Split['others'] {
  const now = new Map(after.networks.map(({ record }) => [record.id, record.accounts]));
  return before.networks.flatMap(({ record: { id, name, accounts } }) => {
    const then = now.get(id) ?? 0;
    return told.has(id) || then === accounts ? [] : [{ id, name, before: accounts, after: then }];
  });
}
