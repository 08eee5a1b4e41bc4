import { IolausError, type IndicatorView } from '@iolaus/contracts';
import { counted, number, rarity } from '@iolaus/detect';
import type { Workbench } from '../workbench.js';

const ACCOUNTS_SHOWN = 200;

/** An indicator page: who holds it, in which networks, with what else, and whether it links. */
export async function indicatorView(workbench: Workbench, kind: string, value: string): Promise<IndicatorView> {
  const store = await workbench.graph.store();
  const indicator = await store.indicator(kind, value);
  const info = workbench.lake.kinds().find((each) => each.kind === kind);
  if (!indicator || !info)
    throw new IolausError('NOT_FOUND', { what: info?.label.toLowerCase() ?? 'kind', id: info ? value : kind });
  const [holders, networks, together, status] = await Promise.all([
    store.accountsOfIndicator({ kind, value, limit: ACCOUNTS_SHOWN }),
    store.networksOfIndicator(kind, value),
    store.indicatorsTogether(kind, value, 20),
    store.status(),
  ]);
  const bits = Math.max(0, info.reliability01 * Math.log2((0.9 * status.accounts) / Math.max(1, indicator.reach)));
  const inside = networks.reduce((sum, network) => sum + network.accounts, 0);
  return {
    kind,
    value,
    text: indicator.text,
    reach: indicator.reach,
    records: indicator.records,
    firstMs: indicator.firstMs,
    lastMs: indicator.lastMs,
    rarity: rarity(indicator.reach, status.accounts, bits >= 1).replace(' outside', ''),
    bits: Math.round(bits * 10) / 10,
    linking: linkingSentence({
      reliability01: info.reliability01,
      plural: info.plural,
      bits,
      reach: indicator.reach,
      accounts: status.accounts,
    }),
    networks: [...networks],
    outside: indicator.reach - inside,
    accounts: [...holders],
    together: [...together],
  };
}

function linkingSentence(of: {
  reliability01: number;
  plural: string;
  bits: number;
  reach: number;
  accounts: number;
}): string {
  if (of.reliability01 === 0) return `${of.plural} are context: they are shown, and never link.`;
  if (of.reach < 2) return 'Only one account has it, so it links nothing.';
  if (of.bits < 1) return `${number(of.reach)} of ${number(of.accounts)} accounts have it: too common to link.`;
  return `It links ${counted(of.reach, 'account')}: two that share it gain ${of.bits.toFixed(1)} bits.`;
}

/** The indicators that tell most in networks, one kind or all. */
export function topIndicators(
  workbench: Workbench,
  query: { kind?: string | undefined; limit: number },
): { kind: string; value: string; text: string | null; reach: number; bits: number; networks: number }[] {
  const found = new Map<
    string,
    { kind: string; value: string; text: string | null; reach: number; bits: number; networks: number; members: number }
  >();
  for (const { record, core } of workbench.snapshot().networks) {
    const texts = new Map(record.core.map((each) => [`${each.kind} ${each.value}`, each.text]));
    for (const each of core) {
      if (query.kind !== undefined && each.kind !== query.kind) continue;
      const key = `${each.kind} ${each.value}`;
      const old = found.get(key);
      if (old)
        Object.assign(old, {
          networks: old.networks + 1,
          members: old.members + each.members,
          bits: Math.max(old.bits, each.bits),
        });
      else
        found.set(key, {
          kind: each.kind,
          value: each.value,
          text: texts.get(key) ?? null,
          reach: each.reach,
          bits: Math.round(each.bits * 10) / 10,
          networks: 1,
          members: each.members,
        });
    }
  }
  return [...found.values()]
    .sort((x, y) => y.members * y.bits - x.members * x.bits || (x.value < y.value ? -1 : 1))
    .slice(0, query.limit)
    .map(({ members: _, ...row }) => row);
}
