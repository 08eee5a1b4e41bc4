import { classesOf, IolausError, type IndicatorKind, type MatchHit } from '@iolaus/contracts';
import type { GraphStore, IndicatorRow } from '@iolaus/graph-store';
import { indicatorKey, type Snapshot } from '../../snapshot.js';
import type { Workbench } from '../../workbench.js';
import { leftOutBy } from '../indicators.js';
import type { IndicatorFacts } from './classify-list.js';
import { bitsOf, reasonOverCommon } from './over-common.js';

/** What so many hold is not walked over in the graph: networks of which one member alone holds it are then left out. */
const WIDE = 100_000;

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
      const common = {
        kind: kindOf(kinds, indicator.kind),
        classes,
        reach: indicator.reach,
        outside: Math.max(0, indicator.reach - insideOf(own)),
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

/** Networks of each indicator by its key, most members first. The snapshot tells those with two members or more; only where it leaves holders over, the graph is asked for the others. */
async function networksOf(
  store: Pick<GraphStore, 'matchNetworks'>,
  indicators: readonly IndicatorRow[],
  snapshot: Snapshot | undefined,
): Promise<ReadonlyMap<string, MatchHit['networks']>> {
  const known = snapshot ? sharedBy(snapshot) : new Map<string, MatchHit['networks']>();
  const told = new Map(indicators.map((each) => [indicatorKey(each), known.get(indicatorKey(each)) ?? []]));
  const open = indicators.filter((each) => {
    const own = told.get(indicatorKey(each))!;
    return each.reach < WIDE && insideOf(own) !== each.reach;
  });
  for (const each of open) told.set(indicatorKey(each), []);
  for (const row of await store.matchNetworks(open))
    told.get(indicatorKey(row))!.push({ id: row.network, accounts: row.accounts });
  for (const each of open) told.get(indicatorKey(each))!.sort(byAccounts);
  return told;
}

const insideOf = (networks: MatchHit['networks']): number => networks.reduce((sum, { accounts }) => sum + accounts, 0);
const byAccounts = (x: MatchHit['networks'][number], y: MatchHit['networks'][number]): number =>
  y.accounts - x.accounts || (x.id < y.id ? -1 : 1);

const sharedOf = new WeakMap<Snapshot, ReadonlyMap<string, MatchHit['networks']>>();

/** Networks of a snapshot by what two of their members or more hold. */
function sharedBy(snapshot: Snapshot): ReadonlyMap<string, MatchHit['networks']> {
  const made = sharedOf.get(snapshot);
  if (made) return made;
  const networks = new Map<string, MatchHit['networks']>();
  for (const { record, shared } of snapshot.networks) {
    for (const [key, accounts] of shared) {
      const own = networks.get(key);
      if (own) own.push({ id: record.id, accounts });
      else networks.set(key, [{ id: record.id, accounts }]);
    }
  }
  for (const own of networks.values()) own.sort(byAccounts);
  sharedOf.set(snapshot, networks);
  return networks;
}
