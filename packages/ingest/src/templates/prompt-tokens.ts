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

  constructor(salt: Uint8Array) {
    this.reader = new TokenReader(saltSeed(salt, 'text token'));
  }

  /** The tokens of a text. */
  tokens(text: string): PromptTokens {
    const bytes = this.encoder.encode(text.slice(0, MOST_BYTES)).subarray(0, MOST_BYTES);
    const hashes: number[] = [];
    const weights: number[] = [];
    const starts: number[] = [];
    const ends: number[] = [];
    let place = 0;
    while (hashes.length < MOST_TOKENS) {
      place = this.reader.next(bytes, place, bytes.length, 1);
      if (this.reader.weight === 0) break;
      hashes.push(finish(this.reader.hash));
      weights.push(this.reader.weight);
      starts.push(this.reader.start);
      ends.push(place);
    }
    return {
      hashes: Int32Array.from(hashes),
      weights: Uint8Array.from(weights),
      isMark: Uint8Array.from(starts, (start) => (ASCII_UNITS[bytes[start]!] === MARKER ? 1 : 0)),
      starts: Int32Array.from(starts),
      ends: Int32Array.from(ends),
      bytes,
    };
  }
}

/** The hash of the tokens [from, to). */
export function hashRun(hashes: Int32Array, from: number, to: number): number {
  let state = 0x3c6ef372;
  for (let at = from; at < to; at++) state = Math.imul(((state << 7) | (state >>> 25)) ^ hashes[at]!, 0x2c1b3c6d);
  return finish(state);
}
