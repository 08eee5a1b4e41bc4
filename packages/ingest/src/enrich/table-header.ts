import type { TableRow } from './table-rows.js';

/** Columns that a table may have, each with the names that files give it. */
export type ColumnNames<Name extends string> = Readonly<Record<Name, readonly string[]>>;

/** Where each column of a table stands. */
export type ColumnPlaces<Name extends string> = Readonly<Partial<Record<Name, number>>>;

/** Places of the columns that a header names, in whatever case and with whatever signs between the words; of several candidates the first of the list. */
export function placesOf<Name extends string>(header: TableRow, names: ColumnNames<Name>): ColumnPlaces<Name> {
  const titles = header.fields.map(plain);
  return Object.fromEntries(
    Object.entries<readonly string[]>(names).flatMap(([name, candidates]) => {
      const found = candidates.find((candidate) => titles.includes(candidate));
      return found === undefined ? [] : [[name, titles.indexOf(found)]];
    }),
  ) as ColumnPlaces<Name>;
}

/** The field of a column, empty where the table has none. */
export function fieldAt({ fields }: TableRow, place: number | undefined): string {
  return place === undefined ? '' : (fields[place] ?? '');
}

const plain = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '_')
    .replaceAll(/^_|_$/g, '');
