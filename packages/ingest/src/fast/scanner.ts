/** What a slot holds of the record that was scanned. */
export const ABSENT = 0;
/** A text without escapes: its bytes are its value. */
export const PLAIN = 1;
/** A text with escapes, still to be decoded. */
export const ESCAPED = 2;
/** A whole number of at most 15 digits, as it stands. */
export const WHOLE = 3;
/** `true`, `false`, or another number. */
export const LITERAL = 4;
/** An object or a list. */
export const NESTED = 5;

/**
 * Finds the wanted values of one record among its bytes. `scan` answers false where it is not sure of anything: then the record is read by the mapper that
 * explains refusals. What it answers true for must be what that mapper reads.
 */
export interface RecordScanner {
  /** By slot: what is there, and which bytes [from, to). Null and empty count as absent. */
  readonly kinds: Uint8Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** The slot of a top-level key or column; made when it is new. */
  slotOf(name: string): number;
  scan(buffer: Buffer, from: number, end: number): boolean;
}

/** Most slots of a scanner. */
export const MOST_SLOTS = 64;
