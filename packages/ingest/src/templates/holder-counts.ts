/** Counts how many samples have a hash, in a table of fixed size: the samples come one after the other. */
export class HolderCounts {
  private readonly mask: number;
  /** Two numbers a slot, side by side: the hash; the last sample that had it, plus one, above 16 bits with how many have it. */
  private readonly slots: Int32Array;

  /** For at most so many different hashes. */
  constructor(most: number) {
    const size = 2 ** Math.ceil(Math.log2(Math.max(2, most * 2)));
    this.mask = size - 1;
    this.slots = new Int32Array(2 * size);
  }

  /** Forgets all samples. */
  clear(): void {
    this.slots.fill(0);
  }

  /** Notes that a sample (0 … 32,766, ascending) has a hash; once is enough. */
  add(hash: number, sample: number): void {
    const slot = this.slot(hash);
    const known = this.slots[slot + 1]!;
    if (known >>> 16 === sample + 1) return;
    this.slots[slot] = hash;
    this.slots[slot + 1] = ((sample + 1) << 16) | ((known & 0xffff) + 1);
  }

  /** How many samples have a hash. */
  get(hash: number): number {
    return this.slots[this.slot(hash) + 1]! & 0xffff;
  }

  private slot(hash: number): number {
    const { slots, mask } = this;
    let slot = hash & mask;
    while (slots[2 * slot + 1] !== 0 && slots[2 * slot] !== hash) slot = (slot + 1) & mask;
    return 2 * slot;
  }
}
