import type { PromptSigner } from './key-file.js';
import { maskLine } from './templates/index.js';

/** Distinct signatures that are told apart; of lines beyond, none is known. */
const MOST_SIGNATURES = 200_000;

/** Signs machine-made lines: one number stands for each distinct signature, in the order in which they came. */
export class LineSigner implements PromptSigner {
  readonly width = 2;
  readonly #numbers = new Map<string, number>();

  write(bytes: Uint8Array, from: number, to: number, out: Int32Array, at: number): void {
    const signature = maskLine(Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString());
    let number = this.#numbers.get(signature);
    if (number === undefined && this.#numbers.size < MOST_SIGNATURES)
      this.#numbers.set(signature, (number = this.#numbers.size + 1));
    out[at] = number ?? 0;
  }

  /** The signatures; the first one's number is 1. */
  get signatures(): string[] {
    return [...this.#numbers.keys()];
  }
}
