import { ASCII_UNITS, MARKER } from './char-classes.js';
import { ENDS_WORD, finish, saltSeed } from './prompt-keys.js';
import { MOST_UNITS, TOKEN_PRIME, TokenReader } from './token-reader.js';

/** Tokens of a text beyond this are not looked at where whole texts are compared. */
const MOST_TOKENS = 1500;
const MOST_BYTES = 64 * 1024;

/** What is read of each end of a long text, in UTF-16 units, and how many tokens of each are kept. */
const HEAD_UNITS = 2048;
const TAIL_UNITS = 1024;
const HEAD_TOKENS = 320;
const TAIL_TOKENS = 128;

/** Tokens that {@link PromptTokenizer.bothEnds} gives at most. */
export const MOST_END_TOKENS = HEAD_TOKENS + TAIL_TOKENS;

/** A text as hashes of its tokens. Texts longer than 1,500 tokens or 64 KiB are cut. */
export interface PromptTokens {
  readonly hashes: Int32Array;
  /** Quarters of a word that each token weighs. */
  readonly weights: Uint8Array;
  /** 1 for ASCII punctuation. */
  readonly isMark: Uint8Array;
  /** Byte offsets within `bytes`: token i is bytes[starts[i], ends[i]). */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly bytes: Uint8Array;
  /** The first token after what was left out between both ends of a long text; 0 when nothing was. */
  readonly gap: number;
}

/** The start and the end of a text, as bytes of their own: what `PromptTokenizer.bothEnds` wants to know of it, whatever its length. */
export interface TextEnds {
  readonly bytes: Uint8Array;
  /** Bytes of the start; the end follows. All of them where nothing was left out. */
  readonly head: number;
}

/** The ends of a text. */
export function textEnds(text: string): TextEnds {
  if (text.length <= HEAD_UNITS + TAIL_UNITS) {
    const bytes = encoder.encode(text);
    return { bytes, head: bytes.length };
  }
  const head = encoder.encodeInto(text.slice(0, HEAD_UNITS), endsScratch).written;
  const tail = encoder.encodeInto(text.slice(-TAIL_UNITS), endsScratch.subarray(head)).written;
  return { bytes: endsScratch.slice(0, head + tail), head };
}

const encoder = new TextEncoder();
/** A UTF-16 unit takes three bytes at most. */
const endsScratch = new Uint8Array(3 * (HEAD_UNITS + TAIL_UNITS));

/** Memory for the tokens of one text. */
type TokenPlace = Pick<PromptTokens, 'hashes' | 'weights' | 'isMark' | 'starts' | 'ends'>;

const newPlace = (): TokenPlace => ({
  hashes: new Int32Array(MOST_TOKENS),
  weights: new Uint8Array(MOST_TOKENS),
  isMark: new Uint8Array(MOST_TOKENS),
  starts: new Int32Array(MOST_TOKENS),
  ends: new Int32Array(MOST_TOKENS),
});

/**
 * Cuts texts into the same tokens as `PromptKeys`, and hashes every one of them. Results lie in memory that is used again: those of `tokens` until its next call, those
 * of `bothEnds` until the next call with the same place. To make new arrays for each of a hundred thousand texts took as long as reading them.
 */
export class PromptTokenizer {
  private readonly reader: TokenReader;
  private readonly scratch = new Uint8Array(MOST_BYTES);
  private readonly own = newPlace();
  private readonly places: TokenPlace[] = [];

  constructor(seed: Uint8Array) {
    this.reader = new TokenReader(saltSeed(seed, 'text token'));
  }

  /** The first tokens of a text, at most `most` of them. */
  tokens(text: string, most = MOST_TOKENS): PromptTokens {
    const { written } = encoder.encodeInto(text.slice(0, MOST_BYTES), this.scratch);
    const count = this.read(this.own, this.scratch, { from: 0, to: written, at: 0, most: Math.min(most, MOST_TOKENS) });
    return taken(this.own, this.scratch, count, 0);
  }

  /** The first 320 tokens of a text and, of a longer one, its last 128; kept at place `at` (from 0 on). */
  bothEnds({ bytes, head }: TextEnds, at: number): PromptTokens {
    const place = (this.places[at] ??= newPlace());
    const first = this.read(place, bytes, { from: 0, to: head, at: 0, most: HEAD_TOKENS });
    const readTo = first === HEAD_TOKENS ? place.ends[first - 1]! : head;
    const from = Math.max(readTo, head === bytes.length ? tailStart(bytes) : head);
    const last = this.read(place, bytes, { from, to: bytes.length, at: first, most: MOST_TOKENS - first });
    const kept = Math.min(last, TAIL_TOKENS);
    if (kept < last) for (const each of Object.values(place)) each.copyWithin(first, first + last - kept, first + last);
    const isWhole = head === bytes.length && from === readTo && kept === last;
    return taken(place, bytes, first + kept, isWhole || kept === 0 ? 0 : first);
  }

  /** Reads at most `most` tokens of the bytes [from, to), and notes them from index `at` on; gives their number. */
  private read(
    { hashes, weights, isMark, starts, ends }: TokenPlace,
    bytes: Uint8Array,
    { from, to, at, most }: { readonly from: number; readonly to: number; readonly at: number; readonly most: number },
  ): number {
    const { reader } = this;
    const { seed } = reader;
    let place = from;
    let index = at;
    while (index < at + most) {
      while (place < to && bytes[place] === BLANK) place++;
      const start = place;
      let letter = place < to ? bytes[place]! | 32 : 0;
      if ((letter - 97) >>> 0 < 26) {
        // As in PromptKeys: nine tokens in ten are words of ASCII letters alone, and any other word starts again in the reader.
        const stop = Math.min(to, place + MOST_UNITS);
        let hash = seed;
        do {
          hash = Math.imul(hash ^ letter, TOKEN_PRIME);
          if (++place === stop) break;
          letter = bytes[place]! | 32;
        } while ((letter - 97) >>> 0 < 26);
        if (place === stop || ENDS_WORD[bytes[place]!] === 1) {
          hashes[index] = finish(hash);
          weights[index] = 4;
          isMark[index] = 0;
          starts[index] = start;
          ends[index++] = place;
          continue;
        }
      }
      place = reader.next(bytes, start, to, 1);
      if (reader.weight === 0) break;
      hashes[index] = finish(reader.hash);
      weights[index] = reader.weight;
      isMark[index] = ASCII_UNITS[bytes[reader.start]!] === MARKER ? 1 : 0;
      starts[index] = reader.start;
      ends[index++] = place;
    }
    return index - at;
  }
}

function taken(
  { hashes, weights, isMark, starts, ends }: TokenPlace,
  bytes: Uint8Array,
  count: number,
  gap: number,
): PromptTokens {
  return {
    hashes: hashes.subarray(0, count),
    weights: weights.subarray(0, count),
    isMark: isMark.subarray(0, count),
    starts: starts.subarray(0, count),
    ends: ends.subarray(0, count),
    bytes,
    gap,
  };
}

/** Where the end of a text is read from: at a blank, so that no word is cut in two; text without blanks is cut anywhere. */
function tailStart(bytes: Uint8Array): number {
  const wanted = Math.max(0, bytes.length - TAIL_UNITS);
  const blank = bytes.subarray(wanted, wanted + LONGEST_WORD).indexOf(BLANK);
  if (blank >= 0) return wanted + blank;
  let at = wanted;
  while (at < bytes.length && (bytes[at]! & 0xc0) === 0x80) at++;
  return at;
}

const BLANK = 0x20;
/** Bytes within which a word is expected to end. */
const LONGEST_WORD = 64;

/** The hash of the tokens [from, to). */
export function hashRun(hashes: Int32Array, from: number, to: number): number {
  let state = 0x3c6ef372;
  for (let at = from; at < to; at++) state = Math.imul(((state << 7) | (state >>> 25)) ^ hashes[at]!, 0x2c1b3c6d);
  return finish(state);
}
