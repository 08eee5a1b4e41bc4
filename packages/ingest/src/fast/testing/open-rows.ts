import type { RecordColumns } from '../record-columns.js';

/** A row by the names of its columns; null where it has no value. */
export type OpenRow = Readonly<Record<string, string | number | null>>;

/** The rows of the group that is being filled. */
export function openRows(columns: RecordColumns): OpenRow[] {
  const { bytes, call } = columns.module;
  const rows: Record<string, string | number | null>[] = Array.from({ length: call.rows.value }, () => ({}));
  columns.schema.forEach(({ name, type }, column) => {
    let at = call.valuesAt(column);
    const absent = call.absentAt(column);
    rows.forEach((row, index) => {
      if (((bytes[absent + (index >> 3)]! >> (index & 7)) & 1) === 1) row[name] = null;
      else if (type === 'text') {
        const length = bytes.readUInt32LE(at);
        row[name] = bytes.toString('utf8', at + 4, at + 4 + length);
        at += 4 + length;
      } else {
        row[name] = type === 'double' ? bytes.readDoubleLE(at) : bytes.readInt32LE(at);
        at += type === 'double' ? 8 : 4;
      }
    });
  });
  return rows;
}
