import { indicatorKey, type MatchAccount } from '@iolaus/contracts';
import type { Driver } from 'neo4j-driver';
import type {
  IndicatorRow,
  MatchedAccountRow,
  MatchedNetworkRow,
  PrefixQuery,
  PrefixRow,
  TouchedQuery,
  TouchedRow,
} from './graph-store.js';
import { ask, type Query } from './query.js';
import { MATCH_ACCOUNTS } from './queries/match-accounts.js';
import { MATCH_HOLDERS } from './queries/match-holders.js';
import { MATCH_NETWORKS } from './queries/match-networks.js';
import { MATCH_PREFIXES } from './queries/match-prefixes.js';
import { MATCH_TOUCHED } from './queries/match-touched.js';
import { MATCH_VALUES } from './queries/match-values.js';

/** A whole list on a server that was started just now, on a busy machine, takes longer than a screen's question. */
const LIST_MS = 60_000;
/** Values of one question: a few milliseconds of work, far under the time that a read may take. */
const BATCH = 2_000;
/** Texts of one question that each may have a thousand indicators. */
const PREFIX_BATCH = 50;
/** Holders that one question walks over. */
const HOLDERS_BATCH = 200_000;

/** Indicators of any kind that have one of the values; each once. */
export function matchValues(driver: Driver, values: readonly string[]): Promise<IndicatorRow[]> {
  return inBatches(driver, MATCH_VALUES, batchesOf([...new Set(values)], BATCH), (batch) => ({ values: batch }));
}

/** Accounts of these ids. */
export function matchAccounts(driver: Driver, ids: readonly string[]): Promise<MatchedAccountRow[]> {
  return inBatches(driver, MATCH_ACCOUNTS, batchesOf([...new Set(ids)], BATCH), (batch) => ({ ids: batch }));
}

/** Indicators of the kinds whose values start with one of the texts, at most `most` of each text and kind. Texts are asked for in their order until there are `mostRows`. */
export async function matchPrefixes(
  driver: Driver,
  { prefixes, mostRows, ...of }: PrefixQuery,
): Promise<{ rows: PrefixRow[]; asked: number }> {
  const rows: PrefixRow[][] = [];
  let [asked, found] = [0, 0];
  for (const batch of batchesOf(prefixes, PREFIX_BATCH)) {
    if (found >= mostRows) break;
    const page = await ask(driver, MATCH_PREFIXES, { ...of, prefixes: batch }, LIST_MS);
    rows.push(page);
    asked += batch.length;
    found += page.length;
  }
  return { rows: rows.flat(), asked };
}

/** Networks of each indicator. */
export function matchNetworks(
  driver: Driver,
  indicators: readonly { readonly kind: string; readonly value: string; readonly reach: number }[],
): Promise<MatchedNetworkRow[]> {
  return inBatches(driver, MATCH_NETWORKS, byReach(indicators), (batch) => ({
    keys: batch.map(({ kind, value }) => indicatorKey(kind, value)),
  }));
}

/** Accounts that hold what is asked for, those that hold most first; at most `limit`. */
export function matchHolders(
  driver: Driver,
  { indicators, accounts, limit }: TouchedQuery & { readonly limit: number },
): Promise<MatchAccount[]> {
  return ask(driver, MATCH_HOLDERS, { hits: hitsOf(indicators), ids: accounts, limit }, LIST_MS);
}

/** How many accounts hold what is asked for, by network, and `most` of each. */
export function matchTouched(
  driver: Driver,
  { indicators, accounts, most }: TouchedQuery & { readonly most: number },
): Promise<TouchedRow[]> {
  return ask(driver, MATCH_TOUCHED, { hits: hitsOf(indicators), ids: accounts, most }, LIST_MS);
}

const hitsOf = (indicators: TouchedQuery['indicators']): { key: string; bits: number }[] =>
  indicators.map(({ kind, value, bits }) => ({ key: indicatorKey(kind, value), bits }));

async function inBatches<Each, Parameters extends object, Answer>(
  driver: Driver,
  query: Query<Parameters, Answer>,
  batches: Iterable<readonly Each[]>,
  parametersOf: (batch: readonly Each[]) => Parameters,
): Promise<Answer[]> {
  const rows: Answer[][] = [];
  for (const batch of batches) rows.push(await ask(driver, query, parametersOf(batch), LIST_MS));
  return rows.flat();
}

function batchesOf<Each>(all: readonly Each[], size: number): (readonly Each[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));
}

/** Batches that hold so many indicators, or so many holders of them; an indicator that more hold is one by itself. */
function* byReach<Each extends { readonly reach: number }>(all: readonly Each[]): Generator<readonly Each[]> {
  let batch: Each[] = [];
  let holders = 0;
  for (const each of all) {
    if (batch.length > 0 && (batch.length === BATCH || holders + each.reach > HOLDERS_BATCH)) {
      yield batch;
      [batch, holders] = [[], 0];
    }
    batch.push(each);
    holders += each.reach;
  }
  if (batch.length > 0) yield batch;
}
