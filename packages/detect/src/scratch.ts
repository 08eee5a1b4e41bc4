import type { Incidence } from './incidence.js';

/** Columns over all accounts and indicators that are made once: cores by the thousand are scored, and each touches few of them. Whoever uses one leaves it as found. */
export interface Scratch {
  /** −1 throughout. */
  readonly slot: Int32Array;
  readonly owner: Int32Array;
  readonly runnerUp: Int32Array;
  /** −∞ throughout. */
  readonly best: Float32Array;
  readonly second: Float32Array;
  /** 0 throughout, of accounts and of indicators. */
  readonly count: Uint32Array;
  readonly mask: Uint32Array;
  readonly held: Uint32Array;
  readonly isCore: Uint8Array;
}

const made = new WeakMap<Incidence, Scratch>();

/** The scratch columns of an incidence. */
export function scratchOf(incidence: Incidence): Scratch {
  const known = made.get(incidence);
  if (known) return known;
  const { accounts, indicators } = incidence;
  const scratch: Scratch = {
    slot: new Int32Array(accounts).fill(-1),
    owner: new Int32Array(accounts).fill(-1),
    runnerUp: new Int32Array(accounts).fill(-1),
    best: new Float32Array(accounts).fill(Number.NEGATIVE_INFINITY),
    second: new Float32Array(accounts).fill(Number.NEGATIVE_INFINITY),
    count: new Uint32Array(accounts),
    mask: new Uint32Array(accounts),
    held: new Uint32Array(indicators),
    isCore: new Uint8Array(indicators),
  };
  made.set(incidence, scratch);
  return scratch;
}

/** A list of numbers that grows, as one typed array that is used again. */
export class NumberList {
  length = 0;
  #items = new Uint32Array(1024);

  push(item: number): void {
    if (this.length === this.#items.length) {
      const grown = new Uint32Array(this.#items.length * 2);
      grown.set(this.#items);
      this.#items = grown;
    }
    this.#items[this.length++] = item;
  }

  /** A copy of the list; the list is empty afterwards. */
  take(): Uint32Array {
    const taken = this.#items.slice(0, this.length);
    this.length = 0;
    return taken;
  }

  /** A copy of the list, ascending; the list is empty afterwards. */
  takeSorted(): Uint32Array {
    return this.take().sort();
  }

  /** A copy of what is wanted of the list, ascending; the list is empty afterwards. Each item is asked for once. */
  takeSortedWhere(isWanted: (item: number) => boolean): Uint32Array {
    let kept = 0;
    for (let at = 0; at < this.length; at++) if (isWanted(this.#items[at])) this.#items[kept++] = this.#items[at];
    this.length = 0;
    return this.#items.slice(0, kept).sort();
  }
}
