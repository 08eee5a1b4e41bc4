import type { Tier } from './words.js';

/** What was found of planted campaigns. */
export interface SelftestReport {
  readonly seed: number;
  /** Accounts of the data and planted ones together. */
  readonly accounts: number;
  readonly campaigns: readonly {
    readonly about: string;
    readonly accounts: number;
    /** Its accounts in networks that are mostly its own, and the other accounts in these. */
    readonly found: number;
    readonly strangers: number;
    /** Tier of the network that most of them are in; null when none is found. */
    readonly tier: Tier | null;
  }[];
}
