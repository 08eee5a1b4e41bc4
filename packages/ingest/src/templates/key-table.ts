const UNKNOWN = -1;
const SEVERAL = -2;
const FULLEST = 0.6;
/** The greatest count of a byte. */
const MOST_COUNTED = 255;

/**
 * Counts of 32-bit keys, exact, with who used each: one account, several, or nobody known. Open addressing in typed arrays, 12 bytes a slot, so that
 * tens of millions of keys fit.
 */
export class KeyTable {
  private keys: Int32Array;
  private counts: Int32Array;
  private accounts: Int32Array;
  private mask: number;
  /** Distinct keys. */
  size = 0;

  /** Makes room for `expected` keys; the table grows when there are more. */
  constructor(expected = 0) {
    const slots = powerOfTwo(Math.max(16, expected / FULLEST));
    this.keys = new Int32Array(slots);
    this.counts = new Int32Array(slots);
    this.accounts = new Int32Array(slots);
    this.mask = slots - 1;
  }

  /**
   * Counts one use of `key` by `account`. An unknown account (negative) may be anyone: with another use it makes several. The key 0, which means absent,
   * is not counted.
   */
  add(key: number, account: number): void {
    if (key === 0) return;
    const slot = this.find(key);
    if (this.keys[slot] === 0) {
      if (this.size >= this.keys.length * FULLEST) {
        this.grow();
        this.add(key, account);
        return;
      }
      this.keys[slot] = key;
      this.accounts[slot] = Math.max(account, UNKNOWN);
      this.size++;
    } else if (account < 0 || this.accounts[slot] !== account) this.accounts[slot] = SEVERAL;
    this.counts[slot]!++;
  }

  /** Forgets all keys; the room stays. */
  clear(): void {
    if (this.size === 0) return;
    this.keys.fill(0);
    this.counts.fill(0);
    this.accounts.fill(0);
    this.size = 0;
  }

  /** Uses of a key. */
  count(key: number): number {
    return key === 0 ? 0 : this.counts[this.find(key)]!;
  }

  /** Uses of a key that more than one account used; 0 for any other key. */
  sharedCount(key: number): number {
    if (key === 0) return 0;
    const slot = this.find(key);
    return this.accounts[slot] === SEVERAL ? this.counts[slot]! : 0;
  }

  private find(key: number): number {
    let slot = key & this.mask;
    while (this.keys[slot] !== 0 && this.keys[slot] !== key) slot = (slot + 1) & this.mask;
    return slot;
  }

  private grow(): void {
    const { keys, counts, accounts } = this;
    this.mask = keys.length * 2 - 1;
    this.keys = new Int32Array(keys.length * 2);
    this.counts = new Int32Array(keys.length * 2);
    this.accounts = new Int32Array(keys.length * 2);
    for (let from = 0; from < keys.length; from++) {
      if (keys[from] === 0) continue;
      const slot = this.find(keys[from]!);
      this.keys[slot] = keys[from]!;
      this.counts[slot] = counts[from]!;
      this.accounts[slot] = accounts[from]!;
    }
  }
}

/**
 * An upper bound of each key's count in one byte a slot: what it says is rare is rare, so that a table need not hold the millions of keys of one-off
 * prompts. Counts stop at 255.
 */
export class KeySketch {
  private readonly counts: Uint8Array;
  private readonly mask: number;

  constructor(expected: number) {
    const slots = powerOfTwo(Math.min(2 ** 25, Math.max(1024, expected)));
    this.counts = new Uint8Array(slots);
    this.mask = slots - 1;
  }

  /** Forgets all keys. */
  clear(): void {
    this.counts.fill(0);
  }

  /** Counts one use of a key. */
  add(key: number): void {
    const slot = key & this.mask;
    if (this.counts[slot]! < MOST_COUNTED) this.counts[slot]!++;
  }

  /** Whether a key may have been added `times` or more; from 255 on, it may whenever it was added 255 times. */
  mayReach(key: number, times: number): boolean {
    return this.counts[key & this.mask]! >= Math.min(times, MOST_COUNTED);
  }
}

const powerOfTwo = (least: number): number => 2 ** Math.ceil(Math.log2(least));
