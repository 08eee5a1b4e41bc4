const CONTROL = /(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu;
/** Direction marks and what takes no room; joiners and variation selectors stay, since scripts and emoji need them. */
const UNSEEN = /(?!\p{Join_Control}|\p{Variation_Selector})\p{Default_Ignorable_Code_Point}/gu;

/** Text from a dump, made visible: control characters as U+FFFD, direction marks and unseen characters by their code, so that nothing hides or reorders what is read. */
export function visible(text: string): string {
  return text
    .replace(CONTROL, '\uFFFD')
    .replace(UNSEEN, (mark) => `[U+${mark.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`);
}

/** Visible text for XML and HTML. */
export function escapeXml(text: string): string {
  return visible(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** What spreadsheets begin a formula with, full-width forms too. */
const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

/** A CSV field in visible text that no spreadsheet takes for a formula. */
export function csvField(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const plain = visible(value);
  const text = FORMULA.test(plain) ? `'${plain}` : plain;
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Rows as CSV with CRLF, the header first. */
export function csvOf(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return [header, ...rows].map((row) => `${row.map(csvField).join(',')}\r\n`).join('');
}
