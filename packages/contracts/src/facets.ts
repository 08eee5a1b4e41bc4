/** A band of a figure, from `least` on and under `below`; null for no end. Its value is what addresses and queries call it by. */
export interface Band {
  readonly value: string;
  readonly least: number;
  readonly below: number | null;
}

const bandsFrom = (...starts: readonly number[]): readonly Band[] =>
  starts.map((least, at) => ({ value: String(least), least, below: starts[at + 1] ?? null }));

/** Accounts of a network. */
export const SIZE_BANDS = bandsFrom(0, 10, 100, 1000, 10_000);
/** Exchanges, of a network or of an account. */
export const VOLUME_BANDS = bandsFrom(0, 100, 1000, 10_000, 100_000, 1_000_000);
/** Whole days from the first sight of something to the last of the data. */
export const AGE_BANDS = bandsFrom(0, 7, 28, 90);

/** The band that a figure is in; undefined for one that is in none. */
export const bandOf = (bands: readonly Band[], figure: number): Band | undefined =>
  bands.findLast(({ least }) => figure >= least);

/** "under 10", "10 to 99", "10,000 and more". */
export function bandWords({ least, below }: Band): string {
  if (below === null) return `${least.toLocaleString('en-US')} and more`;
  if (least === 0) return `under ${below.toLocaleString('en-US')}`;
  return `${least.toLocaleString('en-US')} to ${(below - 1).toLocaleString('en-US')}`;
}

/** "last 7 days", "7 to 27 days before", "90 days and more before"; the data's end is meant. */
export function ageWords({ least, below }: Band): string {
  if (least === 0) return `last ${below ?? 1} days`;
  return below === null ? `${least} days before, or more` : `${least} to ${below - 1} days before`;
}
