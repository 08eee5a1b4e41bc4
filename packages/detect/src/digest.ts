/** A digest of numbers as they come, 64 bits in two lanes: equal columns, equal digest, and others hardly ever (2⁻⁶⁴ a pair). Not for those who would forge one. */
export class Digest {
  #a = 0x9e3779b9;
  #b = 0x85ebca6b;

  /** Takes in a whole number of 32 bits. */
  number(value: number): this {
    this.#a = step(this.#a, value, 0xcc9e2d51);
    this.#b = step(this.#b, value, 0x1b873593);
    return this;
  }

  /** Takes in the bits of a column, and its length. A long one is read once: nobody may change it afterwards. */
  column(values: Column): this {
    this.number(values.length);
    if (values.length < LONG) {
      const { a, b } = digestWords(wordsOf(values), { a: this.#a, b: this.#b });
      this.#a = a;
      this.#b = b;
      return this;
    }
    let known = digested.get(values);
    if (known === undefined) digested.set(values, (known = digestWords(wordsOf(values), { a: 0, b: 0 })));
    this.#a = step(this.#a, known.a, 0xcc9e2d51);
    this.#b = step(this.#b, known.b, 0x1b873593);
    return this;
  }

  /** Takes in some rows of a column of pairs of lanes, as {@link RowDigests} has them. */
  rows({ a: lanesA, b: lanesB }: RowDigests, rows: Uint32Array): this {
    let [a, b] = [this.#a, this.#b];
    for (let at = 0; at < rows.length; at++) {
      a = step(a, lanesA[rows[at]], 0xcc9e2d51);
      b = step(b, lanesB[rows[at]], 0x1b873593);
    }
    this.#a = a;
    this.#b = b;
    return this;
  }

  /** Takes in a text. */
  text(value: string): this {
    this.number(value.length);
    for (let at = 0; at < value.length; at++) this.number(value.charCodeAt(at));
    return this;
  }

  /** The digest, as a key. */
  get key(): string {
    return `${finish(this.#a).toString(36)}.${finish(this.#b).toString(36)}`;
  }
}

type Column = Uint32Array | Int32Array | Uint16Array | Uint8Array | Float32Array | Float64Array;

interface Lanes {
  readonly a: number;
  readonly b: number;
}

/** Numbers from which on the digest of a column is kept with it. */
const LONG = 64;
const digested = new WeakMap<Column, Lanes>();

const wordsOf = (values: Column): Uint32Array =>
  values instanceof Uint16Array || values instanceof Uint8Array
    ? new Uint32Array(values)
    : new Uint32Array(values.buffer, values.byteOffset, values.byteLength / 4);

function digestWords(words: Uint32Array, from: Lanes): Lanes {
  let { a, b } = from;
  for (let at = 0; at < words.length; at++) {
    a = step(a, words[at], 0xcc9e2d51);
    b = step(b, words[at], 0x1b873593);
  }
  return { a, b };
}

/** A digest of each of many rows. */
export interface RowDigests {
  readonly a: Uint32Array;
  readonly b: Uint32Array;
}

/** Digests of compressed rows; `also` adds a number to each item, so that what is known of it counts as well. */
export function digestRows(start: Uint32Array, items: Uint32Array, also?: Uint32Array): RowDigests {
  const count = start.length - 1;
  const digests = { a: new Uint32Array(count), b: new Uint32Array(count) };
  for (let row = 0; row < count; row++) {
    let a = 0x9e3779b9;
    let b = 0x85ebca6b;
    for (let at = start[row]; at < start[row + 1]; at++) {
      a = step(a, items[at], 0xcc9e2d51);
      b = step(b, items[at], 0x1b873593);
      if (also === undefined) continue;
      a = step(a, also[items[at]], 0xcc9e2d51);
      b = step(b, also[items[at]], 0x1b873593);
    }
    const length = start[row + 1] - start[row];
    digests.a[row] = finish(step(a, length, 0xcc9e2d51));
    digests.b[row] = finish(step(b, length, 0x1b873593));
  }
  return digests;
}

/** One round of MurmurHash3 (Appleby 2011), with a multiplier of its own for each lane. */
function step(state: number, value: number, multiplier: number): number {
  let word = Math.imul(value, multiplier);
  word = Math.imul((word << 15) | (word >>> 17), multiplier ^ 0x5bd1e995);
  const mixed = state ^ word;
  return (Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64) | 0;
}

function finish(state: number): number {
  let hash = state ^ (state >>> 16);
  hash = Math.imul(hash, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
