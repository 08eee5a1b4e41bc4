// XXH64 as specified for the checksum of zstd frames, in 32-bit halves: with BigInt it would cost ten times what inflating does.
const P1 = [0x85ebca87 | 0, 0x9e3779b1 | 0] as const;
const P2 = [0x27d4eb4f | 0, 0xc2b2ae3d | 0] as const;
const P3 = [0x9e3779f9 | 0, 0x165667b1 | 0] as const;
const P4 = [0xc2b2ae63 | 0, 0x85ebca77 | 0] as const;
const P5 = [0x165667c5 | 0, 0x27d4eb2f | 0] as const;

type Halves = readonly [number, number];

/** Running XXH64 (seed 0) over bytes; `low32` gives the low half of the digest, which is what a zstd frame ends with. */
export class Xxh64 {
  readonly #lanes = new Int32Array([...sum(P1, P2), ...P2, 0, 0, ...negated(P1)]);
  readonly #rest = Buffer.alloc(32);
  #restLength = 0;
  #total = 0;

  update(bytes: Uint8Array): void {
    this.#total += bytes.length;
    let at = 0;
    if (this.#restLength > 0) {
      at = Math.min(32 - this.#restLength, bytes.length);
      this.#rest.set(bytes.subarray(0, at), this.#restLength);
      this.#restLength += at;
      if (this.#restLength < 32) return;
      this.#stripes(this.#rest, 0, 32);
      this.#restLength = 0;
    }
    const end = bytes.length - ((bytes.length - at) % 32);
    this.#stripes(bytes, at, end);
    this.#rest.set(bytes.subarray(end));
    this.#restLength = bytes.length - end;
  }

  low32(): number {
    let hash: Halves = this.#total >= 32 ? this.#merged() : P5;
    hash = sum(hash, [this.#total | 0, Math.floor(this.#total / 2 ** 32)]);
    let at = 0;
    for (; at + 8 <= this.#restLength; at += 8) {
      const lane = round([0, 0], [this.#rest.readInt32LE(at), this.#rest.readInt32LE(at + 4)]);
      hash = sum(product(rotated(xor(hash, lane), 27), P1), P4);
    }
    for (; at + 4 <= this.#restLength; at += 4) {
      const lane = product([this.#rest.readInt32LE(at), 0], P1);
      hash = sum(product(rotated(xor(hash, lane), 23), P2), P3);
    }
    for (; at < this.#restLength; at++)
      hash = product(rotated(xor(hash, product([this.#rest[at] ?? 0, 0], P5)), 11), P1);
    hash = product(xor(hash, shifted(hash, 33)), P2);
    hash = product(xor(hash, shifted(hash, 29)), P3);
    return xor(hash, shifted(hash, 32))[0] >>> 0;
  }

  #stripes(bytes: Uint8Array, from: number, to: number): void {
    const lanes = this.#lanes;
    for (let at = from; at < to; at += 8) {
      const lane = ((at - from) & 24) >> 2;
      const low = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
      const high = bytes[at + 4]! | (bytes[at + 5]! << 8) | (bytes[at + 6]! << 16) | (bytes[at + 7]! << 24);
      // acc += input × P2
      const inputLow = Math.imul(low, P2[0]);
      const inputHigh = (highOf(low, P2[0]) + Math.imul(low, P2[1]) + Math.imul(high, P2[0])) | 0;
      const sumLow = (lanes[lane]! >>> 0) + (inputLow >>> 0);
      const sumHigh = (lanes[lane + 1]! + inputHigh + (sumLow > 0xffffffff ? 1 : 0)) | 0;
      // acc = rotl(acc, 31) × P1
      const turnedLow = (sumLow << 31) | (sumHigh >>> 1);
      const turnedHigh = (sumHigh << 31) | ((sumLow | 0) >>> 1);
      lanes[lane] = Math.imul(turnedLow, P1[0]);
      lanes[lane + 1] = highOf(turnedLow, P1[0]) + Math.imul(turnedLow, P1[1]) + Math.imul(turnedHigh, P1[0]);
    }
  }

  #merged(): Halves {
    const lanes = [0, 2, 4, 6].map((at): Halves => [this.#lanes[at] ?? 0, this.#lanes[at + 1] ?? 0]);
    let hash: Halves = [0, 0];
    for (const [at, turn] of [1, 7, 12, 18].entries()) hash = sum(hash, rotated(lanes[at]!, turn));
    for (const lane of lanes) hash = sum(product(xor(hash, round([0, 0], lane)), P1), P4);
    return hash;
  }
}

const round = (sumSoFar: Halves, input: Halves): Halves => product(rotated(sum(sumSoFar, product(input, P2)), 31), P1);

/** The high half of the product of two 32-bit numbers. */
function highOf(a: number, b: number): number {
  const [aLow, aHigh, bLow, bHigh] = [a & 0xffff, a >>> 16, b & 0xffff, b >>> 16];
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
  const other = aLow * bHigh + (middle & 0xffff);
  return (aHigh * bHigh + Math.floor(middle / 65_536) + Math.floor(other / 65_536)) | 0;
}

function product(a: Halves, b: Halves): Halves {
  return [Math.imul(a[0], b[0]), (highOf(a[0], b[0]) + Math.imul(a[0], b[1]) + Math.imul(a[1], b[0])) | 0];
}

function sum(a: Halves, b: Halves): Halves {
  const low = (a[0] >>> 0) + (b[0] >>> 0);
  return [low | 0, (a[1] + b[1] + (low > 0xffffffff ? 1 : 0)) | 0];
}

const negated = (a: Halves): Halves => sum([~a[0], ~a[1]], [1, 0]);
const xor = (a: Halves, b: Halves): Halves => [a[0] ^ b[0], a[1] ^ b[1]];

/** Left rotation by 1–31 bits. */
const rotated = (a: Halves, bits: number): Halves => [
  (a[0] << bits) | (a[1] >>> (32 - bits)),
  (a[1] << bits) | (a[0] >>> (32 - bits)),
];

/** Right shift by 29–33 bits. */
function shifted(a: Halves, bits: number): Halves {
  if (bits >= 32) return [a[1] >>> (bits - 32), 0];
  return [(a[0] >>> bits) | (a[1] << (32 - bits)), a[1] >>> bits];
}
