import { createHash } from 'node:crypto';
import { ASCII_UNITS, MARKER } from './char-classes.js';
import { MOST_UNITS, TOKEN_PRIME, TokenReader } from './token-reader.js';

/** Depths, in words, of the keys of a prompt's opening: key d says what the first d words are. */
export const PREFIX_DEPTHS: readonly number[] = [2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 24];
/** Depths of the keys of a prompt's ending, read backwards. */
export const SUFFIX_DEPTHS: readonly number[] = [2, 3, 4, 5, 6, 7, 8, 10, 12, 16];

/**
 * Where the keys of a prompt lie within its `KEY_WIDTH` integers: the opening's keys by depth, the ending's, and last the place that the caller fills with
 * the number of the account (−1 where there is none).
 */
export const KEY_SLOTS = { prefix: 0, suffix: 13, account: 23 } as const;
/** Integers (32 bits each) per prompt. */
export const KEY_WIDTH = 24;

/** Depths in quarters of a word, and the slot of the first of them. */
interface Plan {
  readonly depths: Int32Array;
  readonly slot: number;
}
const HEAD: Plan = { depths: Int32Array.from(PREFIX_DEPTHS, (depth) => depth * 4), slot: KEY_SLOTS.prefix };
const TAIL: Plan = { depths: Int32Array.from(SUFFIX_DEPTHS, (depth) => depth * 4), slot: KEY_SLOTS.suffix };
/** No more bytes than this are looked at from either end, so that neither a word of megabytes nor a flood of spaces costs time. */
const WINDOW = 8192;

/**
 * Turns prompts into keys: 32-bit hashes of their first and last words at growing depths. Prompts that open with the same d words have the same
 * prefix key of depth d; a key is 0 where the prompt is shorter. Only the first 24 and the last 16 words are read.
 */
export class PromptKeys {
  readonly width = KEY_WIDTH;
  /** Seeds of the hashes of words, of the opening's keys and of the ending's. */
  readonly seeds: { readonly token: number; readonly head: number; readonly tail: number };
  private readonly reader: TokenReader;
  private readonly scratch = new Uint8Array(6 * WINDOW);
  private readonly encoder = new TextEncoder();

  /** With another seed, every key is another. */
  constructor(seed: Uint8Array) {
    this.seeds = { token: saltSeed(seed, 'token'), head: saltSeed(seed, 'head'), tail: saltSeed(seed, 'tail') };
    this.reader = new TokenReader(this.seeds.token);
  }

  /**
   * Writes the keys of the prompt in `bytes[from, to)` (UTF-8, unescaped) to `out` at index `at`; the account slot is left alone. Bytes that are no
   * UTF-8 count as replacement characters.
   */
  write(bytes: Uint8Array, from: number, to: number, out: Int32Array, at: number): void {
    for (let slot = 0; slot < KEY_SLOTS.account; slot++) out[at + slot] = 0;
    if (to <= from) return;
    this.chain(bytes, from, Math.min(to, from + WINDOW), 1, this.seeds.head, HEAD, out, at);
    this.chain(bytes, to - 1, Math.max(from, to - WINDOW) - 1, -1, this.seeds.tail, TAIL, out, at);
  }

  /** The same for a string: the ends that count are encoded into a scratch buffer first. */
  writeText(text: string, out: Int32Array, at: number): void {
    const ends = text.length <= 2 * WINDOW ? text : text.slice(0, WINDOW) + text.slice(-WINDOW);
    this.write(this.scratch, 0, this.encoder.encodeInto(ends, this.scratch).written, out, at);
  }

  /**
   * Reads tokens from `first` towards `end` (not itself read) and writes the key of each depth as it is reached. Plain parameters, as an object
   * per prompt would cost more than a short prompt's keys.
   */
  private chain(
    bytes: Uint8Array,
    first: number,
    end: number,
    step: 1 | -1,
    seed: number,
    { depths, slot }: Plan,
    out: Int32Array,
    at: number,
  ): void {
    const reader = this.reader;
    const tokenSeed = reader.seed;
    let place = first;
    let state = seed;
    let weight = 0;
    let reached = 0;
    let depth = depths[0]!;
    while (place !== end) {
      const byte = bytes[place]!;
      if (byte === 32) {
        place += step;
        continue;
      }
      let hash: number;
      let letter = byte | 32;
      if ((letter - 97) >>> 0 < 26) {
        // The reader's loop for words of ASCII letters alone, here because they are nine tokens in ten: 1.0 million prompts of 550 bytes per CPU-second
        // instead of 0.8. Any other word starts again in the reader.
        const start = place;
        const stop = step > 0 ? Math.min(end, place + MOST_UNITS) : Math.max(end, place - MOST_UNITS);
        hash = tokenSeed;
        do {
          hash = Math.imul(hash ^ letter, TOKEN_PRIME);
          place += step;
          if (place === stop) break;
          letter = bytes[place]! | 32;
        } while ((letter - 97) >>> 0 < 26);
        if (place !== stop && ENDS_WORD[bytes[place]!] === 0) {
          place = reader.next(bytes, start, end, step);
          hash = reader.hash;
        }
        weight += 4;
      } else {
        place = reader.next(bytes, place, end, step);
        if (reader.weight === 0) break;
        hash = reader.hash;
        weight += reader.weight;
      }
      state = Math.imul(((state << 7) | (state >>> 25)) ^ hash, 0x2c1b3c6d);
      if (weight < depth) continue;
      out[at + slot + reached] = finish(state ^ depth);
      if (++reached === depths.length) return;
      depth = depths[reached]!;
    }
    // A prompt of a single word is a prompt as well: its first key says so, and it has no other.
    if (reached === 0 && weight > 0) out[at + slot] = finish(state);
  }
}

/** 1 for ASCII spaces and punctuation: what comes after a whole word. */
export const ENDS_WORD = ASCII_UNITS.map((unit) => (unit === 0 || unit === MARKER ? 1 : 0));

/** A 32-bit seed that only the holder of the salt can compute; one for each purpose. */
export function saltSeed(salt: Uint8Array, purpose: string): number {
  return createHash('sha256').update(purpose).update('\0').update(salt).digest().readInt32LE(0);
}

/** The finaliser of MurmurHash3: every bit of the input moves every bit of the result. Never 0, which means absent. */
export function finish(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16) || 1;
}

/** One hash of all keys of a row; 0 of a row without a prompt. */
export function keysHash(keys: Int32Array, at: number): number {
  if (keys[at + KEY_SLOTS.prefix] === 0) return 0;
  let state = 0x1b873593;
  for (let slot = 0; slot < KEY_SLOTS.account; slot++)
    state = Math.imul(((state << 7) | (state >>> 25)) ^ keys[at + slot]!, 0x2c1b3c6d);
  return finish(state);
}
