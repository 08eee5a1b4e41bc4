import { isUtf8 } from 'node:buffer';
import { LONGEST_RECORD, type RecordBytes } from '../split-records.js';
import type { RecordColumns } from './record-columns.js';
import { WINDOW } from './record-module.js';

/** Who takes part in reading lines. */
export interface LineTaker {
  /** Rows were added whole. */
  readonly onRows: (count: number) => void;
  /** A line that needs the thorough way. */
  readonly onThorough: (record: RecordBytes) => void;
}

/** Why the module came back (assembly/index.ts). */
const [GROUP_FULL, THOROUGH] = [1, 2];
const [NEWLINE, RETURN, SPACE, TAB] = [10, 13, 32, 9];
const MARK = Buffer.of(0xef, 0xbb, 0xbf);
const KEPT_OF_LONG = 1024;

/**
 * Cuts pieces of a dump into lines as `splitRecords` does and gives them to the module, which puts them into columns: a byte order mark at the start is skipped,
 * blank lines are counted and have no ordinal, a line that is longer than the cap is handed on by its place alone. Lines that are no JSON object of plain
 * values, or no UTF-8, go the thorough way, in their order.
 */
export class LineReader {
  readonly #columns: RecordColumns;
  readonly #taker: LineTaker;
  readonly #window: number;
  /** Bytes of the window that are filled. */
  #filled = 0;
  /** A line that is longer than the window: its parts, and how long it is. */
  #held: Buffer[] = [];
  #heldLength = 0;
  #heldLast = 0;
  #isStart = true;

  constructor(columns: RecordColumns, taker: LineTaker) {
    this.#columns = columns;
    this.#taker = taker;
    this.#window = columns.module.window;
  }

  get blankLines(): number {
    return this.#columns.module.call.blankLines.value;
  }

  feed(piece: Buffer): void {
    for (let from = 0; from < piece.length;) from = this.#fill(piece, from);
  }

  /** The last line may have no end; that of a dump that ends early is cut, if there is one. */
  end(isCut = false): void {
    if (this.#isStart) this.#skipMark();
    if (this.#heldLength > 0) this.#endHeld(Buffer.alloc(0), isCut);
    else if (isCut) this.#endCut();
    else if (this.#filled > 0) {
      const { bytes } = this.#columns.module;
      // Of a dump of a byte or two, the line end itself may still be waiting.
      if (bytes[this.#window + this.#filled - 1] !== NEWLINE) bytes[this.#window + this.#filled++] = NEWLINE;
      this.#takeUpTo(this.#filled);
    }
  }

  #endCut(): void {
    const window = (): Buffer => this.#columns.module.bytes.subarray(this.#window, this.#window + this.#filled);
    const newline = window().lastIndexOf(NEWLINE);
    if (newline >= 0) this.#takeUpTo(newline + 1);
    if (this.#filled === 0) return;
    const line = Buffer.from(window());
    const byteLength = line.at(-1) === RETURN ? line.length - 1 : line.length;
    this.#give(line.subarray(0, byteLength), { byteLength, bytes: line.length, isCut: true });
  }

  /** Takes what the window has room for; gives where to go on. */
  #fill(piece: Buffer, from: number): number {
    if (this.#heldLength > 0) return this.#hold(piece, from);
    const start = this.#filled;
    const to = Math.min(piece.length, from + WINDOW - start);
    this.#columns.module.bytes.set(piece.subarray(from, to), this.#window + start);
    this.#filled += to - from;
    if (this.#isStart && this.#filled < MARK.length) return to;
    const skipped = this.#isStart ? this.#skipMark() : 0;
    const newline = piece.lastIndexOf(NEWLINE, to - 1);
    if (newline >= from) this.#takeUpTo(start - skipped + newline + 1 - from);
    else if (this.#filled === WINDOW) this.#beginHeld();
    return to;
  }

  /** Skips a mark at the start; gives its length. */
  #skipMark(): number {
    this.#isStart = false;
    const { bytes, call } = this.#columns.module;
    if (!bytes.subarray(this.#window, this.#window + Math.min(this.#filled, MARK.length)).equals(MARK)) return 0;
    this.#shift(MARK.length);
    call.skip(MARK.length, 0);
    return MARK.length;
  }

  /** Takes the lines of the first so many bytes of the window; the rest is the start of the next one. */
  #takeUpTo(length: number): void {
    const from = this.#window;
    const { bytes } = this.#columns.module;
    if (isUtf8(bytes.subarray(from, from + length))) this.#takeAll(from, from + length);
    else this.#takeEach(from, from + length);
    this.#shift(length);
  }

  /** Moves what stands behind the first so many bytes to the front. */
  #shift(length: number): void {
    const from = this.#window;
    this.#columns.module.bytes.copyWithin(from, from + length, from + this.#filled);
    this.#filled -= length;
  }

  /** Takes lines that are UTF-8. */
  #takeAll(from: number, to: number): void {
    const { call } = this.#columns.module;
    for (let at = from; at < to;) {
      const before = call.rows.value;
      const why = call.takeLines(at, to);
      at = call.nextLine.value;
      this.#taker.onRows(call.rows.value - before);
      if (why === GROUP_FULL) this.#columns.endGroup();
      if (why === THOROUGH) this.#thorough(call.lineFrom.value, call.lineTo.value, at);
    }
  }

  /** Takes lines of which some are not UTF-8. */
  #takeEach(from: number, to: number): void {
    for (let at = from; at < to;) {
      const { bytes } = this.#columns.module;
      const end = bytes.indexOf(NEWLINE, at);
      if (isUtf8(bytes.subarray(at, end))) this.#takeAll(at, end + 1);
      else this.#thorough(at, bytes[end - 1] === RETURN && end > at ? end - 1 : end, end + 1);
      at = end + 1;
    }
  }

  #thorough(from: number, to: number, past: number): void {
    // A copy: memory that grows while the record is put into columns becomes another buffer.
    const line = Buffer.from(this.#columns.module.bytes.subarray(from, to));
    this.#give(line, { byteLength: line.length, bytes: past - from, isCut: false });
  }

  /** Counts a line, and hands it on where it is not blank. */
  #give(line: Buffer, of: { readonly byteLength: number; readonly bytes: number; readonly isCut: boolean }): void {
    const { call } = this.#columns.module;
    const isTooLong = of.byteLength > LONGEST_RECORD;
    if (!isTooLong && isBlank(line)) {
      call.skip(of.bytes, 1);
      return;
    }
    const [ordinal, byteOffset] = [call.ordinal.value + 1, call.byteOffset.value];
    call.countLine(of.bytes);
    this.#taker.onThorough({
      ordinal,
      byteOffset,
      bytes: isTooLong ? line.subarray(0, KEPT_OF_LONG) : line,
      isTooLong,
      byteLength: of.byteLength,
      ...(of.isCut ? { isCut: true } : {}),
    });
  }

  /** The window holds a part of one line alone. */
  #beginHeld(): void {
    const { bytes } = this.#columns.module;
    this.#held = [Buffer.from(bytes.subarray(this.#window, this.#window + this.#filled))];
    this.#heldLength = this.#filled;
    this.#heldLast = bytes[this.#window + this.#filled - 1]!;
    this.#filled = 0;
  }

  /** Adds to the line that is held, up to its end if that is here; gives where to go on. */
  #hold(piece: Buffer, from: number): number {
    const end = piece.indexOf(NEWLINE, from);
    if (end >= 0) {
      this.#endHeld(piece.subarray(from, end + 1), false);
      return end + 1;
    }
    // What the inflater gives is its own buffer; it is written over.
    if (this.#heldLength <= LONGEST_RECORD) this.#held.push(Buffer.from(piece.subarray(from)));
    this.#heldLength += piece.length - from;
    this.#heldLast = piece.at(-1)!;
    return piece.length;
  }

  /** Ends the line that is held; `tail` ends with its line end, or is empty at the end of the dump. */
  #endHeld(tail: Buffer, isCut: boolean): void {
    const total = this.#heldLength + tail.length;
    const last = tail.length > 1 ? tail.at(-2) : this.#heldLast;
    const byteLength = total - (tail.length > 0 ? 1 : 0) - (last === RETURN ? 1 : 0);
    const isTooLong = byteLength > LONGEST_RECORD;
    const line = isTooLong ? this.#held[0]! : Buffer.concat([...this.#held, tail]).subarray(0, byteLength);
    this.#held = [];
    this.#heldLength = 0;
    this.#give(line, { byteLength, bytes: total, isCut });
  }
}

function isBlank(line: Buffer): boolean {
  return line.every((byte) => byte === SPACE || byte === TAB);
}
