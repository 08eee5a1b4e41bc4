// The graphs of `npm run bench web`, by name.

/**
 * `links` counts what an account holds; `linksAs` says what those who draw links are given for each: a link between two accounts that hold the same indicator, or one
 * from the account to the indicator, which is then a node. `isFreeze`: sizes at which drawers of links were publicly reported to freeze; loads, clicks and layouts are timed.
 */
export const CASES = {
  'freeze-5k': { accounts: 5_000, indicators: 1_200, links: 18_644, linksAs: 'accounts', isFreeze: true },
  'freeze-7k': { accounts: 7_000, indicators: 2_000, links: 60_000, linksAs: 'accounts', isFreeze: true },
  '24k': { accounts: 24_000, indicators: 4_000, links: 122_000, linksAs: 'accounts', isFreeze: false },
  '24k+6k': { accounts: 24_000, indicators: 6_000, links: 90_000, linksAs: 'holdings', isFreeze: false },
  '100k': { accounts: 100_000, indicators: 4_000, links: 400_000, linksAs: 'accounts', isFreeze: false },
};

/** The smallest sizes, for `--quick`. */
export const QUICK_CASES = ['freeze-5k', 'freeze-7k'];
