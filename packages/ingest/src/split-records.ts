import type { BytesEnd } from './formats/incomplete.js';

/** One non-blank record of a dump: its bytes, and where they lie in the inflated dump. */
export interface RecordBytes {
  readonly ordinal: number;
  readonly byteOffset: number;
  readonly bytes: Buffer;
  /** True when it was longer than the cap; `bytes` then holds the first 1,024 bytes alone. */
  readonly isTooLong: boolean;
  readonly byteLength: number;
  /** True of the last record of an incomplete dump that ends inside it. */
  readonly isCut?: boolean;
}

/** What the records of a dump end with. */
export interface RecordsEnd extends BytesEnd {
  readonly blankLines: number;
}

/** Pieces of a dump; those of `dumpBytes` also say whether it is incomplete. */
export type Chunks = AsyncIterable<Buffer, BytesEnd | undefined>;

/** Longest record that is read, in bytes. */
export const LONGEST_RECORD = 16 * 1024 * 1024;

const NEWLINE = 10;
const RETURN = 13;
const QUOTE = 34;
/** Each costs another look at up to `longest` bytes. */
const MOST_REOPENED = 1000;
const MARK = Buffer.of(0xef, 0xbb, 0xbf);

/**
 * Cuts a stream of bytes into non-blank records at line ends; where fields have a separator (CSV, TSV), a line end inside quotes belongs to the record.
 * A byte order mark at the start is skipped. Ordinals count non-blank records from 1. Returns the number of blank lines, and why the dump is incomplete where it is.
 */
export async function* splitRecords(
  chunks: Chunks,
  separator: string | undefined,
  longest = LONGEST_RECORD,
): AsyncGenerator<RecordBytes[], RecordsEnd> {
  const cut = new Cutter(separator, longest);
  const end = yield* fed(chunks, (chunk) => cut.feed(chunk));
  yield cut.end(isCutAt(end));
  return { blankLines: cut.blankLines, ...end };
}

/** Feeds every piece to a cutter; gives what each piece completes, and returns the end of the dump. */
export async function* fed<T>(chunks: Chunks, feed: (chunk: Buffer) => T): AsyncGenerator<T, BytesEnd> {
  const pieces = chunks[Symbol.asyncIterator]();
  let isOver = false;
  try {
    for (;;) {
      const { value, done } = await pieces.next();
      if (done) {
        isOver = true;
        return value ?? {};
      }
      yield feed(value);
    }
  } finally {
    if (!isOver) await pieces.return?.();
  }
}

/** Whether a dump with this end may end inside a record. Where something else follows, the dump itself was whole. */
export const isCutAt = ({ incomplete }: BytesEnd): boolean =>
  incomplete !== undefined && incomplete.code !== 'trailing';

class Cutter {
  readonly #separator: number | undefined;
  readonly #longest: number;
  /** The start of the dump, until it is long enough to tell whether it is a byte order mark. */
  #start: Buffer | undefined = Buffer.alloc(0);
  #rest: Buffer[] = [];
  #restLength = 0;
  #restLast: number | undefined;
  #offset = 0;
  #ordinal = 0;
  #inQuotes = false;
  #mayOpen = true;
  #reopened = 0;
  blankLines = 0;

  constructor(separator: string | undefined, longest: number) {
    this.#separator = separator?.charCodeAt(0);
    this.#longest = longest;
  }

  feed(input: Buffer): RecordBytes[] {
    const chunk = this.#start === undefined ? input : this.#withoutMark(Buffer.concat([this.#start, input]));
    const records: RecordBytes[] = [];
    let from = 0;
    for (let end = this.#lineEnd(chunk, 0); end >= 0; end = this.#lineEnd(chunk, from)) {
      this.#take(chunk.subarray(from, end + 1), true, records);
      from = end + 1;
    }
    if (from < chunk.length) this.#hold(chunk.subarray(from));
    if (this.#inQuotes && this.#restLength > this.#longest) this.#reopen(records);
    return records;
  }

  end(isCut: boolean): RecordBytes[] {
    const start = this.#start ?? Buffer.alloc(0);
    this.#start = undefined;
    const records = this.feed(start);
    for (let isOpen = !isCut; isOpen;) isOpen = this.#inQuotes && this.#reopen(records);
    if (this.#restLength === 0) return records;
    const whole = records.length;
    this.#take(Buffer.alloc(0), false, records);
    return isCut ? records.map((record, at) => (at < whole ? record : { ...record, isCut })) : records;
  }

  /**
   * A quote that is never closed takes no more than its own line: the rest of what it swallowed is cut again. False when there is nothing to cut, or when
   * it was done so often that the dump is not CSV.
   */
  #reopen(records: RecordBytes[]): boolean {
    const held = Buffer.concat(this.#rest);
    const end = held.indexOf(NEWLINE);
    if (end < 0 || held.length < this.#restLength || this.#reopened === MOST_REOPENED) return false;
    this.#reopened++;
    this.#rest = [];
    this.#restLength = 0;
    this.#inQuotes = false;
    this.#mayOpen = true;
    this.#take(held.subarray(0, end + 1), true, records);
    records.push(...this.feed(held.subarray(end + 1)));
    return true;
  }

  #withoutMark(start: Buffer): Buffer {
    if (start.length < MARK.length) {
      this.#start = start;
      return Buffer.alloc(0);
    }
    this.#start = undefined;
    if (!start.subarray(0, MARK.length).equals(MARK)) return start;
    this.#offset = MARK.length;
    return start.subarray(MARK.length);
  }

  /** The index of the next line end outside quotes, or −1; remembers the state of quotes up to the end of the chunk. */
  #lineEnd(chunk: Buffer, from: number): number {
    if (this.#separator === undefined) return chunk.indexOf(NEWLINE, from);
    for (let at = from; at < chunk.length; at++) {
      const byte = chunk[at];
      if (byte === QUOTE && (this.#inQuotes || this.#mayOpen)) {
        this.#inQuotes = !this.#inQuotes;
        // Behind a closing quote another one is the second half of a doubled quote.
        this.#mayOpen = true;
      } else if (!this.#inQuotes) {
        // Anywhere but at the start of a field a quote is text, as for csvFields: a stray one must not swallow the records behind it.
        this.#mayOpen = byte === this.#separator || byte === NEWLINE;
        if (byte === NEWLINE) return at;
      }
    }
    return -1;
  }

  #hold(part: Buffer): void {
    if (this.#restLength < this.#longest) this.#rest.push(Buffer.from(part));
    this.#restLength += part.length;
    this.#restLast = part.at(-1);
  }

  #take(tail: Buffer, hasEnd: boolean, records: RecordBytes[]): void {
    const start = this.#offset;
    const total = this.#restLength + tail.length;
    this.#offset += total;
    const end = hasEnd ? 1 : 0;
    const last = tail.length > end ? tail.at(-1 - end) : this.#restLast;
    const length = total - end - (last === RETURN ? 1 : 0);
    const isTooLong = length > this.#longest;
    const whole = this.#rest.length === 0 ? tail : Buffer.concat([...this.#rest, tail]);
    this.#rest = [];
    this.#restLength = 0;
    this.#restLast = undefined;
    if (!isTooLong && isBlank(whole, length)) {
      this.blankLines++;
      return;
    }
    const bytes = isTooLong ? whole.subarray(0, 1024) : whole.subarray(0, length);
    records.push({ ordinal: ++this.#ordinal, byteOffset: start, bytes, isTooLong, byteLength: length });
  }
}

function isBlank(bytes: Buffer, length: number): boolean {
  for (let at = 0; at < length; at++) if (bytes[at] !== 32 && bytes[at] !== 9) return false;
  return true;
}

/** The fields of one CSV or TSV record; a doubled quote inside quotes is a quote. Returns undefined when a quote is left open or misplaced. */
export function csvFields(text: string, separator: string): string[] | undefined {
  if (!text.includes('"')) return text.split(separator);
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    if (text[at] === '"') {
      let value = '';
      for (at++; ; at++) {
        const close = text.indexOf('"', at);
        if (close < 0) return undefined;
        value += text.slice(at, close);
        at = close + 1;
        if (text[at] !== '"') break;
        value += '"';
      }
      if (at < text.length && text[at] !== separator) return undefined;
      fields.push(value);
    } else {
      const end = text.indexOf(separator, at);
      fields.push(end < 0 ? text.slice(at) : text.slice(at, end));
      at = end < 0 ? text.length : end;
    }
    if (at >= text.length) return fields;
    at++;
  }
}
