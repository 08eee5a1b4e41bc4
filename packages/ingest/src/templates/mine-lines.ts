import { createHash } from 'node:crypto';
import { collapse, isLineWord, LINE_SLOT } from './mask-line.js';

/** Values that one place of otherwise equal signatures must have before it is taken for a variable. */
const VALUES = 6;
const ROUNDS = 4;
/** Signatures beyond this number, those with fewest uses, stay what they are. */
const MOST_SIGNATURES = 200_000;

/** A signature as `maskLine` gives it, and how many lines have it. */
export interface LineSignature {
  readonly signature: string;
  readonly uses: number;
}

/** A kind of machine-made line. */
export interface LineTemplate {
  readonly id: string;
  /** Its constant words, `*` where values stand. */
  readonly text: string;
}

/** The kinds of lines, most frequent text first in the order of their first signature, and per signature an index into them. */
export interface MinedLines {
  readonly templateOf: Int32Array;
  readonly templates: readonly LineTemplate[];
}

/**
 * Joins signatures that differ in a value which looks like a word: where six or more distinct signatures are equal but for one place, that place is a
 * variable. Works on distinct signatures alone, in up to four rounds; nothing else merges.
 */
export function mineLines(signatures: readonly LineSignature[], salt: Uint8Array): MinedLines {
  const texts = signatures.map(({ signature }) => signature);
  let lines = new Map(mostUsed(signatures).map((text) => [text, text.split(' ')]));
  /** What each distinct signature has become. */
  const became = new Map(Array.from(lines.keys(), (text) => [text, text]));
  for (let round = 0; round < ROUNDS; round++) {
    const changed = blankVariables(Array.from(lines.values()));
    if (changed.size === 0) break;
    for (const [text, now] of became) became.set(text, changed.get(now) ?? now);
    lines = new Map(Array.from(new Set(became.values()), (text) => [text, text.split(' ')]));
  }
  const indices = new Map<string, number>();
  const templateOf = Int32Array.from(texts, (text) => {
    const now = became.get(text) ?? text;
    const known = indices.get(now);
    if (known !== undefined) return known;
    indices.set(now, indices.size);
    return indices.size - 1;
  });
  return { templateOf, templates: Array.from(indices.keys(), (text) => ({ id: lineId(text, salt), text })) };
}

function mostUsed(signatures: readonly LineSignature[]): string[] {
  if (signatures.length <= MOST_SIGNATURES) return signatures.map(({ signature }) => signature);
  const byUses = signatures.toSorted((a, b) => b.uses - a.uses || (a.signature < b.signature ? -1 : 1));
  return byUses.slice(0, MOST_SIGNATURES).map(({ signature }) => signature);
}

/** Lines with a place of six values or more, by their text, with that place as a slot. */
function blankVariables(lines: readonly (readonly string[])[]): Map<string, string> {
  const values = new Map<string, number>();
  const eachPlace = (visit: (line: readonly string[], place: number, others: string) => void): void => {
    for (const line of lines) {
      if (line.filter(isLineWord).length < 2) continue;
      line.forEach((token, place) => {
        if (isLineWord(token)) visit(line, place, `${place} ${line.toSpliced(place, 1, LINE_SLOT).join(' ')}`);
      });
    }
  };
  eachPlace((_, __, others) => values.set(others, (values.get(others) ?? 0) + 1));
  const blanked = new Map<string, string[]>();
  eachPlace((line, place, others) => {
    if (values.get(others)! < VALUES) return;
    const text = line.join(' ');
    const tokens = blanked.get(text) ?? [...line];
    tokens[place] = LINE_SLOT;
    blanked.set(text, tokens);
  });
  return new Map(Array.from(blanked, ([text, tokens]) => [text, collapse(tokens).join(' ')]));
}

/** `L-` and ten hexadecimal digits; says nothing of the text to who does not hold the salt. */
const lineId = (text: string, salt: Uint8Array): string =>
  `L-${createHash('sha256').update('line\0').update(salt).update(text).digest('hex').slice(0, 10)}`;
