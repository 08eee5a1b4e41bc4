import { unescaped } from './log-pattern.js';

/** How a Zeek log in columns is written; told by the lines that begin with `#`. */
export interface ZeekHeader {
  readonly separator: string;
  readonly unset: string;
  readonly empty: string;
  readonly fields: readonly string[];
}

/** What holds before a header says otherwise. */
export const ZEEK_DEFAULTS: ZeekHeader = { separator: '\t', unset: '-', empty: '(empty)', fields: [] };

/** The header after one more `#` line of the log. Lines without a meaning for values (`#open`, `#close`, `#types`) leave it as it is. */
export function zeekDirective(header: ZeekHeader, line: string): ZeekHeader {
  if (line.startsWith('#separator ')) return { ...header, separator: unescaped(line.slice('#separator '.length)) };
  const [name, ...values] = line.split(header.separator);
  if (name === '#unset_field') return { ...header, unset: values[0] ?? header.unset };
  if (name === '#empty_field') return { ...header, empty: values[0] ?? header.empty };
  return name === '#fields' ? { ...header, fields: values } : header;
}

/** The values of a line; unset and empty ones are undefined. Undefined where the line has another number of columns. */
export function zeekFields(header: ZeekHeader, line: string): readonly (string | undefined)[] | undefined {
  const values = line.split(header.separator);
  if (values.length !== header.fields.length) return undefined;
  return values.map((value) =>
    value === header.unset || value === header.empty ? undefined : value.includes('\\') ? unescaped(value) : value,
  );
}
