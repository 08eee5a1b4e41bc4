import { CYPHER_ROWS, type CypherAnswer, type CypherRequest } from '@iolaus/contracts';
import type { GraphStore, Plain } from '@iolaus/graph-store';
import { maskToken } from '@iolaus/ingest';
import type { Workbench } from '../workbench.js';
import { withoutValues } from './without-values.js';

const TIMEOUT_MS = 10_000;
const CARD = 'payment-method';

/** Answers a question in Cypher, which may only read; that it was asked is on record first. Card tokens are masked as on the screens. */
export async function askGraph(workbench: Workbench, request: CypherRequest): Promise<CypherAnswer> {
  const { cypher, parameters, limit, author } = request;
  const store = await workbench.graph.store();
  workbench.casebook.run(
    { verb: 'cypher', cypher: withoutValues(cypher), parameters: Object.keys(parameters) },
    { author, atMs: Date.now() },
  );
  const { columns, rows, isMore } = await store.askReadOnly({ cypher, parameters, limit, timeoutMs: TIMEOUT_MS });
  const shown = (await masked(store, rows)) as Plain[][];
  return { columns, rows: shown, isMore, sentence: sentenceOf(rows.length, isMore, limit) };
}

function sentenceOf(shown: number, isMore: boolean, limit: number): string {
  const rows = shown.toLocaleString('en-US');
  if (!isMore) return `${rows} ${shown === 1 ? 'row' : 'rows'}.`;
  const more =
    limit < CYPHER_ROWS.most ? `; a limit of up to ${CYPHER_ROWS.most.toLocaleString('en-US')} shows more` : '';
  return `${rows} of more rows shown, in the order of the query${more}.`;
}

/** Every text that is the token of a card or the key of one, wherever it stands. What a query cut out of one is not known again. */
async function masked(store: GraphStore, answer: Plain): Promise<Plain> {
  const texts = new Set<string>();
  eachText(answer, (text) => texts.add(text));
  const known = await store.matchValues([...texts]);
  const cards = new Set(known.flatMap(({ kind, value }) => (kind === CARD ? [value] : [])));
  return withTexts(answer, (text) => {
    if (cards.has(text)) return maskToken(text);
    return text.startsWith(`${CARD}:`) ? `${CARD}:${maskToken(text.slice(CARD.length + 1))}` : text;
  });
}

function eachText(value: Plain, see: (text: string) => void): void {
  if (typeof value === 'string') see(value);
  else if (typeof value === 'object' && value !== null) for (const each of Object.values(value)) eachText(each, see);
}

function withTexts(value: Plain, of: (text: string) => string): Plain {
  if (typeof value === 'string') return of(value);
  if (Array.isArray(value)) return value.map((each) => withTexts(each, of));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withTexts(each, of)]));
}
