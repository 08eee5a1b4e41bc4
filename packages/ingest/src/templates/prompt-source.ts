/** Where a prompt is: the index of its dump within the source, and its row within that dump. */
export interface PromptPlace {
  readonly dump: number;
  readonly row: number;
}

/** Rows of one dump that follow each other: `KEY_WIDTH` integers a row, as `PromptKeys` writes them, the last one the account's number (−1: none). */
export interface KeyBlock {
  readonly dump: number;
  readonly firstRow: number;
  readonly keys: Int32Array;
}

/**
 * Prompts as the miner wants them: keys to be streamed as often as it asks, each time the same, and the texts of the few thousand that it reads. Where no
 * row has an account, nothing is asked of accounts.
 */
export interface PromptSource {
  readonly dumps: number;
  readonly rows: number;
  /** Rows that were not told before; the usual limits go by them. */
  readonly newRows: number;
  /** Bytes of a text, about or at most: who reads texts holds no more of them at once than memory allows. */
  readonly bytesAText: number;
  /** All rows, dump by dump in ascending order. */
  blocks(): AsyncIterable<KeyBlock>;
  /** The texts of `wanted` (ascending by dump and row, no row twice), in any order; of a long one its first 64 Ki characters will do. */
  texts(wanted: readonly PromptPlace[]): AsyncIterable<PromptPlace & { readonly text: string }>;
}
