/** Values that are chosen of each facet, by the facet's id; a facet of which nothing is chosen leaves all. */
export type Chosen = Readonly<Record<string, readonly string[] | undefined>>;

/** One value of a facet as its menu shows it: `count` is how many rows a choice of it would show. */
export interface FacetValue {
  readonly value: string;
  readonly word: string;
  readonly count: number;
}

/** A facet as the screen shows it. */
export interface FacetView {
  readonly id: string;
  readonly label: string;
  readonly values: readonly FacetValue[];
}

/** A facet of rows that the browser holds. */
export interface Facet<Row> {
  readonly id: string;
  readonly label: string;
  /** Every value in its order; those that no row has are shown with 0. */
  readonly values: readonly { readonly value: string; readonly word: string }[];
  /** Values of one row; several where it has several. */
  readonly of: (row: Row) => readonly string[];
}

/** Whether the values that a row has pass what is chosen: one of them is enough. */
export const passes = (values: readonly string[], chosen: readonly string[] | undefined): boolean =>
  chosen === undefined || chosen.length === 0 || values.some((value) => chosen.includes(value));

/** Rows that pass every facet, in their order. */
export const facetRows = <Row>(rows: readonly Row[], facets: readonly Facet<Row>[], chosen: Chosen): Row[] =>
  rows.filter((row) => facets.every(({ id, of }) => passes(of(row), chosen[id])));

/** Each facet with the rows that a choice of each value shows: of those that pass all other facets. */
export function countFacets<Row>(rows: readonly Row[], facets: readonly Facet<Row>[], chosen: Chosen): FacetView[] {
  return facets.map(({ id, label, values, of }) => {
    const counts = new Map<string, number>();
    for (const row of facetRows(rows, facets, { ...chosen, [id]: undefined }))
      for (const value of new Set(of(row))) counts.set(value, (counts.get(value) ?? 0) + 1);
    return { id, label, values: values.map((each) => ({ ...each, count: counts.get(each.value) ?? 0 })) };
  });
}

/** What is chosen after a value was chosen, or taken back. */
export function withValue(chosen: Chosen, id: string, value: string): Chosen {
  const had = chosen[id] ?? [];
  const next = had.includes(value) ? had.filter((each) => each !== value) : [...had, value];
  return { ...chosen, [id]: next.length > 0 ? next : undefined };
}

/** What an address says of the facets with these ids; anything else is left out. A number in an address is a number again after parsing. */
export function readChosen(search: Readonly<Record<string, unknown>>, ids: readonly string[]): Chosen {
  return Object.fromEntries(
    ids.flatMap((id) => {
      const found: unknown = search[id];
      const values = (Array.isArray(found) ? (found as unknown[]) : [found])
        .filter((value) => typeof value === 'string' || typeof value === 'number')
        .map(String);
      return values.length > 0 ? [[id, [...new Set(values)]]] : [];
    }),
  );
}

/** One thing that takes rows away: its words, and how many rows are shown without it. */
export interface Excluder {
  readonly id: string;
  readonly words: string;
  readonly without: number;
}

/** "Tier Act, Review". */
export function chosenWords({ label, values }: FacetView, chosen: readonly string[]): string {
  return `${label} ${chosen.map((value) => values.find((each) => each.value === value)?.word ?? value).join(', ')}`;
}

/** Which facets take rows away, those first without which most rows are shown. */
export function excludersOf(views: readonly FacetView[], chosen: Chosen, without: (id: string) => number): Excluder[] {
  return views
    .flatMap((view) => {
      const values = chosen[view.id] ?? [];
      return values.length > 0 ? [{ id: view.id, words: chosenWords(view, values), without: without(view.id) }] : [];
    })
    .sort((a, b) => b.without - a.without);
}

/** Why nothing is shown, by the facet that takes most away: "Size 10,000 and more removes 12." */
export function emptyWords(excluders: readonly Excluder[], what: string): string {
  const [most] = excluders;
  if (!most) return `There is no ${what}.`;
  if (most.without > 0) {
    const count = most.without.toLocaleString('en-US');
    return `${most.words} removes ${most.without === 1 ? `the one ${what}` : `all ${count} ${what}s`} that would be shown without it.`;
  }
  return `No ${what} passes even without one of them: ${excluders.map(({ words }) => words).join('; ')}.`;
}
