import type { BytesEnd, Incomplete } from './incomplete.js';
import { fed, isCutAt, LONGEST_RECORD, type Chunks, type RecordBytes, type RecordsEnd } from '../split-records.js';

/** One element of a JSON document. */
export interface ElementBytes extends RecordBytes {
  /** True when it stands in the array of a wrapper object (`{"Records":[…]}`), false when at the top. */
  readonly isInner: boolean;
}

/** In which arrays of a top-level object the records lie: in those of objects, under that key alone, or in none. */
export type Wrapper = 'any' | 'none' | { readonly key: string };

const [QUOTE, COMMA, COLON, BACKSLASH, NEWLINE] = [34, 44, 58, 92, 10];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [91, 93, 123, 125];
const LONGEST_KEY = 256;
const MARK = [0xef, 0xbb, 0xbf];

/**
 * Cuts JSON documents into records, however they are laid out: the elements of a top-level array, those of the arrays in a top-level object that `wrapper`
 * means, or a top-level object without one. Several documents may follow each other. Elements that are no
 * JSON are cut out by their brackets, so that one bad element does not take the next with it.
 */
export async function* splitElements(
  chunks: Chunks,
  wrapper: Wrapper,
  longest = LONGEST_RECORD,
): AsyncGenerator<ElementBytes[], RecordsEnd> {
  const cut = new ElementCutter(wrapper, longest);
  const end = yield* fed(chunks, (chunk) => cut.feed(chunk));
  const open = cut.openAt();
  yield cut.end(open !== undefined || isCutAt(end));
  return { blankLines: 0, ...(end.incomplete ? end : openEnd(open)) };
}

function openEnd(open: number | undefined): BytesEnd {
  if (open === undefined) return {};
  const incomplete: Incomplete = {
    atByte: open,
    code: 'truncated',
    detail: 'its JSON is not closed at the end of the file',
  };
  return { incomplete };
}

interface Capture {
  readonly start: number;
  readonly isInner: boolean;
  /** A document is captured only in case it turns out to be a record itself. */
  readonly isDocument: boolean;
  readonly parts: Buffer[];
  held: number;
}

class ElementCutter {
  readonly #wrapper: Wrapper;
  readonly #longest: number;
  /** Open brackets, outermost first. */
  readonly #open: number[] = [];
  /** How many brackets are open between the elements; 0 outside them. */
  #between = 0;
  #capture: Capture | undefined;
  #isScalar = false;
  #inString = false;
  #isEscaped = false;
  /** The last string at the first level of a document, which may be a key. */
  #key: number[] | undefined;
  #lastKey = '';
  #mayWrap = false;
  /** A list under a key has been opened, its first element not seen. */
  #isListNew = false;
  #offset = 0;
  #ordinal = 0;
  #records: ElementBytes[] = [];

  constructor(wrapper: Wrapper, longest: number) {
    this.#wrapper = wrapper;
    this.#longest = longest;
  }

  feed(chunk: Buffer): ElementBytes[] {
    let from = 0;
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at]!;
      if (this.#inString) {
        at = this.#inside(chunk, at);
        if (!this.#inString && this.#endsWithString()) this.#take(chunk.subarray(from, at + 1));
        continue;
      }
      if (this.#offset + at < 3 && byte === MARK[this.#offset + at]) continue;
      const started = this.#capture;
      if (this.#isScalar && isEndOfScalar(byte, this.#between)) this.#take(chunk.subarray(from, at));
      const isDone = this.#step(byte, this.#offset + at);
      if (this.#capture !== started && this.#capture?.start === this.#offset + at) from = at;
      if (isDone) this.#take(chunk.subarray(from, at + 1));
    }
    if (this.#capture) this.#hold(chunk.subarray(from));
    this.#offset += chunk.length;
    return this.#records.splice(0);
  }

  /** Where the dump ended when brackets or a string were open there. */
  openAt(): number | undefined {
    return this.#open.length > 0 || this.#inString ? this.#offset : undefined;
  }

  end(isCut: boolean): ElementBytes[] {
    const capture = this.#capture;
    // Of a wrapper that was not yet known to be one nothing is missing but its elements, and those cannot be told.
    if (capture) this.#take(Buffer.alloc(0), isCut);
    return this.#records.splice(0);
  }

  /** Passes over the inside of a string; gives the index of its last byte in the piece. */
  #inside(chunk: Buffer, from: number): number {
    for (let at = from; at < chunk.length; at++) {
      const byte = chunk[at]!;
      if (this.#isEscaped) this.#isEscaped = false;
      else if (byte === BACKSLASH) this.#isEscaped = true;
      // A string cannot hold a line end: one that is not closed must not swallow the elements behind it.
      else if (byte === QUOTE || byte === NEWLINE) {
        this.#inString = false;
        return at;
      }
      if (this.#key && this.#key.length < LONGEST_KEY) this.#key.push(byte);
    }
    return chunk.length;
  }

  #endsWithString(): boolean {
    if (this.#key) {
      this.#lastKey = Buffer.from(this.#key).toString('utf8');
      this.#key = undefined;
    }
    return this.#capture !== undefined && !this.#capture.isDocument && this.#open.length === this.#between;
  }

  /** Takes one byte outside strings; true when it ends an element. */
  #step(byte: number, at: number): boolean {
    if (byte <= 32) return false;
    if (this.#isListNew) this.#openElements(byte);
    const isBetween = this.#open.length === this.#between;
    if (isBetween && byte !== COMMA && !isClosing(byte) && !this.#capture) this.#begin(byte, at);
    if (byte === QUOTE) return this.#quote();
    if (byte === OPEN_LIST || byte === OPEN_OBJECT) return this.#down(byte);
    if (isClosing(byte)) return this.#up(byte);
    if (this.#open.length === 1 && this.#between === 0) this.#mayWrap = byte === COLON;
    return false;
  }

  #quote(): boolean {
    this.#inString = true;
    if (this.#open.length === 1 && this.#between === 0 && !this.#mayWrap) this.#key = [];
    return false;
  }

  #begin(byte: number, at: number): void {
    const isTop = this.#open.length === 0;
    if (isTop && byte === OPEN_LIST) return;
    this.#capture = {
      start: at,
      isInner: this.#between === 2,
      isDocument: isTop && byte === OPEN_OBJECT,
      parts: [],
      held: 0,
    };
    this.#isScalar = byte !== QUOTE && byte !== OPEN_OBJECT && byte !== OPEN_LIST;
  }

  #down(byte: number): boolean {
    this.#open.push(byte);
    if (this.#open.length === 1 && byte === OPEN_LIST) this.#between = 1;
    else if (this.#open.length === 2 && this.#between === 0 && byte === OPEN_LIST && this.#mayWrap)
      this.#isListNew = true;
    return false;
  }

  /** The first byte in a list under a key of a document tells whether its elements are the records. */
  #openElements(byte: number): void {
    this.#isListNew = false;
    if (!this.#isWrapper(byte)) return;
    this.#between = 2;
    this.#capture = undefined;
  }

  #isWrapper(first: number): boolean {
    if (this.#wrapper === 'none') return false;
    return this.#wrapper === 'any' ? first === OPEN_OBJECT : this.#lastKey === this.#wrapper.key;
  }

  #up(byte: number): boolean {
    const opener = byte === CLOSE_LIST ? OPEN_LIST : OPEN_OBJECT;
    const at = this.#open.lastIndexOf(opener);
    // Inside an element a bracket that fits none of its own is part of what is wrong with it.
    if (at < 0 || (this.#capture && !this.#capture.isDocument && at < this.#between)) return false;
    this.#open.length = at;
    this.#mayWrap = false;
    if (at < this.#between) {
      this.#between = 0;
      return false;
    }
    return this.#capture !== undefined && (this.#capture.isDocument ? at === 0 : at === this.#between);
  }

  #hold(part: Buffer): void {
    const capture = this.#capture!;
    if (capture.held < this.#longest) capture.parts.push(Buffer.from(part));
    capture.held += part.length;
  }

  #take(tail: Buffer, isCut = false): void {
    const capture = this.#capture;
    this.#isScalar = false;
    if (!capture) return;
    this.#capture = undefined;
    const byteLength = capture.held + tail.length;
    const isTooLong = byteLength > this.#longest;
    const whole = Buffer.concat([...capture.parts, tail]);
    this.#records.push({
      ordinal: ++this.#ordinal,
      byteOffset: capture.start,
      bytes: isTooLong ? whole.subarray(0, 1024) : whole,
      isTooLong,
      byteLength,
      isInner: capture.isInner,
      ...(isCut ? { isCut } : {}),
    });
  }
}

const isClosing = (byte: number): boolean => byte === CLOSE_LIST || byte === CLOSE_OBJECT;

/** What ends a number or a word; outside all brackets a line does, so that words that are no JSON are one record a line. */
function isEndOfScalar(byte: number, between: number): boolean {
  if (between === 0) return byte === NEWLINE || byte === OPEN_OBJECT || byte === OPEN_LIST;
  return byte <= 32 || byte === COMMA || byte === OPEN_OBJECT || byte === OPEN_LIST || isClosing(byte);
}
