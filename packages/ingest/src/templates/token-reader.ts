import {
  ASCII_UNITS,
  CharClass,
  charClass,
  DIGIT_UNIT,
  foldSequence,
  foldUnit,
  MARKER,
  TOKEN_WEIGHT,
  WIDE,
} from './char-classes.js';

/** Units of a word that make one token; a longer word is cut, so that none is hashed whole. */
export const MOST_UNITS = 64;
export const TOKEN_PRIME = 0x01000193;
const REPLACEMENT = 0xfffd;

/**
 * Reads one token after another from UTF-8 bytes, forwards or backwards, and hashes it. A word is a run of letters and digits (a run of digits counts
 * as one), every other visible character is a token of its own. Runs of ASCII are read from a table; only other characters are decoded.
 */
export class TokenReader {
  /** The hash of the token just read; words read backwards have other hashes than forwards. */
  hash = 0;
  /** Its weight in quarters of a word; 0 when there was none left. */
  weight = 0;
  /** Where it starts: its first byte in reading direction. */
  start = 0;
  private length = 0;

  readonly seed: number;

  constructor(seed: number) {
    this.seed = seed;
  }

  /** Reads the next token from `place` on and gives the place after it. `end` is the first place not to read: above the bytes when step is 1, below when −1. */
  next(bytes: Uint8Array, place: number, end: number, step: 1 | -1): number {
    let at = place;
    while (at !== end) {
      const unit = ASCII_UNITS[bytes[at]!]!;
      if (unit === 0) {
        at += step;
        continue;
      }
      this.start = at;
      this.weight = 4;
      if (unit < WIDE) return this.word(bytes, at, end, step, unit);
      if (unit === MARKER) {
        this.hash = Math.imul(this.seed ^ bytes[at]!, TOKEN_PRIME);
        return at + step;
      }
      at = this.wide(bytes, at, end, step);
      if (this.weight > 0) return at;
    }
    this.weight = 0;
    return at;
  }

  private word(bytes: Uint8Array, first: number, end: number, step: 1 | -1, firstUnit: number): number {
    let at = first;
    let unit = firstUnit;
    let hash = this.seed;
    let left = MOST_UNITS;
    let last: number;
    do {
      last = unit;
      hash = Math.imul(hash ^ unit, TOKEN_PRIME);
      at += step;
      if (unit === DIGIT_UNIT) while (at !== end && ASCII_UNITS[bytes[at]!] === DIGIT_UNIT) at += step;
      if (--left === 0 || at === end) {
        this.hash = hash;
        return at;
      }
      unit = ASCII_UNITS[bytes[at]!]!;
    } while (unit !== 0 && unit < WIDE);
    if (unit === WIDE) return this.anyWord(bytes, at, end, step, hash, left, last);
    this.hash = hash;
    return at;
  }

  /** A token that starts with a multi-byte character; weight 0 when the character is none (a space, a format character). */
  private wide(bytes: Uint8Array, first: number, end: number, step: 1 | -1): number {
    const codePoint = this.decode(bytes, first, end, step);
    const kind = charClass(codePoint);
    this.weight = TOKEN_WEIGHT[kind];
    if (kind === CharClass.letter || kind === CharClass.digit) {
      return this.anyWord(bytes, first, end, step, this.seed, MOST_UNITS, 0);
    }
    if (this.weight > 0) this.hash = absorb(this.seed, codePoint, step);
    return first + step * this.length;
  }

  /** Goes on with a word whose units may be of any width, from hash `before`. */
  private anyWord(
    bytes: Uint8Array,
    first: number,
    end: number,
    step: 1 | -1,
    before: number,
    unitsLeft: number,
    lastUnit: number,
  ): number {
    let at = first;
    let hash = before;
    let last = lastUnit;
    for (let left = unitsLeft; left > 0 && at !== end; at += step * this.length) {
      const codePoint = this.decode(bytes, at, end, step);
      const kind = charClass(codePoint);
      if (kind === CharClass.ignored) continue;
      if (kind !== CharClass.letter && kind !== CharClass.digit) break;
      const unit = foldUnit(codePoint);
      if (unit === DIGIT_UNIT && last === DIGIT_UNIT) continue;
      hash = absorb(hash, codePoint, step);
      last = unit;
      left--;
    }
    this.hash = hash;
    return at;
  }

  /** The code point whose first byte in reading direction is at `at`; leaves its length in bytes. */
  private decode(bytes: Uint8Array, at: number, end: number, step: 1 | -1): number {
    this.length = 1;
    if (bytes[at]! < 128) return bytes[at]!;
    let lead = at;
    if (step < 0) while (lead - 1 > end && at - lead < 3 && (bytes[lead]! & 0xc0) === 0x80) lead--;
    const byte = bytes[lead]!;
    const length = byte >= 0xf0 && byte < 0xf8 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    const inside = step > 0 ? end - at >= length : at - lead + 1 === length;
    if (length === 1 || byte >= 0xf8 || !inside) return REPLACEMENT;
    let codePoint = byte & (0x7f >> length);
    for (let offset = 1; offset < length; offset++) {
      const next = bytes[lead + offset]!;
      if ((next & 0xc0) !== 0x80) return REPLACEMENT;
      codePoint = (codePoint << 6) | (next & 0x3f);
    }
    this.length = length;
    return codePoint > 0x10ffff ? REPLACEMENT : codePoint;
  }
}

function absorb(before: number, codePoint: number, step: 1 | -1): number {
  const unit = foldUnit(codePoint);
  if (unit >= 0) return Math.imul(before ^ unit, TOKEN_PRIME);
  const sequence = foldSequence(unit);
  let hash = before;
  for (let at = 0; at < sequence.length; at++) {
    hash = Math.imul(hash ^ sequence[step > 0 ? at : sequence.length - 1 - at]!, TOKEN_PRIME);
  }
  return hash;
}
