/** Columns that one number of a row holds: the sum of two such numbers is a small whole number still. */
const BITS = 30;
const FULL = 2 ** BITS - 1;

/**
 * Indices in `base` of a longest common subsequence with `list`; of several the one whose next token stands first in `list`, where `base` may go on as well. A row of
 * the table of lengths is held as bits, so that thirty columns cost what one would (Crochemore and others 2001, "A fast and practical bit-vector algorithm for the
 * longest common subsequence problem").
 */
export function commonTokens(base: Int32Array, list: Int32Array): number[] {
  const gains = new Gains(base, list);
  const indices: number[] = [];
  let [i, j] = [0, 0];
  // Lengths that the rest of `list` from j has with the rest of `base` from i, and from i + 1.
  let here = gains.length(0, 0);
  let below = gains.length(1, 0);
  while (here > 0) {
    if (base[i] === list[j]) {
      indices.push(i++);
      here = below - gains.at(i, j++);
      below = here > 0 ? gains.length(i + 1, j) : 0;
      continue;
    }
    const right = here - gains.at(i, j);
    if (below >= right) {
      here = below;
      i++;
      below = here > 0 ? gains.length(i + 1, j) : 0;
    } else {
      here = right;
      below -= gains.at(i + 1, j++);
    }
  }
  return indices;
}

/** For the rest of `base` from each index on, the columns of `list` from which on the length is one more than from the next column on. */
class Gains {
  readonly #columns: number;
  readonly #width: number;
  /** A row for each index of `base` and one of zeros; the last column is the lowest bit. */
  readonly #rows: Int32Array;

  constructor(base: Int32Array, list: Int32Array) {
    const width = Math.ceil(list.length / BITS);
    this.#columns = list.length;
    this.#width = width;
    this.#rows = new Int32Array((base.length + 1) * width);
    const places = placesOf(list, width);
    const rows = this.#rows;
    for (let i = base.length - 1; i >= 0; i--) {
      const own = places.get(base[i]!);
      let carry = 0;
      for (let word = 0; word < width; word++) {
        const none = ~rows[(i + 1) * width + word]! & FULL;
        const equal = own === undefined ? 0 : own[word]!;
        const sum = none + (none & equal) + carry;
        carry = sum >>> BITS;
        rows[i * width + word] = ~(sum | (none & ~equal)) & FULL;
      }
    }
  }

  /** 1 where column j of row i adds to the length. */
  at(i: number, j: number): number {
    const bit = this.#columns - 1 - j;
    const word = Math.floor(bit / BITS);
    return (this.#rows[i * this.#width + word]! >>> (bit - word * BITS)) & 1;
  }

  /** The length of row i from column j on. */
  length(i: number, j: number): number {
    const bits = this.#columns - j;
    const words = Math.floor(bits / BITS);
    const first = i * this.#width;
    let sum = 0;
    for (let at = first; at < first + words; at++) sum += ones(this.#rows[at]!);
    const rest = bits - words * BITS;
    return rest === 0 ? sum : sum + ones(this.#rows[first + words]! & ((1 << rest) - 1));
  }
}

/** For each token of a list the columns where it stands. */
function placesOf(list: Int32Array, width: number): ReadonlyMap<number, Int32Array> {
  const places = new Map<number, Int32Array>();
  for (let j = 0; j < list.length; j++) {
    let own = places.get(list[j]!);
    if (!own) places.set(list[j]!, (own = new Int32Array(width)));
    const bit = list.length - 1 - j;
    const word = Math.floor(bit / BITS);
    own[word]! |= 1 << (bit - word * BITS);
  }
  return places;
}

/** How many bits are set. */
function ones(bits: number): number {
  let sum = bits - ((bits >>> 1) & 0x55555555);
  sum = (sum & 0x33333333) + ((sum >>> 2) & 0x33333333);
  return Math.imul((sum + (sum >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
