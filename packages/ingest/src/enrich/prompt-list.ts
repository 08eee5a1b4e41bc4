import { csvFields } from '../split-records.js';
import { invalid, linesOf, type EnrichmentSource, type Line } from './enrichment-lines.js';
import { fieldAt, placesOf, type ColumnNames } from './table-header.js';
import { tableRows } from './table-rows.js';

const NAMES = { text: ['prompt', 'text', 'content', 'instruction'] } as const satisfies ColumnNames<string>;

/**
 * The prompts of a list: one a line; or JSON objects, one a line, or a table with a header, that have `prompt`, `text`, `content` or `instruction`. Which of them it
 * is, the first line tells. Refuses a line that has none (ENRICHMENT_INVALID).
 */
export async function* promptListRows(source: EnrichmentSource): AsyncGenerator<string> {
  const form = await formOf(source);
  if (form === 'table') yield* tablePrompts(source);
  else yield* linePrompts(source, form === 'json' ? (line) => ofJson(line, source) : ({ text }) => text);
}

async function* linePrompts(source: EnrichmentSource, promptOf: (line: Line) => string): AsyncGenerator<string> {
  for await (const lines of linesOf(source))
    for (const line of lines) if (line.text.trim() !== '') yield promptOf(line);
}

async function formOf(source: EnrichmentSource): Promise<'lines' | 'json' | 'table'> {
  for await (const lines of linesOf(source)) {
    const first = lines.find(({ text }) => text.trim() !== '');
    if (first === undefined) continue;
    if (first.text.startsWith('{')) return 'json';
    const fields = csvFields(first.text, first.text.includes('\t') ? '\t' : ',');
    const hasColumn = fields && fields.length > 1 && placesOf({ number: 1, fields }, NAMES).text !== undefined;
    // The first prompt may have such a word between two commas, but hardly single words around it.
    return hasColumn && fields.every((field) => /^\S{1,40}$/.test(field.trim())) ? 'table' : 'lines';
  }
  return 'lines';
}

function ofJson({ number, text }: Line, source: EnrichmentSource): string {
  const prompt = NAMES.text.map((name) => fieldsOf(text)[name]).find((value) => typeof value === 'string');
  if (prompt === undefined)
    throw invalid(source, `line ${number}`, 'it is not a JSON object with a text in `prompt` or `text`');
  return prompt;
}

function fieldsOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch (cause) {
    if (cause instanceof SyntaxError) return {};
    throw cause;
  }
}

async function* tablePrompts(source: EnrichmentSource): AsyncGenerator<string> {
  let place: number | undefined;
  for await (const row of tableRows(source)) {
    if (place === undefined) {
      place = placesOf(row, NAMES).text;
      continue;
    }
    const prompt = fieldAt(row, place);
    if (prompt === '') throw invalid(source, `line ${row.number}`, 'it has no text in the column of prompts');
    yield prompt;
  }
}
