import {
  classCounts,
  classesOf,
  IolausError,
  TIERS,
  type BlastRadius,
  type Constraint,
  type CoreIndicator,
  type HolderRow,
  type Holders,
  type IndicatorView,
  type NetworkRecord,
} from '@iolaus/contracts';
import { counted, DEFAULT_PARAMETERS, number, rarity } from '@iolaus/detect';
import { indicatorKey, type Snapshot, type SnapshotNetwork } from '../snapshot.js';
import type { Workbench } from '../workbench.js';
import { isPassing } from './networks.js';

/** Holders that are looked at for what they share besides: enough to tell, and quick for any reach. */
const TOGETHER_AMONG = 500;
const DAY_MS = 86_400_000;

/** An indicator page: how many hold it, in which networks, with what else, and whether it links. */
export async function indicatorView(workbench: Workbench, kind: string, value: string): Promise<IndicatorView> {
  const store = await workbench.graph.store();
  const indicator = await store.indicator(kind, value);
  const info = workbench.lake.kinds().find((each) => each.kind === kind);
  if (!indicator || !info)
    throw new IolausError('NOT_FOUND', { what: info?.label.toLowerCase() ?? 'kind', id: info ? value : kind });
  const [outside, networks, together, status] = await Promise.all([
    store.accountsOfIndicator({ kind, value, holders: 'outside', limit: 0 }),
    store.networksOfIndicator(kind, value),
    store.indicatorsTogether({ kind, value, among: TOGETHER_AMONG, limit: 20 }),
    store.status(),
  ]);
  const cut = workbench.hasSnapshot
    ? leftOutBy(
        { kind, value },
        { constraints: workbench.casebook.constraints(), parameters: workbench.snapshot().parameters },
      )
    : undefined;
  const classes = workbench.hasSnapshot ? (workbench.snapshot().classes.get(indicatorKey({ kind, value })) ?? 0) : 0;
  const reliability01 = info.reliability01 * classCounts(classes);
  const bits = linkBits({ reliability01, reach: indicator.reach, accounts: status.accounts });
  return {
    kind,
    value,
    text: indicator.text,
    reach: indicator.reach,
    records: indicator.records,
    firstMs: indicator.firstMs,
    lastMs: indicator.lastMs,
    rarity: rarity(indicator.reach, status.accounts, bits >= LEAST_BITS).replace(' outside', ''),
    bits: cut ? 0 : Math.round(bits * 10) / 10,
    linking: linkingSentence({
      cutBy: cut?.id,
      reliability01: info.reliability01,
      classes,
      plural: info.plural,
      bits,
      reach: indicator.reach,
      accounts: status.accounts,
    }),
    networks: [...networks],
    outside: outside.total,
    together: [...together],
    togetherAmong: Math.min(indicator.reach, TOGETHER_AMONG),
  };
}

/** Bits under which an indicator is too common to link. */
export const LEAST_BITS = DEFAULT_PARAMETERS.leastBits;

/** Bits that two accounts gain which share an indicator: r·log2(0.9·N/d), none below zero. The reliability is that of its kind and its classes. */
export function linkBits(of: {
  readonly reliability01: number;
  readonly reach: number;
  readonly accounts: number;
}): number {
  return Math.max(0, of.reliability01 * Math.log2((0.9 * of.accounts) / Math.max(1, of.reach)));
}

/** The constraint that leaves an indicator out of the shown networks, by the parameters that they were detected with. */
export function leftOutBy(
  of: { readonly kind: string; readonly value: string },
  known: { readonly constraints: readonly Constraint[]; readonly parameters: Snapshot['parameters'] },
): Constraint | undefined {
  const inForce = new Set(String(known.parameters['constraints'] ?? '').split(' '));
  return known.constraints.find(
    ({ id, rule }) =>
      inForce.has(id) &&
      (rule.verb === 'cut-indicator' || rule.verb === 'share-indicator') &&
      rule.kind === of.kind &&
      rule.value === of.value,
  );
}

function linkingSentence(of: {
  cutBy: string | undefined;
  reliability01: number;
  classes: number;
  plural: string;
  bits: number;
  reach: number;
  accounts: number;
}): string {
  if (of.cutBy !== undefined) return `It links nobody: constraint ${of.cutBy} leaves it out of detection.`;
  if (of.reliability01 === 0) return `${of.plural} are context: they are shown, and never link.`;
  const [weakest] = classesOf(of.classes).toSorted((x, y) => x.counts01 - y.counts01);
  if (weakest?.counts01 === 0) return `It is ${weakest.sentence}: it links nobody, and counts nothing.`;
  if (of.reach < 2) return 'Only one account has it, so it links nothing.';
  if (of.bits < LEAST_BITS)
    return `${number(of.reach)} of ${number(of.accounts)} accounts have it: too common to link.`;
  const gain = `It links ${counted(of.reach, 'account')}: two that share it gain ${of.bits.toFixed(1)} bits`;
  return weakest ? `${gain}, ${weakest.says} of what another would, as it is ${weakest.sentence}.` : `${gain}.`;
}

/** Whom a block of an indicator would hit; refuses an indicator that nobody holds (NOT_FOUND). */
export async function blastRadius(workbench: Workbench, kind: string, value: string): Promise<BlastRadius> {
  const store = await workbench.graph.store();
  const [rows, holding] = await Promise.all([
    store.radiusOfIndicator(kind, value),
    store.networksOfIndicator(kind, value),
  ]);
  if (rows.length === 0) throw new IolausError('NOT_FOUND', { what: kind, id: value });
  const networks = workbench.hasSnapshot ? workbench.snapshot().networks : [];
  const days = (ms: number | null): number | null => (ms === null ? null : Math.round(ms / DAY_MS));
  return {
    kind,
    value,
    groups: [...TIERS, null].flatMap((tier) =>
      rows.filter((row) => row.tier === tier).map(({ tenureMs, ...row }) => ({ ...row, tenureDays: days(tenureMs) })),
    ),
    networks: holding.map(({ id, name, accounts }) => ({ id, name, accounts })),
    plans: plansFor(networks, { kind, value }),
  };
}

/** What the plans of networks say of an indicator: those that block it first. */
export function plansFor(
  networks: readonly Pick<SnapshotNetwork, 'plan'>[],
  of: { readonly kind: string; readonly value: string },
): BlastRadius['plans'] {
  const isIt = (each: { readonly kind: string; readonly value: string }): boolean =>
    each.kind === of.kind && each.value === of.value;
  const said = networks.flatMap(({ plan: { network, name, blocks, notBlocked } }): BlastRadius['plans'] => {
    if (blocks.some(isIt)) return [{ network, name, blocks: true, reason: null }];
    const spared = notBlocked.find(isIt);
    return spared ? [{ network, name, blocks: false, reason: spared.reason }] : [];
  });
  return said.toSorted((x, y) => Number(y.blocks) - Number(x.blocks));
}

/** Accounts that hold an indicator, most used first; refuses an indicator that nobody holds (NOT_FOUND). */
export async function indicatorAccounts(
  workbench: Workbench,
  query: { kind: string; value: string; holders: Holders; offset: number; limit: number },
): Promise<{ rows: HolderRow[]; total: number }> {
  const store = await workbench.graph.store();
  if (!(await store.indicator(query.kind, query.value)))
    throw new IolausError('NOT_FOUND', { what: query.kind, id: query.value });
  const { rows, total } = await store.accountsOfIndicator(query);
  return { rows: [...rows], total };
}

/** One row of the list of indicators. */
export interface TopIndicator {
  readonly kind: string;
  readonly value: string;
  readonly text: string | null;
  readonly reach: number;
  readonly bits: number;
  readonly networks: number;
}

/** The indicators that tell most in the networks that pass, one kind or all. */
export function topIndicators(
  workbench: Workbench,
  query: { kind?: string | undefined; limit: number },
): TopIndicator[] {
  return rankIndicators(workbench.snapshot().networks, query);
}

/** A network as far as its indicators are ranked. */
export interface RankedNetwork {
  readonly core: SnapshotNetwork['core'];
  readonly record: Pick<NetworkRecord, 'q'> & {
    readonly core: readonly Pick<CoreIndicator, 'kind' | 'value' | 'text'>[];
  };
}

/** The core indicators of the networks that pass, each once, by members and bits: bits of the network where it tells most, members of all. */
export function rankIndicators(
  networks: readonly RankedNetwork[],
  query: { kind?: string | undefined; limit: number },
): TopIndicator[] {
  const found = new Map<string, TopIndicator & { readonly members: number }>();
  for (const { record, core } of networks.filter(isPassing)) {
    const texts = new Map(record.core.map((each) => [indicatorKey(each), each.text]));
    for (const { kind, value, reach, bits, members } of core) {
      if (query.kind !== undefined && kind !== query.kind) continue;
      const key = indicatorKey({ kind, value });
      const old = found.get(key);
      found.set(key, {
        kind,
        value,
        text: old?.text ?? texts.get(key) ?? null,
        reach,
        bits: Math.max(old?.bits ?? 0, Math.round(bits * 10) / 10),
        networks: (old?.networks ?? 0) + 1,
        members: (old?.members ?? 0) + members,
      });
    }
  }
  return [...found.values()]
    .sort((x, y) => y.members * y.bits - x.members * x.bits || (x.value < y.value ? -1 : 1))
    .slice(0, query.limit)
    .map(({ members: _, ...row }) => row);
}
