import { csvFields } from '../split-records.js';
import { invalid, linesOf, LONGEST_LINE, type EnrichmentSource, type Line } from './enrichment-lines.js';

/** A record of a table: its fields without blanks around them, and the line on which it begins. */
export interface TableRow {
  readonly number: number;
  readonly fields: readonly string[];
}

/**
 * The records of a table; lines that begin with `#` are left out, and a quoted field may go over several. What stands between the fields, a tab or a comma, is told
 * by the first line. Refuses what is not a record (ENRICHMENT_INVALID).
 */
export async function* tableRows(source: EnrichmentSource): AsyncGenerator<TableRow> {
  let joiner: RecordJoiner | undefined;
  for await (const lines of linesOf(source)) {
    for (const line of lines) {
      if (joiner === undefined && isSkipped(line)) continue;
      joiner ??= new RecordJoiner(source, line.text.includes('\t') ? '\t' : ',');
      const row = joiner.take(line);
      if (row) yield row;
    }
  }
  joiner?.end();
}

const isSkipped = ({ text }: Line): boolean => /^(#|\s*$)/.test(text);

/** Joins lines to records where a quoted field goes over several. */
class RecordJoiner {
  readonly #source: EnrichmentSource;
  readonly #separator: string;
  /** Lines of the record whose quote is not closed yet. */
  #open: Line[] = [];
  #length = 0;

  constructor(source: EnrichmentSource, separator: string) {
    this.#source = source;
    this.#separator = separator;
  }

  take(line: Line): TableRow | undefined {
    if (this.#open.length > 0) return this.#goOn(line);
    if (isSkipped(line)) return undefined;
    const fields = csvFields(line.text, this.#separator);
    if (fields) return rowOf(line, fields);
    if (!hasOddQuotes(line)) throw this.#fault(line, 'it is not a record of a table');
    this.#open = [line];
    this.#length = line.text.length;
    return undefined;
  }

  end(): void {
    if (this.#open[0]) throw this.#fault(this.#open[0], 'a quote is never closed');
  }

  #goOn(line: Line): TableRow | undefined {
    this.#open.push(line);
    this.#length += line.text.length;
    const first = this.#open[0]!;
    if (this.#length > LONGEST_LINE) throw this.#fault(first, 'a quote is never closed');
    if (!hasOddQuotes(line)) return undefined;
    const fields = csvFields(this.#open.map(({ text }) => text).join('\n'), this.#separator);
    if (!fields) throw this.#fault(first, 'it is not a record of a table');
    this.#open = [];
    return rowOf(first, fields);
  }

  #fault({ number }: Line, detail: string): Error {
    return invalid(this.#source, `line ${number}`, detail);
  }
}

const rowOf = ({ number }: Line, fields: readonly string[]): TableRow => ({
  number,
  fields: fields.map((field) => field.trim()),
});

const hasOddQuotes = ({ text }: Line): boolean => (text.match(/"/g)?.length ?? 0) % 2 === 1;
