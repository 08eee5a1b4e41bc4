import { createHash } from 'node:crypto';
import {
  IolausError,
  MOST_LIST_ENTRIES,
  type MatchAccount,
  type MatchAccounts,
  type MatchAnswer,
} from '@iolaus/contracts';
import { number } from '@iolaus/detect';
import type { GraphStore, IndicatorRow } from '@iolaus/graph-store';
import { countCells, readList } from '@iolaus/ingest';
import { indicatorKey } from '../../snapshot.js';
import type { Workbench } from '../../workbench.js';
import { classifyList } from './classify-list.js';
import { findEntries, type FoundEntry } from './find-entries.js';
import { indicatorFacts } from './indicator-facts.js';
import { touchedAccounts, type TouchedAccounts } from './touched-accounts.js';

/** Accounts of the first page, which comes with the answer. */
const FIRST_PAGE = 200;
/** Enough to have all that is asked planned, and little to walk over. */
const WARM_ENTRIES = 200;
/** Rankings that are remembered for their further pages. */
const MOST_REMEMBERED = 4;

type RankedAccounts = Pick<TouchedAccounts, 'ranked' | 'total'>;
const remembered = new WeakMap<Workbench, Map<string, RankedAccounts>>();

/** What a pasted list finds; refuses one of more than 50,000 entries (LIST_TOO_LONG). The same text again is a re-run on what the graph holds by then. */
export async function matchList(workbench: Workbench, text: string, signal?: AbortSignal): Promise<MatchAnswer> {
  return (await matchWhole(workbench, text, signal)).answer;
}

/** What a list finds, and all accounts that are put in order. */
export async function matchWhole(
  workbench: Workbench,
  text: string,
  signal?: AbortSignal,
): Promise<{ readonly answer: MatchAnswer; readonly ranked: readonly MatchAccount[] }> {
  const { touched, ...answer } = await runList(workbench, text, signal);
  return {
    answer: { ...answer, accounts: pageOf(touched, { offset: 0, limit: FIRST_PAGE }) },
    ranked: touched.ranked,
  };
}

/** A page of the accounts that touch a list, those that hold most hits first. */
export async function matchedAccounts(
  workbench: Workbench,
  { text, ...page }: { readonly text: string; readonly offset: number; readonly limit: number },
): Promise<MatchAccounts> {
  const status = await (await workbench.graph.store()).status();
  const known = remembered.get(workbench)?.get(keyOf(text, status));
  return pageOf(known ?? (await runList(workbench, text)).touched, page);
}

/** Has all that a match asks of the graph planned before the first list is pasted, in turn among the jobs, by a list that the service makes itself. Does nothing in a home without a snapshot. */
export function warmMatch(workbench: Workbench): Promise<void> {
  return workbench.jobs.inTurn(async (signal) => {
    const known = workbench.hasSnapshot ? workbench.snapshot().networks.flatMap(({ core }) => core.slice(0, 2)) : [];
    if (known.length === 0) return;
    const values = known.slice(0, WARM_ENTRIES).map(({ value }) => `"${value.replaceAll('"', '""')}"`);
    await runList(workbench, ['192.0.2.0/24', ...values].join('\n'), signal);
  });
}

async function runList(
  workbench: Workbench,
  text: string,
  signal?: AbortSignal,
): Promise<Omit<MatchAnswer, 'accounts'> & { readonly touched: RankedAccounts }> {
  if (countCells(text, MOST_LIST_ENTRIES + 1) > MOST_LIST_ENTRIES)
    throw new IolausError('LIST_TOO_LONG', { most: `${number(MOST_LIST_ENTRIES)} entries` });
  const list = readList(text);
  const store = await workbench.graph.store();
  const status = await store.status();
  const { found, partial } = await findEntries(store, list.entries, workbench.lake.kinds());
  signal?.throwIfAborted();
  const indicators = distinctIndicators(found);
  const factsOf = await indicatorFacts(workbench, { store, indicators, accounts: status.accounts });
  signal?.throwIfAborted();
  const classified = classifyList(list, found, factsOf);
  const snapshot = workbench.hasSnapshot ? workbench.snapshot() : undefined;
  const touched = await touchedAccounts(store, classified.hits, snapshot?.networks ?? []);
  remember(workbench, keyOf(text, status), touched);
  return {
    snapshot: snapshot?.id ?? null,
    ...classified,
    networks: [...touched.networks],
    partial: [...partial, ...touched.partial],
    touched,
  };
}

const distinctIndicators = (found: readonly FoundEntry[]): IndicatorRow[] => [
  ...new Map(found.flatMap(({ indicators }) => indicators.map((row) => [indicatorKey(row), row] as const))).values(),
];

const pageOf = ({ ranked, total }: RankedAccounts, of: { offset: number; limit: number }): MatchAccounts => ({
  rows: ranked.slice(of.offset, of.offset + of.limit),
  total,
  ranked: ranked.length,
});

/** The list and the graph that it was matched against: other counts or another snapshot are another graph. */
function keyOf(text: string, status: Awaited<ReturnType<GraphStore['status']>>): string {
  return createHash('sha256')
    .update(JSON.stringify([status, text]))
    .digest('hex');
}

function remember(workbench: Workbench, key: string, { ranked, total }: RankedAccounts): void {
  const lists = remembered.get(workbench) ?? new Map<string, RankedAccounts>();
  lists.delete(key);
  lists.set(key, { ranked, total });
  for (const oldest of [...lists.keys()].slice(0, -MOST_REMEMBERED)) lists.delete(oldest);
  remembered.set(workbench, lists);
}
