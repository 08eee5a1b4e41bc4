/** Writes lists of bytes one after another, each with its length before it, and a check value at the end. */
export class PartsWriter {
  readonly #parts: Uint8Array[] = [];

  add(part: Uint8Array): void {
    this.#parts.push(part);
  }

  /** All of them, after a first word that tells what they are. */
  bytes(word: number): Uint8Array<ArrayBuffer> {
    const size = this.#parts.reduce((sum, part) => sum + 4 + part.length, 8);
    const bytes = new Uint8Array(size);
    const view = new DataView(bytes.buffer);
    view.setUint32(0, word, true);
    let at = 4;
    for (const part of this.#parts) {
      view.setUint32(at, part.length, true);
      bytes.set(part, at + 4);
      at += 4 + part.length;
    }
    view.setUint32(at, crc32(bytes.subarray(0, at)), true);
    return bytes;
  }
}

/** Reads what {@link PartsWriter} wrote; throws a RangeError that says what is wrong with the bytes. */
export class PartsReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 4;

  constructor(bytes: Uint8Array, word: number) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (bytes.length < 4 || this.#view.getUint32(0, true) !== word)
      throw new RangeError(`it does not begin as version ${word & 0xff} does`);
    const end = bytes.length - 4;
    if (end < 4 || this.#view.getUint32(end, true) !== crc32(bytes.subarray(0, end)))
      throw new RangeError('it is not whole');
    this.#bytes = bytes.subarray(0, end);
  }

  /** The next part. */
  next(): Uint8Array {
    const from = this.#at + 4;
    if (from > this.#bytes.length) throw new RangeError('a part is missing');
    const to = from + this.#view.getUint32(this.#at, true);
    if (to > this.#bytes.length) throw new RangeError('a part ends early');
    this.#at = to;
    return this.#bytes.subarray(from, to);
  }

  /** To be called after the last part. */
  end(): void {
    if (this.#at !== this.#bytes.length) throw new RangeError('something follows the last part');
  }
}

/** Numbers from 0 to 2³²−1, seven bits a byte, lowest first; the top bit says that more follows. */
export function packNumbers(numbers: Iterable<number>): Uint8Array {
  const bytes: number[] = [];
  for (let number of numbers) {
    for (; number > 0x7f; number = Math.floor(number / 128)) bytes.push((number & 0x7f) | 0x80);
    bytes.push(number);
  }
  return Uint8Array.from(bytes);
}

/** The numbers of {@link packNumbers}; throws a RangeError where one does not end or is too large. */
export function unpackNumbers(bytes: Uint8Array): Uint32Array {
  const numbers = new Uint32Array(bytes.reduce((sum, byte) => sum + Number(byte < 0x80), 0));
  let [at, number, unit] = [0, 0, 1];
  for (const byte of bytes) {
    number += (byte & 0x7f) * unit;
    if (number > 0xffffffff) throw new RangeError('a number is too large');
    unit *= 128;
    if (byte >= 0x80) continue;
    numbers[at++] = number;
    [number, unit] = [0, 1];
  }
  if (unit !== 1) throw new RangeError('a number does not end');
  return numbers;
}

/** 16-bit numbers as all their low bytes, then all their high ones: alike bytes lie together, which deflates better. */
export function splitBytes(numbers: Uint16Array): Uint8Array {
  const bytes = new Uint8Array(2 * numbers.length);
  numbers.forEach((number, at) => {
    bytes[at] = number & 0xff;
    bytes[numbers.length + at] = number >> 8;
  });
  return bytes;
}

/** The numbers of {@link splitBytes}; throws a RangeError for an odd count of bytes. */
export function joinBytes(bytes: Uint8Array): Uint16Array {
  if (bytes.length % 2 !== 0) throw new RangeError('a column has half a number');
  const count = bytes.length / 2;
  return Uint16Array.from({ length: count }, (_, at) => bytes[at]! | (bytes[count + at]! << 8));
}

/** CRC-32 as zip and PNG have it. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ CRC_TABLE[(crc ^ byte) & 0xff]!;
  return (crc ^ 0xffffffff) >>> 0;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});
