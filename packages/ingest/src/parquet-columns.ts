import { levelsOf } from './parquet-levels.js';

/** A column in memory: values of the rows of one row group, each there or absent. */
export type ParquetColumn = TextColumn | NumberColumn;

/** Which rows of a group have a value, as Parquet's definition levels. Most columns are full, so absences are what is noted. */
class Presence {
  readonly #absent: Uint8Array;
  #rows = 0;
  #absences = 0;

  constructor(capacity: number) {
    this.#absent = new Uint8Array((capacity >> 3) + 1);
  }

  addPresent(): void {
    this.#rows++;
  }

  addAbsent(): void {
    this.#absent[this.#rows >> 3]! |= 1 << (this.#rows & 7);
    this.#rows++;
    this.#absences++;
  }

  /** The levels as a data page of version 1 holds them: their length, then what {@link levelsOf} gives. */
  encoded(): Buffer {
    const body = levelsOf({ rows: this.#rows, absences: this.#absences, absent: this.#absent });
    const length = Buffer.alloc(4);
    length.writeUInt32LE(body.length);
    return Buffer.concat([length, body]);
  }

  clear(): void {
    this.#absent.fill(0);
    this.#rows = 0;
    this.#absences = 0;
  }
}

/** Numbers: doubles, or whole numbers of 32 bits. */
export class NumberColumn {
  readonly #presence: Presence;
  readonly #values: Float64Array | Int32Array;
  #length = 0;

  constructor(capacity: number, type: 'double' | 'integer') {
    this.#presence = new Presence(capacity);
    this.#values = type === 'double' ? new Float64Array(capacity) : new Int32Array(capacity);
  }

  put(value: number): void {
    this.#presence.addPresent();
    this.#values[this.#length++] = value;
  }

  putNull(): void {
    this.#presence.addAbsent();
  }

  get bytes(): number {
    return this.#length * this.#values.BYTES_PER_ELEMENT;
  }

  levels(): Buffer {
    return this.#presence.encoded();
  }

  values(): Uint8Array {
    return new Uint8Array(this.#values.buffer, 0, this.bytes);
  }

  clear(): void {
    this.#length = 0;
    this.#presence.clear();
  }
}

/** Below this a loop is quicker than a call for a copy. */
const SHORT = 48;

/** Texts: UTF-8 bytes, each behind its length. */
export class TextColumn {
  readonly #presence: Presence;
  #buffer = Buffer.allocUnsafeSlow(1 << 20);
  #length = 0;

  constructor(capacity: number) {
    this.#presence = new Presence(capacity);
  }

  get bytes(): number {
    return this.#length;
  }

  /** Takes the bytes [from, to) of `source`, which must be UTF-8. */
  putBytes(source: Uint8Array, from: number, to: number): void {
    const size = to - from;
    this.#start(size);
    const buffer = this.#buffer;
    let at = this.#length;
    if (size <= SHORT) for (let index = from; index < to; index++) buffer[at++] = source[index]!;
    else {
      buffer.set(source.subarray(from, to), at);
      at += size;
    }
    this.#length = at;
  }

  putText(text: string): void {
    // A code unit becomes three bytes at most.
    this.#grow(text.length * 3 + 4);
    const size = this.#buffer.write(text, this.#length + 4, 'utf8');
    this.#start(size);
    this.#length += size;
  }

  putNull(): void {
    this.#presence.addAbsent();
  }

  levels(): Buffer {
    return this.#presence.encoded();
  }

  values(): Uint8Array {
    return this.#buffer.subarray(0, this.#length);
  }

  clear(): void {
    this.#length = 0;
    this.#presence.clear();
  }

  #start(size: number): void {
    this.#grow(size + 4);
    this.#presence.addPresent();
    const buffer = this.#buffer;
    const at = this.#length;
    buffer[at] = size & 255;
    buffer[at + 1] = (size >> 8) & 255;
    buffer[at + 2] = (size >> 16) & 255;
    buffer[at + 3] = size >> 24;
    this.#length = at + 4;
  }

  #grow(size: number): void {
    if (this.#length + size <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(this.#buffer.length * 2, this.#length + size));
    larger.set(this.#buffer.subarray(0, this.#length));
    this.#buffer = larger;
  }
}
