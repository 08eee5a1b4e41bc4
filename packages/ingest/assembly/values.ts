/** What {@link readTime} gives for what it does not read, and {@link readCount} too. */
export const UNREAD: f64 = NaN;

let dayBytes: u64 = 0;
let dayEnd: u16 = 0;
let dayMs: f64 = UNREAD;

/** Unix milliseconds of `YYYY-MM-DDTHH:MM:SS[.mmm]Z`, the one form that most logs write; NaN for any other. */
export function readTime(from: usize, to: usize): f64 {
  const length = to - from;
  if ((length != 20 && length != 24) || load<u8>(to - 1) != 0x5a || load<u8>(from + 10) != 0x54) return UNREAD;
  if (load<u8>(from + 13) != 0x3a || load<u8>(from + 16) != 0x3a) return UNREAD;
  const hour = two(from + 11);
  const minute = two(from + 14);
  const second = two(from + 17);
  if (hour > 23 || minute > 59 || second > 59) return UNREAD;
  let ms: u32 = 0;
  if (length == 24) {
    const tenth = <u32>load<u8>(from + 20) - 48;
    const rest = two(from + 21);
    if (load<u8>(from + 19) != 0x2e || tenth > 9 || rest > 99) return UNREAD;
    ms = tenth * 100 + rest;
  }
  // The last date is remembered, since logs are in order.
  if (load<u64>(from) != dayBytes || load<u16>(from + 8) != dayEnd) {
    const read = dayOf(from);
    if (isNaN(read)) return UNREAD;
    dayMs = read;
    dayBytes = load<u64>(from);
    dayEnd = load<u16>(from + 8);
  }
  return dayMs + <f64>(hour * 3_600_000 + minute * 60_000 + second * 1000 + ms);
}

/** Midnight of a date that the calendar has, from year 1000 on. (days_from_civil of "chrono-Compatible Low-Level Date Algorithms", H. Hinnant.) */
function dayOf(from: usize): f64 {
  const century = two(from);
  const ofCentury = two(from + 2);
  const month = two(from + 5);
  const day = two(from + 8);
  if (load<u8>(from + 4) != 0x2d || load<u8>(from + 7) != 0x2d) return UNREAD;
  if (century < 10 || century > 99 || ofCentury > 99 || month < 1 || month > 12 || day < 1) return UNREAD;
  const year = century * 100 + ofCentury;
  const isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  const last: u32 = month == 2 ? (isLeap ? 29 : 28) : month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  if (day > last) return UNREAD;
  const shifted: i32 = <i32>year - (month <= 2 ? 1 : 0);
  const era = shifted / 400;
  const ofEra = shifted - era * 400;
  const ofYear = (153 * (<i32>month + (month > 2 ? -3 : 9)) + 2) / 5 + <i32>day - 1;
  const days = era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468;
  return <f64>days * 86_400_000;
}

/** Two digits; more than 99 for anything else. */
function two(at: usize): u32 {
  const tens = <u32>load<u8>(at) - 48;
  const ones = <u32>load<u8>(at + 1) - 48;
  return tens > 9 || ones > 9 ? 1000 : tens * 10 + ones;
}

/** A whole number of at most 15 digits; NaN for anything else. */
export function readCount(from: usize, to: usize): f64 {
  if (to - from > 15) return UNREAD;
  let value: u64 = 0;
  for (let at = from; at < to; at++) {
    const digit = <u32>load<u8>(at) - 48;
    if (digit > 9) return UNREAD;
    value = value * 10 + digit;
  }
  return <f64>value;
}

/** Whether the bytes are an IPv4 address of four decimal numbers without leading zeros. */
export function isIpv4(from: usize, to: usize): bool {
  let parts: i32 = 0;
  let value: i32 = -1;
  for (let at = from; at < to; at++) {
    const byte = <i32>load<u8>(at);
    if (byte == 0x2e) {
      if (value < 0 || ++parts > 3) return false;
      value = -1;
    } else {
      if (byte < 48 || byte > 57 || value == 0) return false;
      value = value < 0 ? byte - 48 : value * 10 + byte - 48;
      if (value > 255) return false;
    }
  }
  return parts == 3 && value >= 0;
}

/** Whether the bytes are one part of ASCII with a letter in it, and so no card number. What this cannot tell the host is asked. */
export function isToken(from: usize, to: usize): bool {
  let hasLetter = false;
  for (let at = from; at < to; at++) {
    const byte = load<u8>(at);
    if (byte >= 128 || byte == 0x2c || byte == 10) return false;
    const letter: u32 = <u32>(byte | 32) - 97;
    if (letter < 26) hasLetter = true;
  }
  return hasLetter;
}

/** Decodes the inside of a JSON text as UTF-8 bytes, never more than there were; gives their end, or 0 for a wrong escape, NUL or half a surrogate pair. */
export function unescape(from: usize, to: usize, into: usize): usize {
  let end = into;
  for (let at = from; at < to; at++) {
    while (at + 16 <= to) {
      const block = v128.load(at);
      if (v128.any_true(i8x16.eq(block, i8x16.splat(0x5c)))) break;
      v128.store(end, block);
      at += 16;
      end += 16;
    }
    if (at >= to) break;
    const byte = load<u8>(at);
    if (byte != 0x5c) {
      store<u8>(end++, byte);
      continue;
    }
    if (++at >= to) return 0;
    const letter = load<u8>(at);
    if (letter != 0x75) {
      const plain = simple(letter);
      if (plain == 0) return 0;
      store<u8>(end++, plain);
      continue;
    }
    let code = hex(at + 1, to);
    if (code <= 0) return 0;
    at += 4;
    if (code >= 0xd800 && code < 0xe000) {
      const low = at + 2 < to && load<u8>(at + 1) == 0x5c && load<u8>(at + 2) == 0x75 ? hex(at + 3, to) : -1;
      if (code >= 0xdc00 || low < 0xdc00 || low > 0xdfff) return 0;
      code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
      at += 6;
    }
    end = putCode(end, code);
  }
  return end;
}

/** What stands behind a backslash; 0 for what JSON does not know. */
function simple(letter: u8): u8 {
  switch (letter) {
    case 0x22:
    case 0x5c:
    case 0x2f:
      return letter;
    case 0x62:
      return 8;
    case 0x66:
      return 12;
    case 0x6e:
      return 10;
    case 0x72:
      return 13;
    case 0x74:
      return 9;
    default:
      return 0;
  }
}

function hex(at: usize, to: usize): i32 {
  if (at + 4 > to) return -1;
  let value: i32 = 0;
  for (let index: usize = 0; index < 4; index++) {
    const byte = <i32>load<u8>(at + index);
    const lower = byte | 32;
    const digit = byte >= 48 && byte <= 57 ? byte - 48 : lower >= 97 && lower <= 102 ? lower - 87 : -1;
    if (digit < 0) return -1;
    value = (value << 4) | digit;
  }
  return value;
}

function putCode(at: usize, code: i32): usize {
  if (code < 0x80) {
    store<u8>(at, code);
    return at + 1;
  }
  if (code < 0x800) {
    store<u8>(at, 0xc0 | (code >> 6));
    store<u8>(at + 1, 0x80 | (code & 63));
    return at + 2;
  }
  if (code < 0x10000) {
    store<u8>(at, 0xe0 | (code >> 12));
    store<u8>(at + 1, 0x80 | ((code >> 6) & 63));
    store<u8>(at + 2, 0x80 | (code & 63));
    return at + 3;
  }
  store<u8>(at, 0xf0 | (code >> 18));
  store<u8>(at + 1, 0x80 | ((code >> 12) & 63));
  store<u8>(at + 2, 0x80 | ((code >> 6) & 63));
  store<u8>(at + 3, 0x80 | (code & 63));
  return at + 4;
}
