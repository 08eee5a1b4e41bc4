import { csvLine, type RefusedGroup } from '@iolaus/contracts';
import { saveText } from '../../ui/save-text.js';

/** The rows of the groups as CSV, in the order of the file; hostile cells are text in every spreadsheet. */
export function refusedCsv(groups: readonly Pick<RefusedGroup, 'rows'>[]): string {
  const rows = groups.flatMap((group) => group.rows).toSorted((a, b) => a.ordinal - b.ordinal);
  const lines = rows.map(({ name, ordinal, byteOffset, code, field, reason, excerpt }) =>
    csvLine([name, ordinal, byteOffset, code, field, reason, excerpt]),
  );
  return `${['dump,row,byte,code,field,reason,excerpt', ...lines].join('\r\n')}\r\n`;
}

/** Saves them as a file of the browser. */
export function downloadRefused(groups: readonly RefusedGroup[]): void {
  saveText({ name: 'refused-rows.csv', type: 'text/csv', text: refusedCsv(groups) });
}
