import { someSightings, type Constraint, type LakeTables } from '@iolaus/contracts';
import { restate, type Cluster } from './clusters.js';
import type { Incidence } from './incidence.js';

/** Tables as the constraints leave them, and what is laid over the networks that are found in them. */
export interface Constrained {
  readonly tables: LakeTables;
  /** Ids of the constraints that hold, in order. */
  readonly inForce: readonly string[];
  readonly excluded: ReadonlySet<number>;
  readonly pinned: readonly { readonly account: number; readonly anchors: readonly number[]; readonly id: string }[];
  /** Constraints that speak of what is not in this data. */
  readonly unmet: readonly string[];
}

/** Applies constraints: what is cut is taken out of the sightings, so that nothing downstream can count it. Their order does not matter. */
export function constrain(tables: LakeTables, constraints: readonly Constraint[]): Constrained {
  const active = constraints.filter(({ undoneMs }) => undoneMs === null);
  if (active.length === 0) return { tables, inForce: [], excluded: new Set(), pinned: [], unmet: [] };
  const accounts = accountsSpokenOf(tables, active);
  const find: Finder = { tables, accounts };
  const cut = cutRows(find, active);
  const organisations = verified(find, active);
  const unmet = new Set([...cut.unmet, ...organisations.unmet]);
  const excluded = new Set<number>();
  const pinned: { account: number; anchors: number[]; id: string }[] = [];
  for (const { id, rule, anchors } of active) {
    if (rule.verb !== 'exclude-account' && rule.verb !== 'pin-account') continue;
    const account = accounts.get(rule.account);
    if (account === undefined) unmet.add(id);
    else if (rule.verb === 'exclude-account') excluded.add(account);
    else pinned.push({ account, id, anchors: anchors.flatMap((each) => accounts.get(each) ?? []) });
  }
  const { sightings } = tables;
  return {
    tables: {
      ...tables,
      sightings: withoutRows(sightings, cut.isOut),
      accounts: { ...tables.accounts, isVerified: organisations.isVerified },
    },
    inForce: active.map(({ id }) => id).toSorted(),
    excluded,
    pinned,
    unmet: active.map(({ id }) => id).filter((id) => unmet.has(id)),
  };
}

/** Numbers of the accounts that the constraints speak of. */
function accountsSpokenOf({ sightings }: LakeTables, active: readonly Constraint[]): Map<string, number> {
  const named = new Set(
    active.flatMap(({ rule, anchors }) => {
      if (rule.verb === 'cut-link') return [rule.a, rule.b];
      return rule.verb === 'exclude-account' || rule.verb === 'pin-account' ? [rule.account, ...anchors] : [];
    }),
  );
  const numbers = new Map<string, number>();
  if (named.size === 0) return numbers;
  sightings.accounts.forEach((id, a) => {
    if (named.has(id)) numbers.set(id, a);
  });
  return numbers;
}

interface Finder {
  readonly tables: LakeTables;
  readonly accounts: ReadonlyMap<string, number>;
}

/** Rows of sightings that the constraints take out. */
function cutRows(
  { tables: { sightings }, accounts }: Finder,
  active: readonly Constraint[],
): { isOut: Uint8Array; unmet: string[] } {
  const isOut = new Uint8Array(sightings.account.length);
  const unmet: string[] = [];
  const isCut = new Uint8Array(sightings.indicatorValue.length);
  const wanted = new Map<string, string>();
  const asked = new Set<string>();
  const values = new Set<string>();
  const links: (readonly [number, number])[] = [];
  for (const { id, rule } of active) {
    if (rule.verb === 'cut-indicator' || rule.verb === 'share-indicator') {
      wanted.set(keyOf(rule.kind, rule.value), id);
      asked.add(rule.kind);
      values.add(rule.value);
    }
    if (rule.verb !== 'cut-link') continue;
    const [a, b] = [accounts.get(rule.a), accounts.get(rule.b)];
    if (a === undefined || b === undefined) unmet.push(id);
    else links.push([a, b]);
  }
  if (wanted.size > 0) {
    const { kinds, indicatorKind, indicatorValue } = sightings;
    const isAsked = kinds.map(({ kind }) => asked.has(kind));
    for (let e = 0; e < indicatorKind.length; e++) {
      if (!isAsked[indicatorKind[e]] || !values.has(indicatorValue[e])) continue;
      if (wanted.delete(keyOf(kinds[indicatorKind[e]].kind, indicatorValue[e]))) isCut[e] = 1;
    }
    unmet.push(...wanted.values());
  }
  const rowsOf = rowsOfAccounts(sightings.account, new Set(links.flat()));
  for (const [a, b] of links) {
    const known = new Set(rowsOf.get(a)!.map((row) => sightings.indicator[row]));
    for (const row of rowsOf.get(b)!) if (known.has(sightings.indicator[row])) isOut[row] = 1;
  }
  const { indicator } = sightings;
  if (isCut.includes(1)) for (let row = 0; row < indicator.length; row++) isOut[row] |= isCut[indicator[row]];
  return { isOut, unmet };
}

const keyOf = (kind: string, value: string): string => `${kind} ${value}`;

function rowsOfAccounts(account: Uint32Array, wanted: ReadonlySet<number>): Map<number, number[]> {
  const rows = new Map(Array.from(wanted, (a) => [a, [] as number[]]));
  if (wanted.size > 0) account.forEach((a, row) => rows.get(a)?.push(row));
  return rows;
}

/** The sightings without some rows; the same object where none is out. */
function withoutRows(sightings: LakeTables['sightings'], isOut: Uint8Array): LakeTables['sightings'] {
  if (!isOut.includes(1)) return sightings;
  const rows = new Uint32Array(isOut.length);
  let kept = 0;
  for (let row = 0; row < isOut.length; row++) if (isOut[row] === 0) rows[kept++] = row;
  return someSightings(sightings, rows.slice(0, kept));
}

function verified(
  { tables: { accounts } }: Finder,
  active: readonly Constraint[],
): { isVerified: Uint8Array; unmet: string[] } {
  const known = new Map(accounts.organisations.map((name, at) => [name, at]));
  const chosen = new Set<number>();
  const unmet: string[] = [];
  for (const { id, rule } of active) {
    if (rule.verb !== 'verify-organisation') continue;
    const at = known.get(rule.organisation);
    if (at === undefined) unmet.push(id);
    else chosen.add(at);
  }
  const isVerified =
    chosen.size === 0
      ? accounts.isVerified
      : accounts.isVerified.map((own, a) => (chosen.has(accounts.organisation[a]) ? 1 : own));
  return { isVerified, unmet };
}

/** Takes excluded accounts out of the networks, and puts pinned ones into that which most of their anchors are in. A network that becomes too small is none. */
export function overlay(
  incidence: Incidence,
  clusters: readonly Cluster[],
  { excluded, pinned }: Pick<Constrained, 'excluded' | 'pinned'>,
): { clusters: Cluster[]; unmet: string[] } {
  const home = homesOf(clusters, new Set(pinned.flatMap(({ account, anchors }) => [account, ...anchors])));
  const added = clusters.map((): number[] => []);
  const moved = new Set<number>(excluded);
  const unmet: string[] = [];
  for (const { account, anchors, id } of pinned) {
    const votes = new Map<number, number>();
    for (const anchor of anchors) {
      const c = home.get(anchor);
      if (c !== undefined) votes.set(c, (votes.get(c) ?? 0) + 1);
    }
    const [top] = [...votes].sort((x, y) => y[1] - x[1] || x[0] - y[0]);
    if (!top) unmet.push(id);
    else if (home.get(account) !== top[0]) {
      added[top[0]].push(account);
      moved.add(account);
    }
  }
  const changed = clusters.map((cluster, c) => {
    const isTouched = added[c].length > 0 || (moved.size > 0 && cluster.members.some((a) => moved.has(a)));
    if (!isTouched) return cluster;
    const stay = Array.from(cluster.members.keys()).filter((row) => !moved.has(cluster.members[row]));
    const rows = [
      ...stay.map((row) => [cluster.members[row], cluster.contested[row]] as const),
      ...added[c].map((account) => [account, -1] as const),
    ].sort((x, y) => x[0] - y[0]);
    // Links are by the place of a member, and members have changed.
    const { links: _, ...unlinked } = cluster;
    return restate(incidence, {
      ...unlinked,
      members: Uint32Array.from(rows, ([a]) => a),
      contested: Int32Array.from(rows, ([, contested]) => contested),
    });
  });
  return { clusters: changed, unmet };
}

/** The cluster that each of some accounts is in; those that are in none are left out. */
function homesOf(clusters: readonly Cluster[], accounts: ReadonlySet<number>): Map<number, number> {
  const home = new Map<number, number>();
  if (accounts.size === 0) return home;
  clusters.forEach(({ members }, c) => {
    for (const a of members) if (accounts.has(a)) home.set(a, c);
  });
  return home;
}
