/** A decoded value of a MaxMind DB. */
export type MmdbValue = string | number | bigint | boolean | Buffer | readonly MmdbValue[] | MmdbMap;
/** A decoded map of a MaxMind DB. */
export type MmdbMap = ReadonlyMap<string, MmdbValue>;

/** A place in a MaxMind DB that does not follow its format. */
export class MmdbFault extends Error {
  readonly atByte: number;

  constructor(atByte: number, detail: string) {
    super(detail);
    this.atByte = atByte;
  }
}

/** Maps and lists inside each other; a real file has two or three. */
const DEEPEST = 32;
/** What an extended length and a pointer of more bytes begin to count from. */
const LENGTH_FROM = [29, 285, 65_821] as const;
const POINTER_FROM = [0, 2048, 526_336, 0] as const;

/** Reads values of the data section of a MaxMind DB (format 2.0): a control byte, a length, the bytes; a pointer stands for a value elsewhere. */
export class MmdbData {
  readonly #bytes: Buffer;
  readonly #base: number;
  #at = 0;

  /** `base` is the byte that pointers count from. */
  constructor(bytes: Buffer, base: number) {
    this.#bytes = bytes;
    this.#base = base;
  }

  /** The value at a byte of the section. Throws {@link MmdbFault}. */
  valueAt(offset: number): MmdbValue {
    this.#at = this.#base + offset;
    return this.#value(0);
  }

  #value(depth: number): MmdbValue {
    if (depth > DEEPEST) throw new MmdbFault(this.#at, 'values lie too deep inside each other');
    const control = this.#uint(1);
    if (control >> 5 === 1) return this.#pointed(control, depth);
    const type = control >> 5 === 0 ? 7 + this.#uint(1) : control >> 5;
    return this.#ofType(type, this.#length(control & 31), depth);
  }

  #pointed(control: number, depth: number): MmdbValue {
    const size = (control >> 3) & 3;
    const rest = this.#uint(size + 1);
    const offset = (size === 3 ? 0 : (control & 7) * 256 ** (size + 1)) + rest + POINTER_FROM[size]!;
    const back = this.#at;
    this.#at = this.#base + offset;
    const value = this.#value(depth + 1);
    this.#at = back;
    return value;
  }

  #length(short: number): number {
    const from = LENGTH_FROM[short - 29];
    return from === undefined ? short : from + this.#uint(short - 28);
  }

  #ofType(type: number, length: number, depth: number): MmdbValue {
    switch (type) {
      case 2:
        return this.#take(length).toString('utf8');
      case 3:
        return this.#take(8).readDoubleBE();
      case 4:
        return this.#take(length);
      case 5:
      case 6:
        return this.#uint(length);
      case 7:
        return this.#map(length, depth);
      case 8:
        return this.#uint(length) | 0;
      case 9:
      case 10:
        return BigInt(`0x0${this.#take(length).toString('hex')}`);
      case 11:
        return Array.from({ length: this.#within(length) }, () => this.#value(depth + 1));
      case 14:
        return length === 1;
      case 15:
        return this.#take(4).readFloatBE();
      default:
        throw new MmdbFault(this.#at, `there is no type ${type} of values`);
    }
  }

  #map(length: number, depth: number): MmdbMap {
    const map = new Map<string, MmdbValue>();
    for (let left = this.#within(length); left > 0; left--) {
      const key = this.#value(depth + 1);
      if (typeof key !== 'string') throw new MmdbFault(this.#at, 'a key of a map is not a text');
      map.set(key, this.#value(depth + 1));
    }
    return map;
  }

  /** A count of values, each of which takes a byte at least. */
  #within(count: number): number {
    if (count > this.#bytes.length - this.#at) throw new MmdbFault(this.#at, 'the file ends inside a value');
    return count;
  }

  #uint(length: number): number {
    let value = 0;
    for (const byte of this.#take(length)) value = value * 256 + byte;
    return value;
  }

  #take(length: number): Buffer {
    const end = this.#at + length;
    if (end > this.#bytes.length) throw new MmdbFault(this.#at, 'the file ends inside a value');
    const bytes = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return bytes;
  }
}
