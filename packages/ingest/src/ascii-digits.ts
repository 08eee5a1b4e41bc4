/** Whether a text has characters that {@link withAsciiDigits} may change. */
export const isBeyondAscii = (text: string): boolean => /\P{ASCII}/u.test(text);

/**
 * The text with an ASCII digit for every decimal digit of another script or form (full-width, Arabic-Indic, circled and so on), a blank for every space, a
 * hyphen for every dash, and stand-ins for what else is not ASCII. One character of the result for each code point given.
 */
export function withAsciiDigits(codePoints: readonly string[]): string {
  return codePoints.map((point) => (point < '\u0080' ? point : plain(point))).join('');
}

/** By code point; the same few come again and again. */
const known = new Map<string, string>();

function plain(point: string): string {
  let found = known.get(point);
  if (found === undefined) known.set(point, (found = standIn(point)));
  return found;
}

/** Letters stay letters, so that digits around them are not taken for one number. */
function standIn(point: string): string {
  const form = point.normalize('NFKC');
  if (form.length === 1 && !isBeyondAscii(form)) return form;
  if (isDecimal(point)) return decimalOf(point);
  if (/[\p{Zs}\p{Cf}]/u.test(point)) return ' ';
  if (/\p{Pd}/u.test(point)) return '-';
  return /[\p{L}\p{N}]/u.test(point) ? 'x' : '_';
}

/** A decimal digit by its place in its script: they come in tens, from zero to nine. */
function decimalOf(point: string): string {
  const number = point.codePointAt(0)!;
  let first = number;
  while (isDecimal(String.fromCodePoint(first - 1))) first--;
  return String((number - first) % 10);
}

const isDecimal = (point: string): boolean => /^\p{Nd}$/u.test(point);
