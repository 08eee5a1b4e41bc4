import { createHash } from 'node:crypto';

/** Signatures of a prompt: what its opening and its ending look like, as stable ids; undefined when the text is too short to say. */
export interface PromptSignatures {
  readonly opening: string | undefined;
  readonly ending: string | undefined;
}

const FEWEST_WORDS = 4;
const MOST_WORDS = 20;
const FALLBACK_WORDS = 8;

/**
 * The opening is the first sentence (when it has 4–20 words) or else the first 8 words; the ending likewise from the end. Words are compared in lower case,
 * digits as #, punctuation left out, so that a filled number does not make another template. Ids are salted by side: an opening never equals an ending.
 */
export function promptSignatures(prompt: string): PromptSignatures {
  const opening = side(prompt.slice(0, 400), 'head');
  const ending = side(prompt.slice(-400), 'tail');
  return { opening: opening && signatureId(`head ${opening}`), ending: ending && signatureId(`tail ${ending}`) };
}

/** The signature of a text that is the same word for word whenever it is used: a system prompt or a tool list. */
export function fixedSignature(label: 'system' | 'tools', text: string): string {
  return signatureId(`${label} ${normalise(text)}`);
}

/** A short stable id for a signature's text. */
function signatureId(text: string): string {
  const known = cache.get(text);
  if (known !== undefined) return known;
  const id = `T-${createHash('sha256').update(text).digest('hex').slice(0, 10)}`;
  if (cache.size > 200_000) cache.clear();
  cache.set(text, id);
  return id;
}

const cache = new Map<string, string>();

function side(text: string, end: 'head' | 'tail'): string | undefined {
  const clean = normalise(text);
  const sentences = clean.split(/[.?!:]+(?:\s+|$)/).filter((each) => each !== '');
  if (sentences.length > 1) {
    const sentence = strip(end === 'head' ? sentences[0]! : sentences.at(-1)!);
    const words = sentence.split(' ').length;
    if (words >= FEWEST_WORDS && words <= MOST_WORDS) return sentence;
  }
  const words = strip(clean).split(' ');
  if (words.length < FALLBACK_WORDS) return undefined;
  return (end === 'head' ? words.slice(0, FALLBACK_WORDS) : words.slice(-FALLBACK_WORDS)).join(' ');
}

const normalise = (text: string): string =>
  text
    .toLowerCase()
    .replace(/\d+(?:[.,]\d+)*/g, '#')
    .replace(/\s+/g, ' ')
    .trim();
const strip = (text: string): string =>
  text
    .replace(/[^\p{L}\p{N}# ]+/gu, '')
    .replace(/ +/g, ' ')
    .trim();
