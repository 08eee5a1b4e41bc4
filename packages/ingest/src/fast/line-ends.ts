const [NEWLINE, RETURN] = [10, 13];

const NO_WORDS = new Int32Array(0);

/** Where the lines of a chunk end, and which of them hold a control character. Reused from chunk to chunk. */
export class LineEnds {
  ends = new Int32Array(4096);
  /** 1 where the line that ends at the same index (or, behind the last, the open one) has a control character other than its line end. */
  odd = new Uint8Array(4097);
  count = 0;

  /** Looks at four bytes at a time: a byte below 32 is rare. (After "Determine if a word has a byte less than n", Bit Twiddling Hacks, S. E. Anderson.) */
  find(chunk: Buffer): void {
    this.count = 0;
    this.odd[0] = 0;
    const { byteOffset, length } = chunk;
    // Words begin at a multiple of four; a piece shorter than that has none.
    const first = length < 8 ? length : (4 - (byteOffset & 3)) & 3;
    for (let at = 0; at < first; at++) if (chunk[at]! < 32) this.#take(chunk, at);
    const words = first === length ? NO_WORDS : new Int32Array(chunk.buffer, byteOffset + first, (length - first) >> 2);
    for (let index = 0; index < words.length; index++) {
      const word = words[index]!;
      if (((word - 0x20202020) & ~word & 0x80808080) === 0) continue;
      const from = first + index * 4;
      for (let at = from; at < from + 4; at++) if (chunk[at]! < 32) this.#take(chunk, at);
    }
    for (let at = first + words.length * 4; at < length; at++) if (chunk[at]! < 32) this.#take(chunk, at);
  }

  #take(chunk: Buffer, at: number): void {
    if (chunk[at] === NEWLINE) {
      if (this.count === this.ends.length) this.#grow();
      this.ends[this.count++] = at;
      this.odd[this.count] = 0;
    } else if (chunk[at] !== RETURN || chunk[at + 1] !== NEWLINE) this.odd[this.count] = 1;
  }

  #grow(): void {
    const ends = new Int32Array(this.ends.length * 2);
    ends.set(this.ends);
    this.ends = ends;
    const odd = new Uint8Array(ends.length + 1);
    odd.set(this.odd);
    this.odd = odd;
  }
}
