/** An indicator whose records are shown at the foot of an account. */
export interface RowFilter {
  readonly kind: string;
  readonly value: string;
}

/** The filter of an address (`rows`), or undefined when it names none; what it does not understand is left out. */
export function readRowFilter(search: unknown): RowFilter | undefined {
  const rows = fieldOf(search, 'rows');
  const [kind, value] = [textOf(fieldOf(rows, 'kind')), textOf(fieldOf(rows, 'value'))];
  return kind !== undefined && value !== undefined ? { kind, value } : undefined;
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

// A number in an address is a number again after parsing; a card BIN is one.
function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
