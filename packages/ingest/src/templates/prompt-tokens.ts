import { ASCII_UNITS, MARKER } from './char-classes.js';
import { finish, saltSeed } from './prompt-keys.js';
import { TokenReader } from './token-reader.js';

/** Tokens of a text beyond this are not looked at where whole texts are compared. */
const MOST_TOKENS = 1500;
const MOST_BYTES = 64 * 1024;

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
}

/** Cuts texts into the same tokens as `PromptKeys`, and hashes every one of them. */
export class PromptTokenizer {
  private readonly reader: TokenReader;
  private readonly encoder = new TextEncoder();
  private readonly scratch = new Uint8Array(MOST_BYTES);
  private readonly hashes = new Int32Array(MOST_TOKENS);
  private readonly weights = new Uint8Array(MOST_TOKENS);
  private readonly isMark = new Uint8Array(MOST_TOKENS);
  private readonly starts = new Int32Array(MOST_TOKENS);
  private readonly ends = new Int32Array(MOST_TOKENS);

  constructor(salt: Uint8Array) {
    this.reader = new TokenReader(saltSeed(salt, 'text token'));
  }

  /** The tokens of a text, at most `most` of them. */
  tokens(text: string, most = MOST_TOKENS): PromptTokens {
    const { hashes, weights, isMark, starts, ends, reader } = this;
    const length = this.encoder.encodeInto(text.slice(0, MOST_BYTES), this.scratch).written;
    let place = 0;
    let count = 0;
    while (count < Math.min(most, MOST_TOKENS)) {
      place = reader.next(this.scratch, place, length, 1);
      if (reader.weight === 0) break;
      hashes[count] = finish(reader.hash);
      weights[count] = reader.weight;
      isMark[count] = ASCII_UNITS[this.scratch[reader.start]!] === MARKER ? 1 : 0;
      starts[count] = reader.start;
      ends[count] = place;
      count++;
    }
    return {
      hashes: hashes.slice(0, count),
      weights: weights.slice(0, count),
      isMark: isMark.slice(0, count),
      starts: starts.slice(0, count),
      ends: ends.slice(0, count),
      bytes: this.scratch.slice(0, place),
    };
  }
}

/** The hash of the tokens [from, to). */
export function hashRun(hashes: Int32Array, from: number, to: number): number {
  let state = 0x3c6ef372;
  for (let at = from; at < to; at++) state = Math.imul(((state << 7) | (state >>> 25)) ^ hashes[at]!, 0x2c1b3c6d);
  return finish(state);
}
