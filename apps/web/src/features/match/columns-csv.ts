import { csvLine } from '@iolaus/contracts';
import type { Column } from './result-columns.js';

/** The rows of a table as a CSV file: its columns, its rows, its order. */
export function columnsCsv<Row>(columns: readonly Pick<Column<Row>, 'file'>[], rows: readonly Row[]): string {
  const cells = columns.flatMap(({ file }) => Object.entries(file));
  const lines = [
    csvLine(cells.map(([name]) => name)),
    ...rows.map((row) => csvLine(cells.map(([, textOf]) => textOf(row)))),
  ];
  return `${lines.join('\r\n')}\r\n`;
}
