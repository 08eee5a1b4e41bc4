import { isCardNumber } from '../card-number.js';
import type { Mapping } from '../mapping.js';
import { compilePath, type CompiledPath } from '../formats/json-path.js';
import { LAKE_COLUMNS } from '../lake-columns.js';
import { compileMapping, parseOf, pathsOf } from '../map-record.js';
import { isBad, readValue } from '../read-value.js';
import { readIp, readTime } from './read-bytes.js';
import { ABSENT, ESCAPED, NESTED, PLAIN, WHOLE, type RecordScanner } from './scanner.js';
import { unescape } from './unescape.js';

/** How the value of a target stands after {@link FastFields.take}. */
export const NOTHING = 0;
/** UTF-8 bytes: see `sources`, `from`, `to`. */
export const BYTES = 1;
/** A number: see `numbers`. */
export const NUMBER = 2;

/** How a target is read: as it stands, or by one of the quick readers, or by the one that the thorough way uses. */
const [TEXT, MOMENT, ADDRESS, TOKEN, COUNT, OTHER] = [0, 1, 2, 3, 4, 5];

interface Target {
  readonly name: string;
  readonly parse: string;
  readonly isRequired: boolean;
  readonly reader: number;
  readonly steps: readonly Step[];
}

/** A path as the fast way can follow it: a top-level key, or the head of a nested path, at which it gives up. */
interface Step {
  readonly slot: number;
  readonly isHead: boolean;
}

/** Ways to read a value that leave its bytes as they stand. */
const AS_TEXT = new Set(['text', 'prompt', 'line', 'ip']);

/** Whether a mapping can be read the fast way: it has targets alone, and each of them is a column of the lake of the type that it is read as. */
export function isFast(mapping: Mapping): boolean {
  if (mapping.entity === 'account' || mapping.indicators.length > 0 || mapping.keep.length > 0) return false;
  if (mapping.records !== undefined || Object.keys(mapping.only).length > 0) return false;
  if (mapping.format === 'jsonl' && !pathsOf(compileMapping(mapping)).every(isFollowed)) return false;
  const columns = new Map(LAKE_COLUMNS[mapping.entity].map(({ name, type }) => [name, type]));
  return Object.entries(mapping.fields).every(([name, field]) => {
    const type = columns.get(name);
    const parse = parseOf(name, field);
    return type !== undefined && (type === 'text') === AS_TEXT.has(parse);
  });
}

/** Whether a path begins at a key of the record itself. */
const isFollowed = ({ up, steps }: CompiledPath): boolean => up === 0 && steps[0]?.kind === 'key';

/** The targets of one mapping, read from scanned records without making texts of them. */
export class FastFields {
  readonly names: readonly string[];
  readonly kinds: Uint8Array;
  readonly sources: Uint8Array[];
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly numbers: Float64Array;
  readonly scanner: RecordScanner;
  readonly #targets: readonly Target[];
  /** Decoded texts of the record at hand, one behind the other. */
  #decoded = Buffer.allocUnsafeSlow(1 << 16);
  #decodedLength = 0;
  buffer: Buffer = Buffer.alloc(0);

  constructor(mapping: Mapping, scanner: RecordScanner) {
    const hasPaths = mapping.format === 'jsonl';
    this.scanner = scanner;
    this.#targets = Object.entries(mapping.fields).map(([name, field]) => ({
      name,
      parse: parseOf(name, field),
      isRequired: field.required,
      reader: readerOf(name, parseOf(name, field)),
      steps: field.paths.flatMap((path): Step[] => {
        const flat = { slot: scanner.slotOf(path), isHead: false };
        const [head, ...rest] = hasPaths ? compilePath(path).steps : [];
        return head?.kind !== 'key' || (rest.length === 0 && head.key === path)
          ? [flat]
          : [flat, { slot: scanner.slotOf(head.key), isHead: true }];
      }),
    }));
    this.names = this.#targets.map(({ name }) => name);
    const count = this.#targets.length;
    this.kinds = new Uint8Array(count);
    this.sources = Array.from({ length: count }, () => this.#decoded);
    this.from = new Int32Array(count);
    this.to = new Int32Array(count);
    this.numbers = new Float64Array(count);
  }

  /** Reads the record; false where the thorough way must decide. */
  take(buffer: Buffer, from: number, end: number): boolean {
    const { scanner } = this;
    if (!scanner.scan(buffer, from, end)) return false;
    this.buffer = buffer;
    this.#decodedLength = 0;
    const targets = this.#targets;
    for (let index = 0; index < targets.length; index++) {
      const target = targets[index]!;
      this.kinds[index] = NOTHING;
      const slot = this.#find(target.steps);
      if (slot === -2) return false;
      if (slot === -1) {
        if (target.isRequired) return false;
      } else if (!this.#read(index, slot, target)) return false;
    }
    return true;
  }

  #read(index: number, slot: number, { reader, parse }: Target): boolean {
    switch (reader) {
      case TEXT:
        return this.#putText(index, slot);
      case MOMENT:
        return this.#putMoment(index, slot);
      case ADDRESS:
        return this.#putAddress(index, slot);
      case TOKEN:
        return this.#putToken(index, slot);
      case COUNT:
        return this.#putCount(index, slot);
      default:
        return this.#putOther(index, slot, parse);
    }
  }

  #putMoment(index: number, slot: number): boolean {
    const { scanner } = this;
    const ms =
      scanner.kinds[slot] === PLAIN ? readTime(this.buffer, scanner.from[slot]!, scanner.to[slot]!) : Number.NaN;
    return Number.isNaN(ms) ? this.#putOther(index, slot, 'rfc3339') : this.#putNumber(index, ms);
  }

  /** Addresses of IPv4 in their one spelling; others go the thorough way, which also rewrites them. */
  #putAddress(index: number, slot: number): boolean {
    const { scanner } = this;
    return (
      scanner.kinds[slot] === PLAIN &&
      readIp(this.buffer, scanner.from[slot]!, scanner.to[slot]!) &&
      this.#putText(index, slot)
    );
  }

  #putToken(index: number, slot: number): boolean {
    const text = this.#textAt(slot);
    return text !== undefined && !isCardNumber(text) && this.#putText(index, slot);
  }

  #putCount(index: number, slot: number): boolean {
    const { scanner } = this;
    const from = scanner.from[slot]!;
    const to = scanner.to[slot]!;
    if (to - from > 15) return false;
    let value = 0;
    for (let at = from; at < to; at++) {
      const digit = this.buffer[at]! - 48;
      if (digit < 0 || digit > 9) return false;
      value = value * 10 + digit;
    }
    return this.#putNumber(index, value);
  }

  #putOther(index: number, slot: number, parse: string): boolean {
    const text = this.#textAt(slot);
    if (text === undefined) return false;
    const reading = readValue(text, parse);
    return !isBad(reading) && typeof reading !== 'string' && this.#putNumber(index, Number(reading));
  }

  #putNumber(index: number, value: number): boolean {
    this.kinds[index] = NUMBER;
    this.numbers[index] = value;
    return true;
  }

  /** The text at the slot as bytes of the target; false when it cannot be one. */
  #putText(target: number, slot: number): boolean {
    const { scanner } = this;
    const kind = scanner.kinds[slot]!;
    if (kind === PLAIN || kind === WHOLE) {
      this.kinds[target] = BYTES;
      this.sources[target] = this.buffer;
      this.from[target] = scanner.from[slot]!;
      this.to[target] = scanner.to[slot]!;
      return true;
    }
    return kind === ESCAPED && this.#putDecoded(target, scanner.from[slot]!, scanner.to[slot]!);
  }

  /** The text of a slot as a string, or undefined when it has none that is sure. */
  #textAt(slot: number): string | undefined {
    const { scanner } = this;
    const kind = scanner.kinds[slot]!;
    return kind === PLAIN || kind === WHOLE
      ? this.buffer.toString('utf8', scanner.from[slot], scanner.to[slot])
      : undefined;
  }

  #putDecoded(target: number, from: number, to: number): boolean {
    const needed = this.#decodedLength + to - from;
    if (needed > this.#decoded.length) this.#decoded = Buffer.allocUnsafeSlow(needed * 2);
    const start = this.#decodedLength;
    const length = unescape(this.buffer, from, to, { into: this.#decoded, at: start });
    if (length < 0) return false;
    this.kinds[target] = BYTES;
    this.sources[target] = this.#decoded;
    this.from[target] = start;
    this.to[target] = start + length;
    this.#decodedLength = start + length;
    return true;
  }

  /** The slot of the first path that has a value; −1 for none, −2 where a nested path would have to be followed. */
  #find(steps: readonly Step[]): number {
    const { kinds } = this.scanner;
    for (const { slot, isHead } of steps) {
      const kind = kinds[slot]!;
      if (kind === ABSENT) continue;
      if (kind === NESTED || (isHead && this.#mayHoldJson(slot))) return -2;
      if (!isHead) return slot;
    }
    return -1;
  }

  /** A path also goes into a text that is JSON itself. */
  #mayHoldJson(slot: number): boolean {
    const first = this.buffer[this.scanner.from[slot]!]!;
    return first <= SPACE || first === OPEN_LIST || first === OPEN_OBJECT || first === BACKSLASH;
  }
}

const [SPACE, OPEN_LIST, BACKSLASH, OPEN_OBJECT] = [32, 91, 92, 123] as const;

function readerOf(name: string, parse: string): number {
  if (name === 'payment_method' || name === 'bin') return TOKEN;
  const readers: Readonly<Record<string, number>> = {
    text: TEXT,
    prompt: TEXT,
    line: TEXT,
    rfc3339: MOMENT,
    ip: ADDRESS,
    integer: COUNT,
    number: COUNT,
  };
  return readers[parse] ?? OTHER;
}
