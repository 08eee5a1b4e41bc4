import { classesOf, type BridgeView } from '@iolaus/contracts';
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
  return Promise.all(
    record.bridges.map(async (bridge): Promise<BridgeView> => {
      const { kind, value } = bridge;
      const [groups, networks] = await Promise.all([
        store.radiusOfIndicator(kind, value),
        store.networksOfIndicator(kind, value),
      ]);
      const sum = (of: typeof groups): number => of.reduce((all, { accounts }) => all + accounts, 0);
      const reach = sum(groups);
      const outside = sum(groups.filter(({ tier }) => tier === null));
      const held = networks.find((each) => each.id === record.id)?.accounts ?? 0;
      const innocent = groups
        .filter(({ tier }) => tier === null || tier === 'benign')
        .reduce((all, { accounts, banned }) => all + accounts - banned, 0);
      const bits = classes.get(indicatorKey(bridge)) ?? 0;
      return {
        ...bridge,
        reach,
        held,
        elsewhere: reach - outside - held,
        outside,
        innocent,
        classes: classesOf(bits).map(({ name }) => name),
        hypothesis: bridgeHypothesis({ family: kinds.get(kind) ?? 'identity', classes: bits, reach, innocent }) ?? null,
      };
    }),
  );
}
