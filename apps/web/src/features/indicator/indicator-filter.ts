/** What the list of indicators shows, as its address says it: one kind or all, and words to find. */
export interface IndicatorFilter {
  readonly kind?: string | undefined;
  readonly find?: string | undefined;
}

/** The filter of an address; what it does not understand is left out. */
export function readIndicatorFilter(search: unknown): IndicatorFilter {
  const { kind, find } = (typeof search === 'object' && search !== null ? search : {}) as Readonly<
    Record<string, unknown>
  >;
  return {
    ...(typeof kind === 'string' && kind !== '' && { kind }),
    // A number in an address is a number again after parsing; a card BIN is one.
    ...((typeof find === 'string' || typeof find === 'number') && find !== '' && { find: String(find) }),
  };
}

/** Rows whose value or text holds the words, in their order. */
export function findIndicators<Row extends { readonly value: string; readonly text: string | null }>(
  rows: readonly Row[],
  find: string,
): readonly Row[] {
  const words = find.toLowerCase();
  return words === ''
    ? rows
    : rows.filter(
        ({ value, text }) => value.toLowerCase().includes(words) || (text?.toLowerCase().includes(words) ?? false),
      );
}
