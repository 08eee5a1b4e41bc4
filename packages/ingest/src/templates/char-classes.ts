/** What a code point is to the tokeniser. Letters and digits make words; a character of an unspaced script is a token of its own and weighs less than a word. */
export const CharClass = { space: 0, letter: 1, digit: 2, punctuation: 3, ignored: 4, half: 5, quarter: 6 } as const;
export type CharClass = (typeof CharClass)[keyof typeof CharClass];

/** What one token weighs, by the class of its first character, in quarters of a word; 0 is no token. Depths of the keys are counted in words. */
export const TOKEN_WEIGHT: Readonly<Record<CharClass, number>> = { 0: 0, 1: 4, 2: 4, 3: 4, 4: 0, 5: 2, 6: 1 };

/** The unit that stands for a run of decimal digits of any script: a filled number does not make another template. */
export const DIGIT_UNIT = 48;

/** Unspaced scripts whose characters say about half a word each, and about a quarter. */
const HALF_WORD = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}]/u;
const QUARTER_WORD = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Myanmar}\p{Script=Khmer}]/u;
/** Marks that writers leave out or that compose with Latin, Greek, Cyrillic, Hebrew and Arabic letters, and format characters that nobody sees. */
const MARK = /\p{Mn}/u;
const OPTIONAL_SCRIPT = /[\p{Script=Inherited}\p{Script=Hebrew}\p{Script=Arabic}]/u;
const INVISIBLE = /\p{Cf}/u;
const SPACE = /[\s\p{Z}\p{Cc}]/u;
const DIGIT = /\p{Nd}/u;
const LETTER = /[\p{L}\p{M}\p{N}_]/u;

/** Cyrillic and Greek letters and typographic marks, each with the plain character that it is taken for: disguised text gets the key of plain text. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  a: '\u0430\u03b1',
  c: '\u0441',
  d: '\u0501',
  e: '\u0435',
  h: '\u04bb',
  i: '\u0456\u03b9',
  j: '\u0458',
  k: '\u03ba',
  o: '\u043e\u03bf',
  p: '\u0440\u03c1',
  q: '\u051b',
  s: '\u0455',
  t: '\u03c4',
  u: '\u03c5',
  v: '\u03bd',
  w: '\u051d',
  x: '\u0445\u03c7',
  y: '\u0443\u03b3',
  "'": '\u2018\u2019\u201a\u201b',
  '"': '\u201c\u201d\u201e\u00ab\u00bb',
  '-': '\u2010\u2011\u2012\u2013\u2014\u2212',
};
const plainOf = new Map<number, number>();
for (const [plain, others] of Object.entries(LOOKALIKES)) {
  for (const other of others) plainOf.set(other.codePointAt(0)!, plain.codePointAt(0)!);
}

const CODE_POINTS = 0x110000;
const UNKNOWN = 255;
/** Filled as characters are met: one byte and one unit a code point, so that a seen character costs two look-ups. */
const classes = new Uint8Array(CODE_POINTS).fill(UNKNOWN);
const units = new Int32Array(CODE_POINTS);
/** Folds that are no single unit: decomposed syllables, ligatures; found by the complement of the entry in `units`. */
const sequences: Int32Array[] = [];

/** The class of a code point. */
export function charClass(codePoint: number): CharClass {
  const known = classes[codePoint]!;
  // Only members of CharClass are ever written into the table.
  return known === UNKNOWN ? learn(codePoint) : (known as CharClass);
}

/**
 * What a code point is compared as, after `charClass` has met it: one unit (≥ 0), or, when negative, the complement of an index for `foldSequence`. Case,
 * composition (NFC or NFD), accents, width and look-alike letters make no difference.
 */
export const foldUnit = (codePoint: number): number => units[codePoint]!;

/** The units of a code point that folds to several, or to none. */
export const foldSequence = (complement: number): Int32Array => sequences[~complement]!;

function learn(codePoint: number): CharClass {
  // A lone surrogate cannot be normalised; it counts as the replacement character that it would be printed as.
  const text = codePoint >= 0xd800 && codePoint <= 0xdfff ? '�' : String.fromCodePoint(codePoint);
  const kind = classify(text);
  const folded = fold(text);
  classes[codePoint] = kind;
  units[codePoint] = folded.length === 1 ? folded[0]! : ~(sequences.push(Int32Array.from(folded)) - 1);
  return kind;
}

function classify(text: string): CharClass {
  if (isInvisible(text)) return CharClass.ignored;
  if (SPACE.test(text)) return CharClass.space;
  if (DIGIT.test(text)) return CharClass.digit;
  if (HALF_WORD.test(text)) return CharClass.half;
  if (QUARTER_WORD.test(text)) return CharClass.quarter;
  return LETTER.test(text) ? CharClass.letter : CharClass.punctuation;
}

const isInvisible = (text: string): boolean => INVISIBLE.test(text) || (MARK.test(text) && OPTIONAL_SCRIPT.test(text));

function fold(text: string): number[] {
  const folded = text.normalize('NFKD').toUpperCase().toLowerCase().normalize('NFKD');
  return Array.from(folded)
    .filter((each) => !isInvisible(each))
    .map((each) => (DIGIT.test(each) ? DIGIT_UNIT : (plainOf.get(each.codePointAt(0)!) ?? each.codePointAt(0)!)));
}

/** Entries of `ASCII_UNITS` that are no folded word unit. */
export const WIDE = 128;
export const MARKER = 129;

/** Per byte: 0 space, 1–127 the folded unit of a word character, `WIDE` a byte of a multi-byte character, `MARKER` ASCII punctuation. */
export const ASCII_UNITS: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte >= 128) return WIDE;
  const kind = charClass(byte);
  if (kind === CharClass.punctuation) return MARKER;
  return kind === CharClass.space ? 0 : foldUnit(byte);
});
