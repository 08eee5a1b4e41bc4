import {
  IolausError,
  type AccountView,
  type EvidenceItem,
  type IndicatorKind,
  type LinkView,
  type RecordRow,
  type Why,
} from '@iolaus/contracts';
import { linkAtLarge } from './link-at-large.js';
import { explainLink, explainMember, type MemberFacts, type SharedFact } from '@iolaus/detect';
import type { AccountIndicatorRow } from '@iolaus/graph-store';
import { indicatorKey, type Snapshot, type SnapshotNetwork } from '../snapshot.js';
import type { Workbench } from '../workbench.js';

const HOUR_MS = 3_600_000;
const DAYS = 14;
const TIMING = 5;
const LISTED = 500;

/** An account page: what holds it, when it was active, who its neighbours are. */
export async function accountView(workbench: Workbench, id: string): Promise<AccountView> {
  const store = await workbench.graph.store();
  const [account, { rows, total }, neighbours, activity] = await Promise.all([
    store.account(id),
    store.indicatorsOfAccount(id, LISTED),
    store.neighbours(id),
    workbench.lake.activityOf(id),
  ]);
  if (!account) throw new IolausError('NOT_FOUND', { what: 'account', id });
  const place = placeOf(workbench, id);
  const kinds = workbench.lake.kinds();
  const factsIn = (network: SnapshotNetwork | undefined): SharedFact[] =>
    rows.map((row) => factOf(kinds, row, { network, classes: classesIn(workbench) }));
  const why = place && explainMember(memberFacts(workbench.snapshot(), place, factsIn(place.network)));
  return {
    id: account.id,
    createdMs: account.createdMs,
    firstMs: account.firstMs,
    lastMs: account.lastMs,
    exchanges: account.exchanges,
    activeHours: activity.hour.length,
    status: account.status,
    programme: account.programme,
    organisation: account.organisation,
    isVerified: account.isVerified,
    network: place && {
      ...pick(place.network),
      community: place.network.communities[place.network.members.community[place.row]!]!.label,
    },
    why,
    secondBest: place && secondBest(workbench.snapshot(), place, factsIn),
    indicators: why?.shares ?? strangerShares(workbench, factsIn(undefined)),
    indicatorTotal: total,
    neighbours: [...neighbours],
    ...activityGrid(activity),
    usualDayOfNetwork: [...(place?.network.usualDay ?? [])],
  };
}

/** The network that contests a member, and what the member's indicators are worth there. */
function secondBest(
  snapshot: Snapshot,
  { network, row }: Place,
  factsIn: (network: SnapshotNetwork) => SharedFact[],
): AccountView['secondBest'] {
  const second = snapshot.networks[network.members.contested[row]!];
  if (!second) return null;
  const { bits } = explainMember({
    accounts: snapshot.population,
    leastFamilies: leastFamiliesOf(snapshot),
    network: factsOf(second),
    timingBits: 0,
    shares: factsIn(second),
  });
  return { network: second.record.name, bits };
}

/** What an account of no network was seen with. */
function strangerShares(workbench: Workbench, shares: readonly SharedFact[]): EvidenceItem[] {
  return ofAll(explainLink({ accounts: populationOf(workbench), leastFamilies: 2, network: undefined, shares }).shares);
}

/** Without a network there is no outside: rarity is among all accounts. */
const ofAll = (items: readonly EvidenceItem[]): EvidenceItem[] =>
  items.map((item) => ({ ...item, rarity: item.rarity.replace(' outside', '') }));

const pick = ({
  record,
}: SnapshotNetwork): {
  id: string;
  name: string;
  tier: SnapshotNetwork['record']['tier'];
  score: number;
  q: number;
} => ({ id: record.id, name: record.name, tier: record.tier, score: record.score, q: record.q });

const populationOf = (workbench: Workbench): number => (workbench.hasSnapshot ? workbench.snapshot().population : 1);

/** What is known of indicators as infrastructure; nothing before the first detection. */
const classesIn = (workbench: Workbench): Snapshot['classes'] =>
  workbench.hasSnapshot ? workbench.snapshot().classes : new Map();

/** An account's place among the members of its network. */
interface Place {
  readonly network: SnapshotNetwork;
  readonly row: number;
}

const placesOf = new WeakMap<Snapshot, Map<string, Place>>();

function placeOf(workbench: Workbench, id: string): Place | null {
  if (!workbench.hasSnapshot) return null;
  const snapshot = workbench.snapshot();
  let places = placesOf.get(snapshot);
  if (!places) {
    places = new Map(
      snapshot.networks.flatMap((network) =>
        network.members.ids.map((member, row) => [member, { network, row }] as const),
      ),
    );
    placesOf.set(snapshot, places);
  }
  return places.get(id) ?? null;
}

function memberFacts(snapshot: Snapshot, { network, row }: Place, shares: readonly SharedFact[]): MemberFacts {
  return {
    accounts: snapshot.population,
    leastFamilies: leastFamiliesOf(snapshot),
    network: factsOf(network),
    timingBits: Math.round(network.members.bitsByFamily[row * 6 + TIMING]! * 10) / 10,
    shares,
  };
}

const factsOf = ({ record }: SnapshotNetwork): MemberFacts['network'] => ({
  name: record.name,
  tier: record.tier,
  members: record.accounts,
  barBits: record.barBits,
  q: record.q,
});

const coreBitsOf = new WeakMap<SnapshotNetwork, ReadonlyMap<string, number>>();

function coreBits(network: SnapshotNetwork): ReadonlyMap<string, number> {
  const bits = coreBitsOf.get(network) ?? new Map(network.core.map((each) => [indicatorKey(each), each.bits]));
  coreBitsOf.set(network, bits);
  return bits;
}

/** How many families hold a member: two, or one where the data links by one family alone. */
const leastFamiliesOf = ({ parameters }: Snapshot): 1 | 2 => (parameters['mode'] === 'one-kind' ? 1 : 2);

function factOf(
  kinds: readonly IndicatorKind[],
  row: AccountIndicatorRow,
  { network, classes }: { readonly network: SnapshotNetwork | undefined; readonly classes: Snapshot['classes'] },
): SharedFact {
  const kind = kinds.find((each) => each.kind === row.kind);
  if (!kind) throw new IolausError('INTERNAL', {}, { cause: `no kind ${row.kind}` });
  return {
    kind: row.kind,
    label: kind.label,
    value: row.value,
    text: row.text ?? undefined,
    family: kind.family,
    reliability01: kind.reliability01,
    classes: classes.get(indicatorKey(row)) ?? 0,
    bits: network && coreBits(network).get(indicatorKey(row)),
    reach: row.reach,
    // What only one member holds is not listed; the account that was asked for is that one.
    members: network ? (network.shared.get(indicatorKey(row)) ?? 1) : 0,
    firstMs: row.seenFirstMs,
    lastMs: row.seenLastMs,
    rows: row.count,
  };
}

function activityGrid({
  hour,
  count,
}: {
  hour: Uint32Array;
  count: Uint32Array;
}): Pick<AccountView, 'activity' | 'activityStartMs' | 'usualDay'> {
  const usual = Array.from({ length: 24 }, () => 0);
  if (hour.length === 0) return { activity: [], activityStartMs: null, usualDay: usual };
  const lastDay = Math.floor(hour.at(-1)! / 24);
  const firstDay = lastDay - DAYS + 1;
  const activity = Array.from({ length: DAYS }, () => Array.from({ length: 24 }, () => 0));
  let total = 0;
  hour.forEach((each, at) => {
    usual[each % 24]! += count[at]!;
    total += count[at]!;
    const day = Math.floor(each / 24) - firstDay;
    if (day >= 0) activity[day]![each % 24]! += count[at]!;
  });
  return { activity, activityStartMs: firstDay * 24 * HOUR_MS, usualDay: usual.map((each) => each / total) };
}

/** Raw records of an account, masked. */
export function accountRows(
  workbench: Workbench,
  query: { id: string; kind?: string | undefined; value?: string | undefined; offset: number; limit: number },
): Promise<{ rows: RecordRow[]; total: number }> {
  const { id, kind, value, offset, limit } = query;
  return workbench.lake.rows({
    account: id,
    offset,
    limit,
    ...(kind === undefined || value === undefined ? {} : { kind, value }),
  });
}

/** What joins two accounts. */
export async function linkView(workbench: Workbench, a: string, b: string): Promise<LinkView> {
  const store = await workbench.graph.store();
  const [shared, ...accounts] = await Promise.all([store.sharedIndicators(a, b), store.account(a), store.account(b)]);
  const missing = [a, b].find((_, at) => !accounts[at]);
  if (missing !== undefined) throw new IolausError('NOT_FOUND', { what: 'account', id: missing });
  const [first, second] = [placeOf(workbench, a), placeOf(workbench, b)];
  const network = first && second && first.network === second.network ? first.network : undefined;
  const kinds = workbench.lake.kinds();
  const facts = shared.map((row) =>
    factOf(
      kinds,
      { ...row, count: row.countA + row.countB, seenFirstMs: row.firstMs, seenLastMs: row.lastMs },
      { network, classes: classesIn(workbench) },
    ),
  );
  const why: Why = explainLink({
    accounts: populationOf(workbench),
    leastFamilies: workbench.hasSnapshot ? leastFamiliesOf(workbench.snapshot()) : 2,
    network: network && factsOf(network),
    among: first && second && network ? groupOf(network, first.row, second.row) : undefined,
    shares: facts,
  });
  return {
    a,
    b,
    why: network ? why : { ...why, shares: ofAll(why.shares) },
    atLarge: await linkAtLarge(workbench, a, b),
  };
}

/** The smallest group that two members were found in. */
function groupOf(
  { record, members, communities }: SnapshotNetwork,
  a: number,
  b: number,
): { accounts: number; name: string } {
  const community = members.community[a]!;
  if (community !== members.community[b]) return { accounts: record.accounts, name: record.name };
  return { accounts: communities[community]!.accounts, name: `${communities[community]!.label} of ${record.name}` };
}
