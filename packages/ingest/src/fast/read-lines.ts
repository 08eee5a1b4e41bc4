import { isAscii, isUtf8 } from 'node:buffer';
import { LONGEST_RECORD, type RecordBytes } from '../split-records.js';
import type { Place } from './fast-writer.js';
import { LineEnds } from './line-ends.js';

/** Takes the lines of a dump. */
export interface LineTaker {
  /** The line [from, to) without its end: written and true, or false when it needs the thorough way. */
  quick(buffer: Buffer, from: number, to: number, place: Place): boolean;
  /** The thorough way. */
  thorough(record: RecordBytes): void;
}

const [RETURN, SPACE, TAB] = [13, 32, 9];
const MARK = [0xef, 0xbb, 0xbf];
const KEPT_OF_LONG = 1024;

/**
 * Cuts chunks of bytes into lines as `splitRecords` does, without an object for each: a byte order mark at the start is skipped, blank lines are counted and have no
 * ordinal, a line that is longer than the cap is handed on by its place alone.
 */
export class LineReader {
  readonly #taker: LineTaker;
  readonly #ends = new LineEnds();
  readonly #place: Place = { ordinal: 0, byteOffset: 0, byteLength: 0 };
  #offset = 0;
  #held: Buffer[] = [];
  #heldLength = 0;
  #isDropped = false;
  #isLastCut = false;
  #ordinal = 0;
  #isStart = true;
  blankLines = 0;

  constructor(taker: LineTaker) {
    this.#taker = taker;
  }

  /** Non-blank lines so far. */
  get records(): number {
    return this.#ordinal;
  }

  feed(input: Buffer): void {
    const chunk = this.#isStart ? this.#withoutMark(input) : input;
    if (chunk === undefined) return;
    const ends = this.#ends;
    ends.find(chunk);
    const mayBeOther = !isAscii(chunk);
    let from = 0;
    for (let index = 0; index < ends.count; index++) {
      const end = ends.ends[index]!;
      if (index === 0 && this.#heldLength > 0) this.#endHeld(chunk.subarray(0, end + 1));
      else this.#line(chunk, from, end, ends.odd[index] === 1 || (mayBeOther && !isUtf8(chunk.subarray(from, end))));
      from = end + 1;
    }
    if (from < chunk.length) this.#hold(chunk.subarray(from));
  }

  /** The last line may have no end; that of a dump that ends early is cut, if there is one. */
  end(isCut = false): void {
    this.#isLastCut = isCut;
    if (this.#isStart && this.#heldLength > 0) {
      const start = Buffer.concat(this.#held);
      this.#held = [];
      this.#heldLength = 0;
      this.#isStart = false;
      this.feed(start);
    }
    if (this.#heldLength > 0) this.#endHeld(Buffer.alloc(0));
  }

  /** The first chunk without its mark; undefined while it is too short to tell. */
  #withoutMark(input: Buffer): Buffer | undefined {
    const start = this.#heldLength === 0 ? input : Buffer.concat([...this.#held, input]);
    if (start.length < MARK.length) {
      this.#held = [Buffer.from(start)];
      this.#heldLength = start.length;
      return undefined;
    }
    this.#held = [];
    this.#heldLength = 0;
    this.#isStart = false;
    if (!MARK.every((byte, at) => start[at] === byte)) return start;
    this.#offset = MARK.length;
    return start.subarray(MARK.length);
  }

  #line(chunk: Buffer, from: number, end: number, isOdd: boolean): void {
    const to = end > from && chunk[end - 1] === RETURN ? end - 1 : end;
    const byteOffset = this.#offset;
    this.#offset += end + 1 - from;
    if (to - from <= LONGEST_RECORD && isBlank(chunk, from, to)) {
      this.blankLines++;
      return;
    }
    this.#place.ordinal = ++this.#ordinal;
    this.#place.byteOffset = byteOffset;
    this.#place.byteLength = to - from;
    if (to - from <= LONGEST_RECORD && !isOdd && this.#taker.quick(chunk, from, to, this.#place)) return;
    this.#thorough(chunk.subarray(from, to), to - from, byteOffset);
  }

  #thorough(bytes: Buffer, byteLength: number, byteOffset: number): void {
    const isTooLong = byteLength > LONGEST_RECORD;
    const isCut = this.#isLastCut;
    this.#taker.thorough({
      ordinal: this.#ordinal,
      byteOffset,
      bytes: isTooLong ? bytes.subarray(0, KEPT_OF_LONG) : bytes,
      isTooLong,
      byteLength,
      ...(isCut ? { isCut } : {}),
    });
  }

  #hold(part: Buffer): void {
    // What the inflater gives is its own buffer; it is written over.
    if (this.#heldLength <= LONGEST_RECORD) this.#held.push(Buffer.from(part));
    else this.#isDropped = true;
    this.#heldLength += part.length;
  }

  /** Ends a line that began in an earlier chunk; `tail` ends with its line end, or is empty at the end of the dump. */
  #endHeld(tail: Buffer): void {
    const total = this.#heldLength + tail.length;
    const isWhole = !this.#isDropped;
    this.#isDropped = false;
    const line = Buffer.concat(isWhole ? [...this.#held, tail] : this.#held.slice(0, 1));
    this.#held = [];
    this.#heldLength = 0;
    const end = tail.length > 0 ? total - 1 : total;
    if (isWhole) {
      const isOdd = (tail.length === 0 && this.#isLastCut) || this.#isOdd(line.subarray(0, end));
      this.#line(line, 0, end, isOdd);
      if (tail.length === 0) this.#offset -= 1;
      return;
    }
    const byteOffset = this.#offset;
    this.#offset += total;
    this.#ordinal++;
    const hasReturn = tail.length > 1 && tail[tail.length - 2] === RETURN;
    this.#thorough(line, hasReturn ? end - 1 : end, byteOffset);
  }

  #isOdd(line: Buffer): boolean {
    if (!isUtf8(line)) return true;
    const last = line.length - 1;
    for (let at = 0; at <= last; at++) if (line[at]! < SPACE && !(at === last && line[at] === RETURN)) return true;
    return false;
  }
}

function isBlank(bytes: Buffer, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at] !== SPACE && bytes[at] !== TAB) return false;
  return true;
}
