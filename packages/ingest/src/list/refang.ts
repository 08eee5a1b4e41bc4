/** Characters that nobody sees: zero-width ones, soft hyphens, byte order marks, marks of direction. */
const UNSEEN = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/** How people keep an indicator from being a link, and what stands there before that. Each is linear for a text of bounded length. */
const FANGS: readonly (readonly [pattern: RegExp, instead: string])[] = [
  [/[\u3002\uff0e\uff61]/g, '.'],
  [/\uff20/g, '@'],
  [/\uff1a/g, ':'],
  [/\uff0f/g, '/'],
  [/ ?[[({<] ?(?:\.|dot) ?[\])}>] ?/gi, '.'],
  [/ ?[[({<] ?(?:@|at) ?[\])}>] ?/gi, '@'],
  [/[[({<](:\/\/|:|\/)[\])}>]/g, '$1'],
  // Half a bracket, as many tools leave it: 203[.0[.113[.7
  [/[[({](\.)|(\.)[\])}]/g, '.'],
  [/\\([.:/@])/g, '$1'],
  [/\bh(?:xx|\*\*|__)p(?=s?:\/\/)/gi, 'http'],
  [/\bfxp(?=s?:\/\/)/gi, 'ftp'],
];

/** The text without characters that nobody sees; other white space is a blank. */
export function withoutUnseen(text: string): string {
  return text.replace(UNSEEN, '').replace(/[^\S\t\n]/g, ' ');
}

/** A defanged text as it was: `hxxps[:]//evil[.]example` is `https://evil.example`. Text that is not defanged stays as it is. */
export function refang(text: string): string {
  return FANGS.reduce((so, [pattern, instead]) => so.replace(pattern, instead), withoutUnseen(text));
}
