import { ABSENT, MOST_SLOTS, PLAIN, type RecordScanner } from './scanner.js';

const QUOTE = 34;

/** Scans CSV or TSV records without quotes, under the given header. */
export class CsvScanner implements RecordScanner {
  readonly kinds = new Uint8Array(MOST_SLOTS);
  readonly from = new Int32Array(MOST_SLOTS);
  readonly to = new Int32Array(MOST_SLOTS);
  readonly #separator: number;
  readonly #slots = new Map<string, number>();
  readonly #columns: ReadonlyMap<string, number>;
  readonly #columnSlot: Int32Array;

  constructor(separator: string, header: readonly string[]) {
    this.#separator = separator.charCodeAt(0);
    // Of two columns of one name the later one counts, as for the thorough way.
    this.#columns = new Map(header.map((name, at) => [name, at]));
    this.#columnSlot = new Int32Array(header.length).fill(-1);
  }

  slotOf(name: string): number {
    const known = this.#slots.get(name);
    if (known !== undefined) return known;
    const slot = this.#slots.size;
    if (slot === MOST_SLOTS) throw new RangeError(`a mapping reads at most ${MOST_SLOTS} columns`);
    this.#slots.set(name, slot);
    const column = this.#columns.get(name);
    if (column !== undefined) this.#columnSlot[column] = slot;
    return slot;
  }

  scan(buffer: Buffer, from: number, end: number): boolean {
    this.kinds.fill(ABSENT, 0, this.#slots.size);
    const columns = this.#columnSlot.length;
    let column = 0;
    let start = from;
    for (let at = from; at <= end; at++) {
      const byte = at === end ? this.#separator : buffer[at];
      if (byte === QUOTE) return false;
      if (byte !== this.#separator) continue;
      if (column === columns) return false;
      const slot = this.#columnSlot[column++]!;
      if (slot >= 0 && at > start) {
        this.kinds[slot] = PLAIN;
        this.from[slot] = start;
        this.to[slot] = at;
      }
      start = at + 1;
    }
    return column === columns;
  }
}
