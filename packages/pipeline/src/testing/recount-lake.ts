import type { LakeTables } from '@iolaus/contracts';

/** One sighting as the lake has it. */
export interface Seen {
  readonly account: string;
  readonly kind: string;
  readonly value: string;
  readonly text: string | undefined;
  readonly count: number;
  readonly firstMs: number | null;
  readonly lastMs: number | null;
}

/** The sightings of a lake as plain objects by account and by indicator: slow, and too simple to be wrong. */
export interface Recount {
  readonly seen: readonly Seen[];
  readonly ofAccount: (account: string) => readonly Seen[];
  readonly ofIndicator: (kind: string, value: string) => readonly Seen[];
}

/** Reads lake tables row by row, with nothing of what the answers under test are made of. */
export function recountLake({ sightings }: LakeTables): Recount {
  const time = (value: number): number | null => (Number.isNaN(value) ? null : value);
  const seen = Array.from(sightings.account, (a, row): Seen => {
    const e = sightings.indicator[row]!;
    return {
      account: sightings.accounts[a]!,
      kind: sightings.kinds[sightings.indicatorKind[e]!]!.kind,
      value: sightings.indicatorValue[e]!,
      text: sightings.indicatorText[e],
      count: sightings.count[row]!,
      firstMs: time(sightings.firstMs[row]!),
      lastMs: time(sightings.lastMs[row]!),
    };
  });
  return {
    seen,
    ofAccount: (account) => seen.filter((each) => each.account === account),
    ofIndicator: (kind, value) => seen.filter((each) => each.kind === kind && each.value === value),
  };
}

/** Rows by key, in the order of their first row. */
export function grouped<Row, Key>(rows: Iterable<Row>, keyOf: (row: Row) => Key): Map<Key, Row[]> {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
}
