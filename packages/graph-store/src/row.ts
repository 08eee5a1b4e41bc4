import { IolausError } from '@iolaus/contracts';
import type { Record as DriverRecord } from 'neo4j-driver';

/** Reads one row of an answer by column and type; a column of another type is a fault of the query, so it throws. */
export class Row {
  readonly #record: DriverRecord;

  constructor(record: DriverRecord) {
    this.#record = record;
  }

  text(column: string): string {
    const value = this.#value(column);
    return typeof value === 'string' ? value : this.#wrong(column);
  }

  number(column: string): number {
    const value = this.#value(column);
    return typeof value === 'number' ? value : this.#wrong(column);
  }

  flag(column: string): boolean {
    const value = this.#value(column);
    return typeof value === 'boolean' ? value : this.#wrong(column);
  }

  texts(column: string): string[] {
    const value = this.#value(column);
    return Array.isArray(value) && value.every((each) => typeof each === 'string') ? value : this.#wrong(column);
  }

  maybeText(column: string): string | null {
    return this.#value(column) === null ? null : this.text(column);
  }

  maybeNumber(column: string): number | null {
    return this.#value(column) === null ? null : this.number(column);
  }

  /** One of the given words. */
  word<Word extends string>(column: string, words: readonly Word[]): Word {
    const value = this.#value(column);
    return words.find((word) => word === value) ?? this.#wrong(column);
  }

  /** Any value with the keys of its maps in order. */
  json(column: string): unknown {
    return sorted(this.#value(column));
  }

  #value(column: string): unknown {
    return this.#record.get(column) ?? null;
  }

  #wrong(column: string): never {
    throw new IolausError('INTERNAL', { column, found: typeof this.#value(column) });
  }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  );
}
