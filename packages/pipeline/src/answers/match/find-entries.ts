import type { IndicatorKind } from '@iolaus/contracts';
import { counted, number } from '@iolaus/detect';
import type { GraphStore, IndicatorRow, MatchedAccountRow, PrefixRow } from '@iolaus/graph-store';
import { isInNetwork, networkPrefixes, type ListEntry } from '@iolaus/ingest';

/** Most indicators of one text that a network begins with, by kind. */
const MOST_OF_PREFIX = 1_000;
/** Most texts that the networks of a list are looked for by, and most indicators that they find. */
const MOST_PREFIXES = 20_000;
const MOST_IN_NETWORKS = 20_000;

/** What one entry stands for. */
export interface FoundEntry {
  readonly entry: ListEntry;
  readonly indicators: readonly IndicatorRow[];
  readonly accounts: readonly MatchedAccountRow[];
}

/** What each entry stands for in the graph, and sentences on what was not looked through. */
export async function findEntries(
  store: Pick<GraphStore, 'matchValues' | 'matchAccounts' | 'matchPrefixes'>,
  entries: readonly ListEntry[],
  kinds: readonly IndicatorKind[],
): Promise<{ readonly found: readonly FoundEntry[]; readonly partial: readonly string[] }> {
  const values = entries.flatMap((entry) => entry.values);
  const [byValue, byId, networks] = await Promise.all([
    store.matchValues(values),
    store.matchAccounts(values),
    findNetworks(store, entries, kinds),
  ]);
  const indicators = grouped(byValue, ({ value }) => value);
  const accounts = grouped(byId, ({ id }) => id);
  const found = entries.map((entry): FoundEntry => {
    const named = entry.values.flatMap((value) => indicators.get(value) ?? []);
    return {
      entry,
      indicators: distinct([...named, ...networks.of(entry)], ({ kind, value }) => `${kind} ${value}`),
      accounts: entry.values.flatMap((value) => accounts.get(value) ?? []),
    };
  });
  return { found, partial: networks.partial };
}

/** Addresses and subnets in the networks of a list. */
async function findNetworks(
  store: Pick<GraphStore, 'matchPrefixes'>,
  entries: readonly ListEntry[],
  kinds: readonly IndicatorKind[],
): Promise<{ readonly of: (entry: ListEntry) => IndicatorRow[]; readonly partial: readonly string[] }> {
  const prefixes = new Set<string>();
  for (const { network } of entries)
    if (network && prefixes.size < MOST_PREFIXES) for (const prefix of networkPrefixes(network)) prefixes.add(prefix);
  const order = [...prefixes];
  const { rows, asked } = await store.matchPrefixes({
    prefixes: order,
    kinds: kinds.filter(({ family }) => family === 'network').map(({ kind }) => kind),
    most: MOST_OF_PREFIX,
    mostRows: MOST_IN_NETWORKS,
  });
  const byPrefix = grouped(rows, ({ prefix }) => prefix);
  const known = new Set(order.slice(0, asked));
  const isCut = (all: readonly PrefixRow[]): boolean => all.length >= MOST_OF_PREFIX;
  const cut: string[] = [];
  let notAsked = 0;
  const answers = new Map<ListEntry, IndicatorRow[]>();
  for (const entry of entries) {
    const { network } = entry;
    if (!network) continue;
    const own = networkPrefixes(network);
    const candidates = own.flatMap((prefix) => byPrefix.get(prefix) ?? []);
    answers.set(
      entry,
      candidates.filter(({ value }) => isInNetwork(network.range, value)),
    );
    if (own.some((prefix) => !known.has(prefix))) notAsked += 1;
    else if (own.some((prefix) => isCut(byPrefix.get(prefix) ?? []))) cut.push(entry.values[0]!);
  }
  return { of: (entry) => answers.get(entry) ?? [], partial: sentences(cut, notAsked) };
}

function sentences(cut: readonly string[], notAsked: number): string[] {
  const [first] = cut;
  return [
    ...(first === undefined
      ? []
      : [
          `${first}${cut.length > 1 ? ` and ${counted(cut.length - 1, 'more network')}` : ''}: of each part only the first ${number(MOST_OF_PREFIX)} addresses were looked through. Give narrower networks for all.`,
        ]),
    ...(notAsked === 0
      ? []
      : [
          `${counted(notAsked, 'network')} of the list ${notAsked === 1 ? 'was' : 'were'} not looked through, or in part: those before hold very many addresses already.`,
        ]),
  ];
}

function grouped<Row>(rows: readonly Row[], keyOf: (row: Row) => string): ReadonlyMap<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}

const distinct = <Row>(rows: readonly Row[], keyOf: (row: Row) => string): Row[] => [
  ...new Map(rows.map((row) => [keyOf(row), row])).values(),
];
