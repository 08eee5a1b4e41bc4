const count = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** A count with thousands: "18,204". */
export function number(value: number): string {
  return count.format(value);
}

/** A share 0–1 in per cent with two significant digits: "97 %", "2.1 %". */
export function share(value01: number): string {
  const percent = value01 * 100;
  return `${percent >= 10 || percent === 0 ? Math.round(percent) : Number(percent.toPrecision(2))} %`;
}

/** A noun in the number that fits: "1 card", "2 cards". */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${number(value)} ${value === 1 ? one : many}`;
}

/** A label inside a sentence: "payment method", "e-mail domain", but "IP address". */
export function inSentence(label: string): string {
  return /^[A-Z][^A-Z]/.test(label) ? `${label[0].toLowerCase()}${label.slice(1)}` : label;
}

/** The same with its article: "a payment method", "an IP address". */
export function withArticle(label: string): string {
  return `${/^[aeio]/i.test(label) ? 'an' : 'a'} ${inSentence(label)}`;
}

/** A chance given as log10, in words: "1 in 3.4 million"; "1 in 10⁹⁹ or less" at the floor. */
export function chance(log10: number): string {
  const odds = -log10;
  if (odds < 0.31) return 'as often as not';
  if (odds >= 15) return `1 in 10${superscript(Math.floor(odds))}`;
  const value = 10 ** odds;
  const scale = [
    [1e12, 'trillion'],
    [1e9, 'billion'],
    [1e6, 'million'],
  ].find(([size]) => value >= (size as number)) as [number, string] | undefined;
  return scale
    ? `1 in ${Number((value / scale[0]).toPrecision(2))} ${scale[1]}`
    : `1 in ${number(Number(value.toPrecision(2)))}`;
}

/** How rare an indicator is among accounts outside: "1 in 48,000 accounts outside", "1 in 38: too common to count". */
export function rarity(outside: number, population: number, isCounted: boolean): string {
  if (outside === 0) return `no account of ${number(population)} outside`;
  const odds = Number((population / outside).toPrecision(2));
  return isCounted ? `1 in ${number(odds)} accounts outside` : `1 in ${number(odds)}: too common to count`;
}

function superscript(value: number): string {
  return Array.from(String(value), (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('');
}
