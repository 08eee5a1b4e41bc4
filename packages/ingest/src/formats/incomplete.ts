/** Why a dump ended before its end; each is told, none is silent. */
export type IncompleteCode = 'truncated' | 'damaged' | 'trailing' | 'bomb';

/** Where the readable part of a dump ends, and why. Records before it are good; nothing behind it was read. */
export interface Incomplete {
  /** Inflated bytes that were read; the dump goes on, or should go on, behind them. */
  readonly atByte: number;
  readonly code: IncompleteCode;
  /** A clause for a message: no content of the dump. */
  readonly detail: string;
}

/** What the inflated bytes of a dump end with. */
export interface BytesEnd {
  readonly incomplete?: Incomplete;
}

/** The end of a dump, with its reason where there is one. */
export const endOf = (incomplete: Incomplete | undefined): BytesEnd => (incomplete ? { incomplete } : {});
