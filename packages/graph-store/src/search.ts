import type { SearchHit } from '@iolaus/contracts';
import type { Driver } from 'neo4j-driver';
import { ask } from './query.js';
import { SEARCH_ACCOUNTS } from './queries/search-accounts.js';
import { SEARCH_ENDINGS } from './queries/search-endings.js';
import { SEARCH_NETWORKS } from './queries/search-networks.js';
import { SEARCH_VALUES } from './queries/search-values.js';
import { SEARCH_WORDS } from './queries/search-words.js';

const MASKED_TOKEN = /^[•*.…\s]{2,}([A-Za-z0-9]{4})$/u;
const CIDR = /^(\d{1,3}(?:\.\d{1,3}){3})\/(\d{1,2})$/;
const MOST_WORDS = 12;

/** Hits of a typed text, networks first, then accounts, exact and prefix values, words; each thing once, at most `limit` of them. */
export async function searchGraph(driver: Driver, text: string, limit: number): Promise<readonly SearchHit[]> {
  const typed = text.trim();
  if (typed === '') return [];
  const ending = MASKED_TOKEN.exec(typed)?.[1];
  if (ending !== undefined) return ask(driver, SEARCH_ENDINGS, { ending, limit });
  const words = luceneWords(typed);
  const [networks, accounts, values] = await Promise.all([
    words === '' ? [] : ask(driver, SEARCH_NETWORKS, { words, limit }),
    ask(driver, SEARCH_ACCOUNTS, { prefix: typed, limit }),
    ask(driver, SEARCH_VALUES, { prefix: valuePrefix(typed), limit }),
  ]);
  const first = [...networks, ...accounts, ...values];
  // `card_` begins the words of every card: they are looked through only where there is room for more.
  const texts = words === '' || first.length >= limit ? [] : await ask(driver, SEARCH_WORDS, { words, limit });
  const hits = new Map([...first, ...texts].map((hit) => [`${hit.type}:${hit.kind}:${hit.id}`, hit]));
  return [...hits.values()].slice(0, limit);
}

/** What stored values start with: a CIDR of whole octets finds the addresses inside it and its subnet. */
export function valuePrefix(typed: string): string {
  const [, address, width] = CIDR.exec(typed) ?? [];
  const octets = Number(width) / 8;
  if (address === undefined || !Number.isInteger(octets) || octets < 1 || octets > 3) return typed;
  return `${address.split('.').slice(0, octets).join('.')}.`;
}

/** All words of a text as a Lucene query: each must occur, the last may go on; nothing typed is an operator. Empty when it holds no word. */
export function luceneWords(typed: string): string {
  const words =
    typed
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu)
      ?.slice(0, MOST_WORDS) ?? [];
  return words.map((word, index) => (index === words.length - 1 ? `${word}*` : word)).join(' AND ');
}
