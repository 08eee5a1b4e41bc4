import { classesOf, IolausError, type IndicatorKind, type MatchHit } from '@iolaus/contracts';
import type { GraphStore, IndicatorRow } from '@iolaus/graph-store';
import { indicatorKey, type Snapshot } from '../../snapshot.js';
import type { Workbench } from '../../workbench.js';
import { leftOutBy } from '../indicators.js';
import type { IndicatorFacts } from './classify-list.js';
import { bitsOf, reasonOverCommon } from './over-common.js';

/** From so many holders on, networks are read from the snapshot, which does not list what one member alone holds. */
const WIDE = 5_000;

/** Tells of each found indicator its networks, bits and classes, and whether it is over-common. */
export async function indicatorFacts(
  workbench: Workbench,
  of: { readonly store: GraphStore; readonly indicators: readonly IndicatorRow[]; readonly accounts: number },
): Promise<(indicator: IndicatorRow) => IndicatorFacts> {
  const snapshot = workbench.hasSnapshot ? workbench.snapshot() : undefined;
  const kinds = new Map(workbench.lake.kinds().map((kind) => [kind.kind, kind]));
  const networks = await networksOf(of.store, of.indicators, snapshot);
  const known = snapshot && { constraints: workbench.casebook.constraints(), parameters: snapshot.parameters };
  const facts = new Map(
    of.indicators.map((indicator) => {
      const key = indicatorKey(indicator);
      const own = networks.get(key) ?? [];
      const classes = snapshot?.classes.get(key) ?? 0;
      const inside = own.reduce((sum, { accounts }) => sum + accounts, 0);
      const common = {
        kind: kindOf(kinds, indicator.kind),
        classes,
        reach: indicator.reach,
        outside: Math.max(0, indicator.reach - inside),
        accounts: of.accounts,
        cutBy: known && leftOutBy(indicator, known)?.id,
      };
      const reason = reasonOverCommon(common);
      return [
        key,
        {
          outside: common.outside,
          bits: reason === null ? bitsOf(common) : 0,
          classes: classesOf(classes).map(({ name }) => name),
          networks: own,
          reason,
        },
      ];
    }),
  );
  return (indicator) => facts.get(indicatorKey(indicator))!;
}

function kindOf(kinds: ReadonlyMap<string, IndicatorKind>, name: string): IndicatorKind {
  const kind = kinds.get(name);
  if (!kind) throw new IolausError('INTERNAL', {}, { cause: `no kind ${name}` });
  return kind;
}

async function networksOf(
  store: GraphStore,
  indicators: readonly IndicatorRow[],
  snapshot: Snapshot | undefined,
): Promise<Map<string, MatchHit['networks']>> {
  const networks = new Map<string, MatchHit['networks']>();
  const add = (key: string, network: { id: string; accounts: number }): void => {
    const own = networks.get(key);
    if (own) own.push(network);
    else networks.set(key, [network]);
  };
  const narrow = indicators.filter(({ reach }) => reach < WIDE);
  for (const row of await store.matchNetworks(narrow))
    add(indicatorKey(row), { id: row.network, accounts: row.accounts });
  for (const indicator of indicators.filter(({ reach }) => reach >= WIDE)) {
    const key = indicatorKey(indicator);
    for (const { record, shared } of snapshot?.networks ?? []) {
      const accounts = shared.get(key);
      if (accounts !== undefined) add(key, { id: record.id, accounts });
    }
  }
  for (const own of networks.values()) own.sort((x, y) => y.accounts - x.accounts || (x.id < y.id ? -1 : 1));
  return networks;
}
