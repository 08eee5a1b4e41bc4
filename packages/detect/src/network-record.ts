import {
  classesOf,
  FAMILIES,
  type Community,
  type CoreIndicator,
  type DetectedNetwork,
  type FamilyBits,
  type LakeTables,
  type NetworkRecord,
  type Reason,
  type RiskPoint,
} from '@iolaus/contracts';
import { bannedAt } from './bans.js';
import { findBridges } from './bridges.js';
import type { Cluster } from './clusters.js';
import { communityLabel, type Communities } from './communities.js';
import type { Features } from './features.js';
import { networkFragility } from './fragility.js';
import { testHypotheses } from './hypotheses.js';
import type { Identity } from './identities.js';
import type { Incidence } from './incidence.js';
import { FAMILY_COUNTS, rowsOf, WIDTH } from './membership.js';
import { campaignUses } from './share.js';
import { LINK_SORTS, type LinkColumns } from './one-kind-links.js';
import { tierOf } from './risk.js';
import { NULL_MODEL } from './significance.js';
import { median } from './statistics.js';
import type { WithinStrata } from './strata.js';
import type { Timing } from './timing.js';
import { chance, counted, inSentence, number, rarity, share } from './wording.js';

/** A network with everything known of it but its place among the others. */
export interface Assembled {
  readonly cluster: Cluster;
  readonly communities: Communities;
  readonly timing: Timing;
  readonly features: Features;
  /** Points of the risk tier, and their sum. */
  readonly points: readonly RiskPoint[];
  readonly score: number;
  readonly probability: number | null;
  readonly logQ: number;
  readonly withinStrata: WithinStrata;
  readonly id: string;
  readonly name: string;
  readonly clusterNumber: number;
  readonly identity: Identity;
}

/** Most core indicators that a record lists; the rest stay in the graph. */
const CORE_LISTED = 400;

/** Turns an assembled network into the record, the member columns and the communities that others read. `positionOf` maps cluster numbers to places. */
export function assembleNetwork(
  incidence: Incidence,
  tables: LakeTables,
  found: Assembled & { readonly positionOf: ReadonlyMap<number, number> },
): DetectedNetwork {
  const { cluster, communities } = found;
  const order = Uint32Array.from(cluster.members.keys()).sort(
    (x, y) => cluster.total[y] - cluster.total[x] || cluster.members[x] - cluster.members[y],
  );
  const coreOrder = Uint32Array.from(cluster.indicators.keys()).sort(
    (x, y) =>
      cluster.held[y] * cluster.bits[y] - cluster.held[x] * cluster.bits[x] ||
      cluster.indicators[x] - cluster.indicators[y],
  );
  const core = Uint32Array.from(coreOrder, (k) => cluster.indicators[k]);
  const uses = campaignUses(incidence, tables, cluster);
  return {
    record: recordOf(incidence, tables, { ...found, coreOrder }),
    members: {
      account: Uint32Array.from(order, (row) => cluster.members[row]),
      bits: Float32Array.from(order, (row) => cluster.total[row]),
      bitsByFamily: rowsOf(cluster.byFamily, order),
      community: Uint16Array.from(order, (row) => communities.ofMember[row]),
      timingZ: Float32Array.from(order, (row) => found.timing.z[row]),
      contested: Int32Array.from(order, (row) => found.positionOf.get(cluster.contested[row]) ?? -1),
      campaignUses: Float64Array.from(order, (row) => uses.campaign[row]),
      uses: Float64Array.from(order, (row) => uses.all[row]),
    },
    communities: describeCommunities(tables, found),
    core,
    coreBits: Float32Array.from(coreOrder, (k) => cluster.bits[k]),
  };
}

function recordOf(
  incidence: Incidence,
  tables: LakeTables,
  found: Assembled & { readonly coreOrder: Uint32Array },
): NetworkRecord {
  const { cluster, features } = found;
  const { points, score } = found;
  const rows = found.coreOrder;
  const banned = bannedAt(tables);
  const fragility = networkFragility(incidence, tables, cluster);
  const base = {
    id: found.id,
    name: found.name,
    tier: tierOf(score, features),
    score,
    probability: found.probability,
    q: 10 ** found.logQ,
    withinStrata: {
      meetings: found.withinStrata.meetings,
      expected: round(found.withinStrata.expected),
      p: 10 ** round(found.withinStrata.logP),
    },
    strength: round(median(cluster.total)),
    strengthByFamily: byFamily((family) => round(mean(cluster, family))),
    barBits: round(cluster.barBits),
    lineage: found.identity.lineage,
    accounts: cluster.members.length,
    banned: cluster.members.filter((a) => !Number.isNaN(banned[a])).length,
    exchanges: sum(cluster.members, tables.accounts.exchanges),
    communities: found.communities.count,
    firstMs: extreme(cluster.members, tables.accounts.firstMs, Math.min),
    lastMs: extreme(cluster.members, tables.accounts.lastMs, Math.max),
    heldBy: byFamily((family) => heldShare(cluster, family)),
    core: [...rows.subarray(0, CORE_LISTED)].map((k) => coreIndicatorOf(incidence, tables, { cluster, k })),
    points: [...points],
    hypotheses: testHypotheses({ incidence, tables, cluster, features }),
    fragility,
    bridges: findBridges(incidence, tables, found),
  };
  return { ...base, reasons: reasonsOf(base, { incidence, tables, found }) };
}

const round = (value: number): number => Math.round(value * 10) / 10;

function byFamily(of: (family: number) => number): FamilyBits {
  return Object.fromEntries(FAMILIES.map((family, at) => [family, of(at)] as const).filter(([, value]) => value > 0));
}

function mean(cluster: Cluster, family: number): number {
  let total = 0;
  for (let row = 0; row < cluster.members.length; row++) total += cluster.byFamily[row * WIDTH + family];
  return total / Math.max(1, cluster.members.length);
}

/** Share 0–1 of members for whom the family counts. */
export function heldShare(cluster: Pick<Cluster, 'members' | 'byFamily'>, family: number): number {
  let count = 0;
  for (let row = 0; row < cluster.members.length; row++)
    if (cluster.byFamily[row * WIDTH + family] >= FAMILY_COUNTS) count++;
  return Math.round((count / Math.max(1, cluster.members.length)) * 1000) / 1000;
}

function sum(accounts: Uint32Array, column: Float64Array): number {
  return accounts.reduce((total, a) => total + column[a], 0);
}

function extreme(accounts: Uint32Array, column: Float64Array, better: (a: number, b: number) => number): number | null {
  let best = Number.NaN;
  for (const a of accounts)
    if (!Number.isNaN(column[a])) best = Number.isNaN(best) ? column[a] : better(best, column[a]);
  return Number.isNaN(best) ? null : best;
}

function coreIndicatorOf(
  incidence: Incidence,
  tables: LakeTables,
  { cluster, k }: { cluster: Cluster; k: number },
): CoreIndicator {
  const { sightings } = tables;
  const e = cluster.indicators[k];
  const text = sightings.indicatorText[e];
  return {
    kind: sightings.kinds[sightings.indicatorKind[e]].kind,
    value: sightings.indicatorValue[e],
    ...(text === undefined ? {} : { text }),
    members: cluster.held[k],
    reach: incidence.reach[e],
    bits: round(cluster.bits[k]),
    ...(incidence.classes[e] === 0 ? {} : { classes: classesOf(incidence.classes[e]).map(({ name }) => name) }),
    ...seenBetween(incidence, tables, e),
  };
}

const seenCache = new WeakMap<LakeTables['sightings'], { first: Float64Array; last: Float64Array }>();

/** When an indicator was first and last seen, by anyone. */
export function seenBetween(
  incidence: Incidence,
  tables: LakeTables,
  e: number,
): { firstMs: number | null; lastMs: number | null } {
  let seen = seenCache.get(tables.sightings);
  if (!seen) {
    seen = {
      first: new Float64Array(incidence.indicators).fill(Number.POSITIVE_INFINITY),
      last: new Float64Array(incidence.indicators).fill(Number.NEGATIVE_INFINITY),
    };
    const { indicator, firstMs, lastMs } = tables.sightings;
    for (let row = 0; row < indicator.length; row++) {
      if (firstMs[row] < seen.first[indicator[row]]) seen.first[indicator[row]] = firstMs[row];
      if (lastMs[row] > seen.last[indicator[row]]) seen.last[indicator[row]] = lastMs[row];
    }
    seenCache.set(tables.sightings, seen);
  }
  const known = (value: number): number | null => (Number.isFinite(value) ? value : null);
  return { firstMs: known(seen.first[e]), lastMs: known(seen.last[e]) };
}

function describeCommunities(tables: LakeTables, { cluster, communities }: Assembled): Community[] {
  const { kinds, indicatorKind } = tables.sightings;
  const rows = Array.from({ length: communities.count }, (): number[] => []);
  communities.ofMember.forEach((c, row) => rows[c].push(row));
  const indicators = Array.from({ length: communities.count }, (): number[] => []);
  communities.ofIndicator.forEach((c, k) => {
    if (c < communities.count) indicators[c].push(k);
  });
  return rows.map((members, c) => {
    const part = {
      members: Uint32Array.from(members, (row) => cluster.members[row]),
      byFamily: rowsOf(cluster.byFamily, members),
    };
    const own = indicators[c].sort((x, y) => cluster.held[y] * cluster.bits[y] - cluster.held[x] * cluster.bits[x]);
    return {
      label: communityLabel(c),
      accounts: members.length,
      exchanges: sum(part.members, tables.accounts.exchanges),
      indicators: Uint32Array.from(own, (k) => cluster.indicators[k]),
      bits: round(median(Float32Array.from(members, (row) => cluster.total[row]))),
      heldBy: byFamily((family) => heldShare(part, family)),
      holdsTogether: holdsTogether(own.map((k) => kinds[indicatorKind[cluster.indicators[k]]])),
    };
  });
}

const SHORT: Readonly<Record<string, readonly [string, string]>> = {
  'payment-method': ['card', 'cards'],
  ip: ['IP', 'IPs'],
  subnet: ['subnet', 'subnets'],
  'prompt-template': ['template', 'templates'],
  'system-prompt': ['system prompt', 'system prompts'],
  'tool-schema': ['tool schema', 'tool schemas'],
  'user-agent': ['agent', 'agents'],
  'email-domain': ['domain', 'domains'],
};

function holdsTogether(kinds: readonly LakeTables['sightings']['kinds'][number][]): string {
  const counts = new Map<string, number>();
  for (const kind of kinds) if (kind.kind !== 'subnet') counts.set(kind.kind, (counts.get(kind.kind) ?? 0) + 1);
  const label = (name: string): readonly [string, string] =>
    SHORT[name] ?? [
      inSentence(kinds.find((each) => each.kind === name)!.label),
      inSentence(kinds.find((each) => each.kind === name)!.plural),
    ];
  const parts = [...counts].slice(0, 2).map(([name, n]) => counted(n, ...label(name)));
  return parts.length === 0 ? 'indicators of the whole network' : parts.join(', ');
}

function reasonsOf(
  record: Omit<NetworkRecord, 'reasons'>,
  of: { incidence: Incidence; tables: LakeTables; found: Assembled },
): Reason[] {
  const held = Object.entries(record.heldBy).sort((x, y) => y[1] - x[1]);
  const top = record.core.find((each) => each.members > 1);
  const weakest = record.fragility[0];
  const reasons: Reason[] = [
    {
      code: 'held-by',
      sentence: `${number(record.accounts)} accounts are held together by ${held.map(([family, part]) => `${family} (${share(part)})`).join(', ')}.`,
      figures: Object.fromEntries(held),
    },
    {
      code: 'significance',
      sentence: `${meetingOf(held, of.found.cluster)} so often that chance would do it ${chance(of.found.logQ)}. ${NULL_MODEL}`,
      figures: { q: record.q },
    },
  ];
  const strata = strataReason(record.withinStrata, of);
  if (strata) reasons.push(strata);
  const { lineage } = record;
  if (lineage.certainty !== null)
    reasons.push({
      code: 'grown-back',
      sentence: `It ${lineage.certainty === 'likely' ? 'likely' : 'possibly'} grew back from ${lineage.predecessors[0]}, which was banned: ${lineage.bits} bits of evidence survived.`,
      figures: { bits: lineage.bits ?? 0, generation: lineage.generation },
    });
  const links = linksReason(of.found.cluster);
  if (links) reasons.push(links);
  if (top) {
    const outside = top.reach - top.members;
    const label = inSentence(of.tables.sightings.kinds.find((kind) => kind.kind === top.kind)!.label);
    reasons.push({
      code: 'rarest',
      sentence: `${number(top.members)} members share one ${label}; it is known to ${rarity(outside, of.incidence.accounts - record.accounts, true)}.`,
      figures: { members: top.members, outside, bits: top.bits },
    });
  }
  if (weakest) {
    const sentence = weakest.holds
      ? `Robust: without any one indicator, family or day, at least ${share(weakest.remains)} of members stay.`
      : `Rests on ${weakest.kind === 'family' ? `${weakest.value} evidence` : weakest.without}: without ${weakest.kind === 'day' ? 'them' : 'it'}, ${share(1 - weakest.remains)} of members fall away.`;
    reasons.push({ code: weakest.holds ? 'robust' : 'fragile', sentence, figures: { remains: weakest.remains } });
  }
  return reasons;
}

/** Above this chance, what accounts of one stratum share by themselves may explain a network. */
const MAY_EXPLAIN = 0.01;

function strataReason(
  { meetings, expected, p }: NetworkRecord['withinStrata'],
  { incidence, tables }: { readonly incidence: Incidence; readonly tables: LakeTables },
): Reason | undefined {
  if (meetings === 0) return undefined;
  const parts = [
    ...(tables.accounts.createdMs.some((ms) => !Number.isNaN(ms)) ? ['week of sign-up'] : []),
    ...(tables.sightings.kinds.some(({ kind }, at) => kind === 'asn' && incidence.holders[at] > 0) ? ['ASN'] : []),
  ];
  const among = parts.length === 0 ? 'all accounts' : `accounts of the same ${parts.join(' and ')}`;
  return {
    code: 'within-strata',
    sentence: `Two families meet ${number(meetings)} times; dealt anew among ${among}, ${number(Math.round(expected))} times${p > MAY_EXPLAIN ? ', which may explain it' : ''}.`,
    figures: { meetings, expected, p },
  };
}

function meetingOf(held: readonly (readonly [string, number])[], { links }: Cluster): string {
  const counts = linkCounts(links);
  if (counts.direct > 0)
    return counts.direct < counts.all
      ? 'Its members name one another, and meet at the same time,'
      : 'Its members name one another';
  return held.filter(([family]) => family !== 'timing').length > 1
    ? 'Independent families of evidence meet in its members'
    : 'Its members meet at the same time';
}

/** What joins the accounts of a network that were linked one by one. */
function linksReason({ links }: Cluster): Reason | undefined {
  const { direct, window, coherent, all } = linkCounts(links);
  if (direct + window + coherent === 0) return undefined;
  const parts = [
    ...(direct > 0 ? [`${counted(direct, 'direct link')} from one to another`] : []),
    ...(window > 0 ? [`${counted(window, 'meeting')} closer in time than chance brings strangers`] : []),
    ...(coherent > 0 ? [`${counted(coherent, 'place')} on hubs whose accounts came together`] : []),
  ];
  return {
    code: 'links',
    sentence: `They are joined by ${parts.join(', ')}.`,
    figures: { direct, window, coherent, all },
  };
}

function linkCounts(links: LinkColumns | undefined): Record<(typeof LINK_SORTS)[number] | 'all', number> {
  const counts = { direct: 0, window: 0, coherent: 0, meeting: 0, all: links?.sort.length ?? 0 };
  for (const sort of links?.sort ?? []) counts[LINK_SORTS[sort]]++;
  return counts;
}
