const DOTS = ['[.]', '(.)', '{.}', '[dot]', '(dot)', ' [.] ', '[.', '.]', '\\.', '\u3002', '.'] as const;
const ATS = ['[at]', '(at)', '[@]', ' [at] ', '@'] as const;
const SCHEMES = ['hxxp', 'hXXp', 'h**p', 'http'] as const;
const WRAPPINGS = [
  ['', ''],
  ['"', '"'],
  ["'", "'"],
  ['`', '`'],
  ['<', '>'],
  ['- ', ''],
  ['• ', ''],
  ['12. ', ''],
  ['\u200b', '\u2060'],
  ['  ', '\u00a0'],
] as const;

/** How many ways there are; a way is any number. */
export const WAYS = DOTS.length * ATS.length * SCHEMES.length * WRAPPINGS.length;

const of = <T>(choices: readonly T[], way: number): T => choices[way % choices.length]!;

/** An indicator in one of the ways in which people keep it from being a link. */
export function defang(indicator: string, way: number): string {
  const [before, behind] = of(WRAPPINGS, Math.floor(way / (DOTS.length * ATS.length * SCHEMES.length)));
  const fanged = indicator
    .replace(/^http(?=s?:\/\/)/, of(SCHEMES, Math.floor(way / (DOTS.length * ATS.length))))
    .replaceAll('.', of(DOTS, way))
    .replaceAll('@', of(ATS, Math.floor(way / DOTS.length)));
  return `${before}${fanged}${behind}`;
}
