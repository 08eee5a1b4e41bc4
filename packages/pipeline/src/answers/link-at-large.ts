import { IolausError, type Family, type IndicatorKind, type LinkView } from '@iolaus/contracts';
import { linkQ, number, pairEBits, type LinkTest } from '@iolaus/detect';
import type { HoldingRow } from '@iolaus/graph-store';
import type { Workbench } from '../workbench.js';

/** Indicators that two accounts may hold together; of more, an e-value would be read from a part. */
const MOST_HOLDINGS = 20_000;

/** How a pair stands among all pairs of the home; null before the first detection, and for accounts that hold too much. */
export async function linkAtLarge(workbench: Workbench, a: string, b: string): Promise<LinkView['atLarge']> {
  if (!workbench.hasSnapshot || a === b) return null;
  const { linkTest, population } = workbench.snapshot();
  const store = await workbench.graph.store();
  const rows = await store.holdingsOf([a, b], { mostReach: population, limit: MOST_HOLDINGS });
  if (rows.length === MOST_HOLDINGS) return null;
  return standingOf(linkTest, pairEBits(pairOf(rows, { a, kinds: workbench.lake.kinds() }), linkTest));
}

/** What two accounts hold, from the rows of both. */
export function pairOf(
  rows: readonly Pick<HoldingRow, 'account' | 'kind' | 'value' | 'reach'>[],
  { a, kinds }: { readonly a: string; readonly kinds: readonly Pick<IndicatorKind, 'kind' | 'family'>[] },
): Parameters<typeof pairEBits>[0] {
  const holders = new Map<string, number>();
  const keyOf = ({ kind, value }: Pick<HoldingRow, 'kind' | 'value'>): string => `${kind} ${value}`;
  for (const row of rows) holders.set(keyOf(row), (holders.get(keyOf(row)) ?? 0) + 1);
  const family = new Map<string, Family>(kinds.map((each) => [each.kind, each.family]));
  return rows.map((row) => {
    const own = family.get(row.kind);
    if (!own) throw new IolausError('INTERNAL', {}, { cause: `no kind ${row.kind}` });
    return { isFirst: row.account === a, isShared: holders.get(keyOf(row)) === 2, family: own, reach: row.reach };
  });
}

/** Whether a pair of this e-value is accepted, and at which rate it would be. */
export function standingOf(test: LinkTest, eBits: number): NonNullable<LinkView['atLarge']> {
  const { fdr, pairs, thresholdBits, links } = test;
  const isAccepted = thresholdBits !== null && eBits >= thresholdBits;
  const bits = eBits.toFixed(1);
  const told =
    thresholdBits === null
      ? `Of all ${number(pairs)} pairs of accounts none passes at a false discovery rate of ${fdr * 100} %`
      : `Of all ${number(pairs)} pairs of accounts ${number(links)} pass ${thresholdBits.toFixed(1)} bits at a false discovery rate of ${fdr * 100} %`;
  return {
    eBits,
    q: linkQ(test, eBits),
    isAccepted,
    fdr,
    thresholdBits,
    links,
    pairs,
    sentence: `${told}; this one ${isAccepted ? 'does' : 'does not'}, with an e-value of ${bits} bits.`,
  };
}
