import { ABSENT, ESCAPED, LITERAL, MOST_SLOTS, NESTED, PLAIN, WHOLE, type RecordScanner } from './scanner.js';

const [QUOTE, COMMA, COLON, OPEN, CLOSE, BACKSLASH, SPACE, POINT] = [34, 44, 58, 123, 125, 92, 32, 46];
const MOST_KEYS = 128;
/** A key that is this long is rare enough for the thorough way. */
const LONGEST_KEY = 64;
const QUICK_BYTES = 40;

/**
 * Scans JSON objects of one line each. Logs repeat their keys in the same order, so the key that followed last time is tried first. Escapes, nested values and odd
 * numbers are recognised and left for later; raw control characters and bytes that are not UTF-8 must have been ruled out by the caller.
 */
export class JsonScanner implements RecordScanner {
  readonly kinds = new Uint8Array(MOST_SLOTS);
  readonly from = new Int32Array(MOST_SLOTS);
  readonly to = new Int32Array(MOST_SLOTS);
  readonly #slots = new Map<string, number>();
  readonly #keys: Buffer[] = [];
  readonly #keySlot = new Int32Array(MOST_KEYS).fill(-1);
  /** The record in which a key was last seen. */
  readonly #seen = new Int32Array(MOST_KEYS);
  #record = 0;
  #next = 0;
  #backslash = -1;
  #buffer: Buffer | undefined;
  #kind = ABSENT;

  slotOf(name: string): number {
    const known = this.#slots.get(name);
    if (known !== undefined) return known;
    const slot = this.#slots.size;
    if (slot === MOST_SLOTS) throw new RangeError(`a mapping reads at most ${MOST_SLOTS} keys`);
    this.#slots.set(name, slot);
    return slot;
  }

  scan(buffer: Buffer, from: number, end: number): boolean {
    this.kinds.fill(ABSENT, 0, this.#slots.size);
    this.#record++;
    this.#next = 0;
    if (this.#buffer !== buffer || this.#backslash < from) {
      this.#buffer = buffer;
      this.#backslash = from - 1;
    }
    if (buffer[from] !== OPEN) return false;
    let at = from + 1;
    for (;;) {
      if (buffer[at] !== QUOTE) return false;
      const key = this.#keyAt(buffer, at + 1, end);
      if (key < 0 || this.#seen[key] === this.#record) return false;
      this.#seen[key] = this.#record;
      at += this.#keys[key]!.length + 2;
      if (buffer[at++] !== COLON) return false;
      if (buffer[at] === SPACE) at++;
      const start = at;
      at = this.#valueEnd(buffer, at, end);
      if (at < 0) return false;
      const slot = this.#keySlot[key]!;
      if (slot >= 0) this.#keep(slot, start, at);
      const then = buffer[at];
      if (then === CLOSE) return at + 1 === end;
      if (then !== COMMA) return false;
      at++;
      if (buffer[at] === SPACE) at++;
    }
  }

  #keep(slot: number, start: number, end: number): void {
    const kind = this.#kind;
    const isText = kind === PLAIN || kind === ESCAPED;
    const from = isText ? start + 1 : start;
    const to = isText ? end - 1 : end;
    this.kinds[slot] = isText && from === to ? ABSENT : kind;
    this.from[slot] = from;
    this.to[slot] = to;
  }

  /** The number of the key whose first byte is at `at`, or −1 when that cannot be told. */
  #keyAt(buffer: Buffer, at: number, end: number): number {
    const count = this.#keys.length;
    for (let tried = 0; tried < count; tried++) {
      let index = this.#next + tried;
      if (index >= count) index -= count;
      if (matches(this.#keys[index]!, buffer, at)) {
        this.#next = index + 1 === count ? 0 : index + 1;
        return index;
      }
    }
    return this.#newKey(buffer, at, end);
  }

  #newKey(buffer: Buffer, at: number, end: number): number {
    let to = at;
    while (to < end && buffer[to] !== QUOTE) {
      if (buffer[to] === BACKSLASH || to - at > LONGEST_KEY) return -1;
      to++;
    }
    const index = this.#keys.length;
    if (to === end || index === MOST_KEYS) return -1;
    const name = buffer.toString('utf8', at, to);
    this.#keys.push(Buffer.from(name));
    this.#keySlot[index] = this.#slots.get(name) ?? -1;
    this.#next = 0;
    return index;
  }

  /** Where the value at `at` ends, or −1; `#kind` then says what it is. */
  #valueEnd(buffer: Buffer, at: number, end: number): number {
    const byte = buffer[at]!;
    if (byte === QUOTE) return this.#textEnd(buffer, at + 1, end);
    if (byte === OPEN || byte === 91) return this.#nestedEnd(buffer, at, end);
    if (byte === 45 || (byte >= 48 && byte <= 57)) return this.#numberEnd(buffer, at);
    return this.#wordEnd(buffer, at);
  }

  #textEnd(buffer: Buffer, from: number, end: number): number {
    const quick = Math.min(end, from + QUICK_BYTES);
    for (let at = from; at < quick; at++) {
      const byte = buffer[at];
      if (byte === QUOTE) {
        this.#kind = PLAIN;
        return at + 1;
      }
      if (byte === BACKSLASH) return this.#escapedEnd(buffer, at, end);
    }
    const at = buffer.indexOf(QUOTE, quick);
    if (at < 0 || at >= end) return -1;
    if (this.#backslash < quick) {
      const next = buffer.indexOf(BACKSLASH, quick);
      this.#backslash = next < 0 ? buffer.length : next;
    }
    if (this.#backslash < at) return this.#escapedEnd(buffer, this.#backslash, end);
    this.#kind = PLAIN;
    return at + 1;
  }

  #escapedEnd(buffer: Buffer, from: number, end: number): number {
    this.#kind = ESCAPED;
    for (let at = from; at < end; at++) {
      const byte = buffer[at];
      if (byte === BACKSLASH) {
        if (!isEscape(buffer, at + 1)) return -1;
        at++;
      } else if (byte === QUOTE) return at + 1;
    }
    return -1;
  }

  #numberEnd(buffer: Buffer, from: number): number {
    let at = buffer[from] === 45 ? from + 1 : from;
    const first = at;
    while (isDigit(buffer[at]!)) at++;
    const digits = at - first;
    if (digits === 0 || digits > 15 || (digits > 1 && buffer[first] === 48) || (buffer[first] === 48 && first > from))
      return -1;
    const then = buffer[at];
    if (then !== COMMA && then !== CLOSE) return this.#fractionEnd(buffer, at);
    this.#kind = WHOLE;
    return at;
  }

  #fractionEnd(buffer: Buffer, from: number): number {
    if (buffer[from] !== POINT) return -1;
    let at = from + 1;
    while (isDigit(buffer[at]!)) at++;
    const then = buffer[at];
    if (at === from + 1 || (then !== COMMA && then !== CLOSE)) return -1;
    this.#kind = LITERAL;
    return at;
  }

  #wordEnd(buffer: Buffer, at: number): number {
    this.#kind = LITERAL;
    if (isWord(buffer, at, 'true')) return at + 4;
    if (isWord(buffer, at, 'false')) return at + 5;
    if (!isWord(buffer, at, 'null')) return -1;
    this.#kind = ABSENT;
    return at + 4;
  }

  /** Nested values are checked by the engine's own parser, so that what is accepted is JSON. */
  #nestedEnd(buffer: Buffer, from: number, end: number): number {
    this.#kind = NESTED;
    let depth = 0;
    for (let at = from; at < end; at++) {
      const byte = buffer[at];
      if (byte === QUOTE) {
        at++;
        while (at < end && buffer[at] !== QUOTE) at += buffer[at] === BACKSLASH ? 2 : 1;
      } else if (byte === OPEN || byte === 91) {
        if (++depth > 60) return -1;
      } else if ((byte === CLOSE || byte === 93) && --depth === 0) return isJson(buffer, from, at + 1) ? at + 1 : -1;
    }
    return -1;
  }
}

/** 1 for the letters that may stand behind a backslash, but for u. */
const ESCAPES = new Uint8Array(256);
for (const letter of Buffer.from('"\\/bfnrt')) ESCAPES[letter] = 1;
const U = 117;

/** Whether an escape stands behind a backslash. */
function isEscape(buffer: Buffer, at: number): boolean {
  if (buffer[at] !== U) return ESCAPES[buffer[at]!] === 1;
  for (let index = at + 1; index < at + 5; index++) {
    const letter = buffer[index]! | 32;
    if (!isDigit(buffer[index]!) && !(letter >= 97 && letter <= 102)) return false;
  }
  return true;
}

function matches(key: Buffer, buffer: Buffer, at: number): boolean {
  const { length } = key;
  if (buffer[at + length] !== QUOTE) return false;
  for (let index = 0; index < length; index++) if (key[index] !== buffer[at + index]) return false;
  return true;
}

function isWord(buffer: Buffer, at: number, word: string): boolean {
  for (let index = 0; index < word.length; index++) if (buffer[at + index] !== word.charCodeAt(index)) return false;
  return true;
}

const isDigit = (byte: number): boolean => byte >= 48 && byte <= 57;

function isJson(buffer: Buffer, from: number, to: number): boolean {
  try {
    JSON.parse(buffer.toString('utf8', from, to));
    return true;
  } catch {
    return false;
  }
}
