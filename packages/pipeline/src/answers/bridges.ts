import { classesOf, type BridgeView, type Tier } from '@iolaus/contracts';
import { bridgeHypothesis } from '@iolaus/detect';
import { indicatorKey } from '../snapshot.js';
import type { Workbench } from '../workbench.js';
import { findNetwork } from './networks.js';

/** The bridges of a network, what is needed most first, each with whom it touches and the innocent explanation that fits. */
export async function networkBridges(workbench: Workbench, id: string): Promise<BridgeView[]> {
  const { record } = findNetwork(workbench.snapshot(), id);
  const { classes } = workbench.snapshot();
  const store = await workbench.graph.store();
  const kinds = new Map(workbench.lake.kinds().map((each) => [each.kind, each.family]));
  const views: BridgeView[] = [];
  // One after the other: they are few, and all at once would take every connection to the graph from other screens.
  for (const bridge of record.bridges) {
    const { kind, value } = bridge;
    const groups = await store.radiusOfIndicator(kind, value);
    const networks = await store.networksOfIndicator(kind, value);
    const held = networks.find((each) => each.id === record.id)?.accounts ?? 0;
    const bits = classes.get(indicatorKey(bridge)) ?? 0;
    const touched = touchedBy(groups);
    const { reach, innocent } = touched;
    const family = kinds.get(kind) ?? 'identity';
    views.push({
      ...bridge,
      ...touched,
      held,
      elsewhere: reach - touched.outside - held,
      classes: classesOf(bits).map(({ name }) => name),
      hypothesis: bridgeHypothesis({ family, classes: bits, reach, innocent }) ?? null,
    });
  }
  return views;
}

/** How many hold an indicator, how many of them are in no network, and how many have nothing held against them. */
function touchedBy(
  groups: readonly { readonly tier: Tier | null; readonly accounts: number; readonly banned: number }[],
): Pick<BridgeView, 'reach' | 'outside' | 'innocent'> {
  const sum = (of: typeof groups): number => of.reduce((all, { accounts }) => all + accounts, 0);
  const innocent = groups.filter(({ tier }) => tier === null || tier === 'benign');
  return {
    reach: sum(groups),
    outside: sum(groups.filter(({ tier }) => tier === null)),
    innocent: innocent.reduce((all, { accounts, banned }) => all + accounts - banned, 0),
  };
}
