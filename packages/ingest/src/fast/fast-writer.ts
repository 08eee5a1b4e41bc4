import type { DumpWriter } from '../dump-writer.js';
import { accountKey, NO_ACCOUNT } from '../key-file.js';
import { LAKE_COLUMNS } from '../lake-columns.js';
import type { NumberColumn, TextColumn } from '../parquet-columns.js';
import { BYTES, NOTHING, NUMBER, type FastFields } from './fast-fields.js';

/** Where a record stands in its dump. One object for all of them: it is written over. */
export interface Place {
  ordinal: number;
  byteOffset: number;
  byteLength: number;
}

/** Where a column takes its value from: a target, or one of these; −1 is nowhere. */
const [ORDINAL, OFFSET, LENGTH] = [-2, -3, -4];
const PLACES: Readonly<Record<string, number>> = {
  ordinal: ORDINAL,
  byte_offset: OFFSET,
  byte_length: LENGTH,
};

/** Writes what {@link FastFields} holds into the columns of a dump. */
export class FastWriter {
  readonly fields: FastFields;
  readonly #dump: DumpWriter;
  /** Columns by type, each with where its values come from. */
  readonly #numbers: Int32Array;
  readonly #numberSources: Int32Array;
  readonly #texts: Int32Array;
  readonly #textSources: Int32Array;
  readonly #prompt: number;
  readonly #account: number;

  constructor(dump: DumpWriter, fields: FastFields) {
    this.#dump = dump;
    this.fields = fields;
    const { names } = fields;
    this.#prompt = names.indexOf('prompt');
    this.#account = names.indexOf('account');
    const columns = LAKE_COLUMNS[dump.entity].map(({ name, type }, at) => ({
      at,
      isText: type === 'text',
      source: PLACES[name] ?? names.indexOf(name),
    }));
    const [texts, numbers] = [columns.filter(({ isText }) => isText), columns.filter(({ isText }) => !isText)];
    this.#texts = Int32Array.from(texts, ({ at }) => at);
    this.#textSources = Int32Array.from(texts, ({ source }) => source);
    this.#numbers = Int32Array.from(numbers, ({ at }) => at);
    this.#numberSources = Int32Array.from(numbers, ({ source }) => source);
  }

  write(place: Place): void {
    const { records } = this.#dump;
    const { columns } = records;
    const [texts, textSources] = [this.#texts, this.#textSources];
    for (let index = 0; index < texts.length; index++)
      this.#putText(columns[texts[index]!] as TextColumn, textSources[index]!);
    const [numbers, numberSources] = [this.#numbers, this.#numberSources];
    for (let index = 0; index < numbers.length; index++)
      this.#putNumber(columns[numbers[index]!] as NumberColumn, numberSources[index]!, place);
    this.#sign();
    records.endRow();
  }

  #putNumber(column: NumberColumn, source: number, place: Place): void {
    if (source >= 0) {
      if (this.fields.kinds[source] === NUMBER) column.put(this.fields.numbers[source]!);
      else column.putNull();
    } else if (source === ORDINAL) column.put(place.ordinal);
    else if (source === OFFSET) column.put(place.byteOffset);
    else if (source === LENGTH) column.put(place.byteLength);
    else column.putNull();
  }

  #putText(column: TextColumn, source: number): void {
    const { fields } = this;
    if (source >= 0 && fields.kinds[source] === BYTES)
      column.putBytes(fields.sources[source]!, fields.from[source]!, fields.to[source]!);
    else column.putNull();
  }

  #sign(): void {
    const { keys } = this.#dump;
    if (!keys) return;
    const { fields } = this;
    const prompt = this.#prompt;
    if (prompt < 0 || fields.kinds[prompt] === NOTHING) {
      keys.putNone();
      return;
    }
    const account = this.#account;
    const key =
      account < 0 || fields.kinds[account] === NOTHING
        ? NO_ACCOUNT
        : accountKey(fields.sources[account]!, fields.from[account]!, fields.to[account]!);
    keys.putBytes(fields.sources[prompt]!, fields.from[prompt]!, fields.to[prompt]!, key);
  }
}
