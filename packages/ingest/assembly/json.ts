import { isJson, slotOf } from './host';

/** What a slot holds of the record that was scanned. Null and empty count as absent. */
export const ABSENT: u8 = 0;
/** A text without escapes: its bytes are its value. */
export const PLAIN: u8 = 1;
/** A text with escapes, still to be decoded. */
export const ESCAPED: u8 = 2;
/** A whole number of at most 15 digits, as it stands. */
export const WHOLE: u8 = 3;
/** `true`, `false`, or another number. */
export const LITERAL: u8 = 4;
/** An object or a list. */
export const NESTED: u8 = 5;

/** Most slots of a mapping. */
const MOST_SLOTS: i32 = 64;
const MOST_KEYS: i32 = 128;
/** A key that is this long is rare enough for the thorough way. */
const LONGEST_KEY: usize = 62;
const KEY_BYTES: usize = 64;
const DEEPEST: i32 = 60;

const kinds: usize = heap.alloc(MOST_SLOTS);
const starts: usize = heap.alloc((<usize>MOST_SLOTS) << 2);
const ends: usize = heap.alloc((<usize>MOST_SLOTS) << 2);
let slots: i32 = 0;

/** Keys with the quote behind them, zeros up to {@link KEY_BYTES}; masks of the bytes that count; lengths; slots; the record in which each was last seen. */
const keys: usize = heap.alloc(<usize>MOST_KEYS * KEY_BYTES);
const masks: usize = heap.alloc(<usize>MOST_KEYS * KEY_BYTES);
const lengths: usize = heap.alloc((<usize>MOST_KEYS) << 2);
const keySlots: usize = heap.alloc((<usize>MOST_KEYS) << 2);
const seen: usize = heap.alloc((<usize>MOST_KEYS) << 2);
let keyCount: i32 = 0;
let next: i32 = 0;
let record: u32 = 0;
let kind: u8 = ABSENT;

/** Begins a mapping that reads so many slots. */
export function beginSlots(count: i32): void {
  slots = count;
  keyCount = 0;
  next = 0;
  record = 0;
  memory.fill(seen, 0, (<usize>MOST_KEYS) << 2);
}

export function kindAt(slot: i32): u8 {
  return load<u8>(kinds + <usize>slot);
}
export function startAt(slot: i32): usize {
  return <usize>load<u32>(starts + ((<usize>slot) << 2));
}
export function endAt(slot: i32): usize {
  return <usize>load<u32>(ends + ((<usize>slot) << 2));
}

/**
 * Scans the JSON object that begins at `from`; gives where it ends, or 0 where it is not sure of anything: then the record is read by the mapper that explains
 * refusals. What it takes must be what that mapper reads. Logs repeat their keys in the same order, so the key that followed last time is tried first. Bytes
 * must be UTF-8 and have a line end, which no object holds, before `limit`; {@link SLACK} more may be read.
 */
export function scanObject(from: usize, limit: usize): usize {
  memory.fill(kinds, ABSENT, slots);
  record++;
  next = 0;
  let at = from;
  let then: u8 = 0x2c;
  while (then == 0x2c) {
    at++;
    if (load<u8>(at) == 0x20 && at > from + 1) at++;
    if (load<u8>(at) != 0x22) return 0;
    const key = keyAt(at + 1);
    if (key < 0) return 0;
    const place = (<usize>key) << 2;
    if (load<u32>(seen + place) == record) return 0;
    store<u32>(seen + place, record);
    at += <usize>load<u32>(lengths + place) + 2;
    if (load<u8>(at++) != 0x3a) return 0;
    if (load<u8>(at) == 0x20) at++;
    const start = at;
    at = valueEnd(at, limit);
    if (at == 0) return 0;
    const slot = load<i32>(keySlots + place);
    if (slot >= 0) keep(slot, start, at);
    then = load<u8>(at);
  }
  return then == 0x7d ? at + 1 : 0;
}

function keep(slot: i32, start: usize, end: usize): void {
  const inside: usize = kind == PLAIN || kind == ESCAPED ? 1 : 0;
  const from = start + inside;
  const to = end - inside;
  store<u8>(kinds + <usize>slot, inside == 1 && from == to ? ABSENT : kind);
  store<u32>(starts + ((<usize>slot) << 2), <u32>from);
  store<u32>(ends + ((<usize>slot) << 2), <u32>to);
}

/** The number of the key at `at`, learned when it is new; −1 where it cannot be one. */
function keyAt(at: usize): i32 {
  const count = keyCount;
  for (let tried = 0; tried < count; tried++) {
    let index = next + tried;
    if (index >= count) index -= count;
    if (isKey(index, at)) {
      next = index + 1 == count ? 0 : index + 1;
      return index;
    }
  }
  return newKey(at);
}

function isKey(index: i32, at: usize): bool {
  const place = <usize>index * KEY_BYTES;
  const length = <usize>load<u32>(lengths + ((<usize>index) << 2)) + 1;
  for (let done: usize = 0; done < length; done += 16) {
    const difference = v128.xor(v128.load(at + done), v128.load(keys + place + done));
    if (v128.any_true(v128.and(difference, v128.load(masks + place + done)))) return false;
  }
  return true;
}

function newKey(at: usize): i32 {
  let to = at;
  for (let byte = load<u8>(to); byte != 0x22; byte = load<u8>(++to))
    if (byte == 0x5c || byte < 32 || to - at >= LONGEST_KEY) return -1;
  if (keyCount == MOST_KEYS) return -1;
  const index = keyCount++;
  const length = to - at;
  const place = <usize>index * KEY_BYTES;
  memory.fill(keys + place, 0, KEY_BYTES);
  memory.fill(masks + place, 0, KEY_BYTES);
  memory.copy(keys + place, at, length + 1);
  memory.fill(masks + place, 255, length + 1);
  store<u32>(lengths + ((<usize>index) << 2), <u32>length);
  store<i32>(keySlots + ((<usize>index) << 2), slotOf(at, to));
  next = 0;
  return index;
}

/** Where the value at `at` ends, or 0; `kind` then says what it is. */
function valueEnd(at: usize, limit: usize): usize {
  const byte = load<u8>(at);
  if (byte == 0x22) return textEnd(at + 1);
  if (byte == 0x7b || byte == 0x5b) return nestedEnd(at, limit);
  if (byte == 0x2d || (byte >= 48 && byte <= 57)) return numberEnd(at);
  return wordEnd(at);
}

/** Behind the quote that closes the text from `at` on. A line end, as any control character, ends the search. */
function textEnd(from: usize): usize {
  kind = PLAIN;
  let at = markFrom(from);
  while (load<u8>(at) == 0x5c) {
    if (!isEscape(at + 1)) return 0;
    kind = ESCAPED;
    at = markFrom(at + 2);
  }
  return load<u8>(at) == 0x22 ? at + 1 : 0;
}

/** The next quote, backslash or control character. */
function markFrom(from: usize): usize {
  let at = from;
  let found = marks(at);
  while (found == 0) found = marks((at += 16));
  return at + <usize>ctz(found);
}

function marks(at: usize): i32 {
  const block = v128.load(at);
  const quotes = i8x16.eq(block, i8x16.splat(0x22));
  const slashes = i8x16.eq(block, i8x16.splat(0x5c));
  return i8x16.bitmask(v128.or(v128.or(quotes, slashes), i8x16.lt_u(block, i8x16.splat(32))));
}

/** Whether an escape stands behind a backslash. */
function isEscape(at: usize): bool {
  switch (load<u8>(at)) {
    case 0x22:
    case 0x5c:
    case 0x2f:
    case 0x62:
    case 0x66:
    case 0x6e:
    case 0x72:
    case 0x74:
      return true;
    case 0x75:
      for (let index: usize = 1; index < 5; index++) {
        const byte = load<u8>(at + index);
        const lower = byte | 32;
        if (!isDigit(byte) && !(lower >= 97 && lower <= 102)) return false;
      }
      return true;
    default:
      return false;
  }
}

function numberEnd(from: usize): usize {
  let at = load<u8>(from) == 0x2d ? from + 1 : from;
  const first = at;
  while (isDigit(load<u8>(at))) at++;
  const digits = at - first;
  const isZero = load<u8>(first) == 48;
  if (digits == 0 || digits > 15 || (isZero && (digits > 1 || first > from))) return 0;
  kind = WHOLE;
  if (load<u8>(at) == 0x2e) {
    const point = at;
    do at++;
    while (isDigit(load<u8>(at)));
    if (at == point + 1) return 0;
    kind = LITERAL;
  }
  const then = load<u8>(at);
  return then == 0x2c || then == 0x7d ? at : 0;
}

function wordEnd(at: usize): usize {
  kind = LITERAL;
  const word = load<u32>(at);
  if (word == 0x65757274) return at + 4; // true
  if (word == 0x736c6166 && load<u8>(at + 4) == 0x65) return at + 5; // false
  kind = ABSENT;
  return word == 0x6c6c756e ? at + 4 : 0; // null
}

/** Nested values are checked by the host's own parser, so that what is accepted is JSON; a line end ends the record. */
function nestedEnd(from: usize, limit: usize): usize {
  kind = NESTED;
  let depth: i32 = 0;
  let isInside = false;
  for (let at = from; at < limit; at++) {
    const byte = load<u8>(at);
    if (byte < 32) return 0;
    if (isInside) {
      if (byte == 0x5c) at++;
      else if (byte == 0x22) isInside = false;
    } else if (byte == 0x22) isInside = true;
    else if (byte == 0x7b || byte == 0x5b) {
      if (++depth > DEEPEST) return 0;
    } else if ((byte == 0x7d || byte == 0x5d) && --depth == 0) return isJson(from, at + 1) ? at + 1 : 0;
  }
  return 0;
}

function isDigit(byte: u8): bool {
  return byte - 48 < 10;
}
