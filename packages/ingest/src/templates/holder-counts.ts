/** Counts how many samples have a hash, in a table of fixed size: the samples come one after the other. */
export class HolderCounts {
  private readonly mask: number;
  private readonly hashes: Int32Array;
  private readonly holders: Uint16Array;
  /** The last sample that had the hash, plus one. */
  private readonly last: Uint16Array;

  /** For at most so many different hashes. */
  constructor(most: number) {
    const size = 2 ** Math.ceil(Math.log2(Math.max(2, most * 2)));
    this.mask = size - 1;
    this.hashes = new Int32Array(size);
    this.holders = new Uint16Array(size);
    this.last = new Uint16Array(size);
  }

  /** Notes that a sample (0 … 65,534, ascending) has a hash; once is enough. */
  add(hash: number, sample: number): void {
    const slot = this.slot(hash);
    if (this.last[slot] === sample + 1) return;
    this.hashes[slot] = hash;
    this.last[slot] = sample + 1;
    this.holders[slot]!++;
  }

  /** How many samples have a hash. */
  get(hash: number): number {
    return this.holders[this.slot(hash)]!;
  }

  private slot(hash: number): number {
    let slot = hash & this.mask;
    while (this.holders[slot] !== 0 && this.hashes[slot] !== hash) slot = (slot + 1) & this.mask;
    return slot;
  }
}
