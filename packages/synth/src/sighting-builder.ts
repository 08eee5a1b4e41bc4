import type { IndicatorKind, SightingTable } from '@iolaus/contracts';

/** What one account did with one indicator: how often, and when. Times in Unix ms; `ordinal` is of the earliest record. */
export interface Seen {
  readonly count: number;
  readonly firstMs: number;
  readonly lastMs: number;
  readonly ordinal: number;
}

type Sightings = Omit<SightingTable, 'accounts' | 'kinds' | 'dump' | 'dumps'>;

/** Gathers sightings account by account, and numbers and sorts them as the lake does. */
export class SightingBuilder {
  readonly #kinds: readonly IndicatorKind[];
  readonly #kindAt: ReadonlyMap<string, number>;
  /** By kind, the provisional number of each value. */
  readonly #numbers: readonly Map<string, number>[];
  readonly #kindOf: number[] = [];
  readonly #valueOf: string[] = [];
  readonly #textOf: (string | undefined)[] = [];
  readonly #account: number[] = [];
  readonly #indicator: number[] = [];
  readonly #count: number[] = [];
  readonly #firstMs: number[] = [];
  readonly #lastMs: number[] = [];
  readonly #ordinal: number[] = [];
  /** Where the rows of the account begin that was added last. */
  #from = 0;

  constructor(kinds: readonly IndicatorKind[]) {
    this.#kinds = kinds;
    this.#kindAt = new Map(kinds.map((kind, at) => [kind.kind, at]));
    this.#numbers = kinds.map(() => new Map<string, number>());
  }

  /** Adds what an account did; accounts come in ascending order. Gives the provisional number of the indicator. */
  add(
    account: number,
    of: { readonly kind: string; readonly value: string; readonly text?: string },
    seen: Seen,
  ): number {
    const number = this.#numberOf(of);
    if (this.#account.at(-1) !== account) this.#from = this.#account.length;
    for (let row = this.#from; row < this.#account.length; row++) {
      if (this.#indicator[row] !== number) continue;
      this.#count[row] += seen.count;
      this.#lastMs[row] = Math.max(this.#lastMs[row], seen.lastMs);
      this.#firstMs[row] = Math.min(this.#firstMs[row], seen.firstMs);
      this.#ordinal[row] = Math.min(this.#ordinal[row], seen.ordinal);
      return number;
    }
    this.#account.push(account);
    this.#indicator.push(number);
    this.#count.push(seen.count);
    this.#firstMs.push(seen.firstMs);
    this.#lastMs.push(seen.lastMs);
    this.#ordinal.push(seen.ordinal);
    return number;
  }

  #numberOf({ kind, value, text }: { readonly kind: string; readonly value: string; readonly text?: string }): number {
    const at = this.#kindAt.get(kind)!;
    const known = this.#numbers[at].get(value);
    if (known !== undefined) return known;
    const number = this.#kindOf.length;
    this.#numbers[at].set(value, number);
    this.#kindOf.push(at);
    this.#valueOf.push(value);
    this.#textOf.push(text);
    return number;
  }

  /**
   * All sightings, sorted by account, then indicator; indicators by kind, then value. Indicators of the kinds in `least` are left out below so many uses and
   * accounts. `final` gives the number of an indicator by its provisional one, −1 when it was left out.
   */
  finish(least: { readonly kinds: readonly string[]; readonly uses: number; readonly accounts: number }): {
    readonly sightings: Sightings;
    readonly final: Int32Array;
  } {
    const kept = this.#kept(least);
    const final = new Int32Array(this.#kindOf.length).fill(-1);
    const order: number[] = [];
    for (const [kind, numbers] of this.#numbers.entries())
      for (const value of [...numbers.keys()].sort()) {
        const number = this.#numbers[kind].get(value)!;
        if (kept[number] === 0) continue;
        final[number] = order.length;
        order.push(number);
      }
    return {
      final,
      sightings: {
        indicatorKind: Uint8Array.from(order, (number) => this.#kindOf[number]),
        indicatorValue: order.map((number) => this.#valueOf[number]),
        indicatorText: order.map((number) => this.#textOf[number]),
        indicatorClass: new Uint8Array(order.length),
        ...this.#columns(this.#rows(final), final),
      },
    };
  }

  #kept(least: { readonly kinds: readonly string[]; readonly uses: number; readonly accounts: number }): Uint8Array {
    const uses = new Uint32Array(this.#kindOf.length);
    const accounts = new Uint32Array(this.#kindOf.length);
    this.#indicator.forEach((number, row) => {
      uses[number] += this.#count[row];
      accounts[number]++;
    });
    return Uint8Array.from(this.#kindOf, (kind, number) =>
      least.kinds.includes(this.#kinds[kind].kind) && (uses[number] < least.uses || accounts[number] < least.accounts)
        ? 0
        : 1,
    );
  }

  /** Kept rows by account, then indicator: accounts are in order already, and each has few rows. */
  #rows(final: Int32Array): Uint32Array {
    const rows = new Uint32Array(this.#account.length);
    let kept = 0;
    for (let row = 0; row < this.#account.length; row++) {
      const indicator = final[this.#indicator[row]];
      if (indicator < 0) continue;
      let to = kept++;
      for (; to > 0 && this.#account[rows[to - 1]] === this.#account[row]; to--) {
        if (final[this.#indicator[rows[to - 1]]] < indicator) break;
        rows[to] = rows[to - 1];
      }
      rows[to] = row;
    }
    return rows.subarray(0, kept);
  }

  #columns(
    rows: Uint32Array,
    final: Int32Array,
  ): Pick<Sightings, 'account' | 'indicator' | 'count' | 'firstMs' | 'lastMs' | 'ordinal'> {
    return {
      account: rows.map((row) => this.#account[row]),
      indicator: rows.map((row) => final[this.#indicator[row]]),
      count: rows.map((row) => this.#count[row]),
      firstMs: Float64Array.from(rows, (row) => this.#firstMs[row]),
      lastMs: Float64Array.from(rows, (row) => this.#lastMs[row]),
      ordinal: rows.map((row) => this.#ordinal[row]),
    };
  }
}
