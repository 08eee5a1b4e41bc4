import type { MatchAccount, MatchHit, MatchNetwork } from '@iolaus/contracts';
import { counted, number } from '@iolaus/detect';
import type { GraphStore, TouchedQuery, TouchedRow } from '@iolaus/graph-store';
import { indicatorKey, type SnapshotNetwork } from '../../snapshot.js';

/** Accounts that are put in order; of more the rest is counted alone. */
const MOST_RANKED = 10_000;
/** Holders of all hits together that are walked over for it; the hits that most hold are left out first. */
const MOST_HOLDERS = 2_000_000;
/** Members of a network that are named, for a link that selects them. */
const MOST_STRONGEST = 50;

/** The accounts that touch a list, those that hold most hits first. */
export interface TouchedAccounts {
  readonly ranked: readonly MatchAccount[];
  readonly total: number;
  readonly networks: readonly MatchNetwork[];
  readonly partial: readonly string[];
}

/** Who holds the hits of a list, and in which networks. */
export async function touchedAccounts(
  store: GraphStore,
  hits: readonly MatchHit[],
  known: readonly Pick<SnapshotNetwork, 'record'>[],
): Promise<TouchedAccounts> {
  const distinct = [...new Map(hits.map((hit) => [indicatorKey(hit), hit])).values()];
  const { query, leftOut } = queryOf(distinct);
  const [ranked, touched] = await Promise.all([
    store.matchHolders({ ...query, limit: MOST_RANKED }),
    store.matchTouched({ ...query, most: MOST_STRONGEST }),
  ]);
  return {
    ranked: ranked.map((row) => ({ ...row, bits: Math.round(row.bits * 10) / 10 })),
    total: touched.reduce((sum, { accounts }) => sum + accounts, 0),
    networks: networksOf(distinct, { known, touched: new Map(touched.map((row) => [row.network, row])) }),
    partial:
      leftOut === 0
        ? []
        : [
            `Accounts are counted without the ${counted(leftOut, 'hit')} that most hold: all hits together have over ${number(MOST_HOLDERS)} holders.`,
          ],
  };
}

/** What is asked for: all hits, or as many of those that few hold as may be walked over. */
export function queryOf(
  hits: readonly MatchHit[],
  most = MOST_HOLDERS,
): { readonly query: TouchedQuery; readonly leftOut: number } {
  const accounts = hits.filter(({ kind }) => kind === 'account').map(({ value }) => value);
  const indicators = hits.filter(({ kind }) => kind !== 'account').sort((x, y) => x.reach - y.reach);
  let holders = 0;
  const taken = indicators.filter(({ reach }) => (holders += reach) <= most);
  return { query: { indicators: taken, accounts }, leftOut: indicators.length - taken.length };
}

function networksOf(
  hits: readonly MatchHit[],
  of: {
    readonly touched: ReadonlyMap<string | null, TouchedRow>;
    readonly known: readonly Pick<SnapshotNetwork, 'record'>[];
  },
): MatchNetwork[] {
  const count = new Map<string, number>();
  for (const { networks } of hits) for (const { id } of networks) count.set(id, (count.get(id) ?? 0) + 1);
  return of.known
    .flatMap(({ record: { id, name, tier, accounts } }) =>
      count.has(id)
        ? [
            {
              id,
              name,
              tier,
              accounts,
              hits: count.get(id)!,
              touched: of.touched.get(id)?.accounts ?? 0,
              strongest: [...(of.touched.get(id)?.strongest ?? [])],
            },
          ]
        : [],
    )
    .sort((x, y) => y.hits - x.hits || y.touched - x.touched || (x.id < y.id ? -1 : 1));
}
