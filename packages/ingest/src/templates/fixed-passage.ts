import { hashRun, type PromptTokens } from './prompt-tokens.js';

/** A shingle is this much text, in quarters of a word: five words. */
const SHINGLE_WEIGHT = 20;
/** This share of the prompts with a shingle must agree on its place, or on the next word of a run. */
const MOST = 0.75;
/** How often two prompts may have the same word just outside a run: more often, and the run is part of a phrase of the language. */
const SAME_NEIGHBOUR = 0.05;
/** Runs are not followed further. */
const FARTHEST = 64;
/**
 * A run that contains a phrase of more than twice its uses must have shingles of its own that begin at four words, as there are where it goes on for four
 * words or where two phrases meet, and a twentieth of the phrase's uses.
 */
const MORE_FREQUENT = 2;
const OWN_WEIGHT = 16;
const OWN_SHARE = 0.05;

/** The tokens of a prompt without its text. */
export type Tokens = Pick<PromptTokens, 'hashes' | 'weights' | 'isMark'>;

/** Where a shingle stands in one prompt. */
export interface Occurrence {
  readonly tokens: Tokens;
  readonly from: number;
  readonly to: number;
}

/** A run of tokens that most prompts with a shingle have around it. */
interface Run {
  /** The prompts that have all of it. */
  readonly places: readonly Occurrence[];
  /** Tokens before and after the shingle. */
  readonly before: number;
  readonly after: number;
}

/**
 * Whether a shingle is a template's text: it stands at a stable place, or within a run of at least `leastWeight` that ends in anything on either side, as
 * fills do. A frequent phrase of the language stands anywhere and comes in few contexts; a run that merely adds a word or two to one is luck, as `usesOf`
 * (uses of a shingle) shows.
 */
export function isFixedText(
  places: readonly Occurrence[],
  leastWeight: number,
  usesOf: (shingle: number) => number,
): boolean {
  const run = sharedRun(places);
  return (isAtStablePlace(places) || isFramed(run, leastWeight)) && hasOwnText(run, places.length, usesOf);
}

/** What may be stable about a place: the prompt's first word, its last, the distance from its start and from its end. */
const PLACES: readonly ((place: Occurrence) => number)[] = [
  ({ tokens }) => tokens.hashes[0]!,
  ({ tokens }) => tokens.hashes.at(-1)!,
  ({ from }) => from + 1,
  ({ tokens, from }) => tokens.hashes.length - from,
];

const isAtStablePlace = (places: readonly Occurrence[]): boolean =>
  PLACES.some((place) => majority(places, place) !== undefined);

/** Extends a shingle in both directions as long as three in four of all its prompts have all of the run. */
function sharedRun(all: readonly Occurrence[]): Run {
  let places = all;
  const extend = (valueOf: (place: Occurrence) => number): boolean => {
    const value = majority(places, valueOf);
    const agreeing = value === undefined ? [] : places.filter((place) => valueOf(place) === value);
    if (agreeing.length < MOST * all.length) return false;
    places = agreeing;
    return true;
  };
  let after = 0;
  while (after < FARTHEST && extend(({ tokens, to }) => tokens.hashes[to + after] ?? 0)) after++;
  let before = 0;
  while (before < FARTHEST && extend(({ tokens, from }) => tokens.hashes[from - 1 - before] ?? 0)) before++;
  return { places, before, after };
}

function isFramed({ places, before, after }: Run, leastWeight: number): boolean {
  const { tokens, from, to } = places[0]!;
  return (
    sum(tokens.weights.subarray(from - before, to + after)) >= leastWeight &&
    coincidence(places.map(({ tokens, to }) => nextWord(tokens, to + after, 1))) <= SAME_NEIGHBOUR &&
    coincidence(places.map(({ tokens, from }) => nextWord(tokens, from - 1 - before, -1))) <= SAME_NEIGHBOUR
  );
}

/** Whether the run is more than a frequent phrase with a word that happens to stand beside it. */
function hasOwnText({ places, before, after }: Run, uses: number, usesOf: (shingle: number) => number): boolean {
  const { tokens, from, to } = places[0]!;
  let most = uses;
  let own = 0;
  eachShingle(tokens.weights, { first: from - before, end: to + after }, (start, stop) => {
    const others = usesOf(hashRun(tokens.hashes, start, stop));
    most = Math.max(most, others);
    if (others <= MORE_FREQUENT * uses) own += tokens.weights[start]!;
  });
  return most <= MORE_FREQUENT * uses || (uses >= OWN_SHARE * most && own >= OWN_WEIGHT);
}

/** Visits the shingles of tokens [first, end): where each starts, and the token after it. */
export function eachShingle(
  weights: Uint8Array,
  { first, end }: { readonly first: number; readonly end: number },
  visit: (from: number, to: number) => void,
): void {
  for (let from = first, to = first, weight = 0; from < end; weight -= weights[from++]!) {
    while (to < end && weight < SHINGLE_WEIGHT) weight += weights[to++]!;
    if (weight < SHINGLE_WEIGHT) return;
    visit(from, to);
  }
}

const sum = (weights: Uint8Array): number => weights.reduce((total, weight) => total + weight, 0);

/** The value (not 0) that at least three in four places have, if there is one: a first count finds the only candidate (Boyer and Moore), a second its number. */
function majority(places: readonly Occurrence[], valueOf: (place: Occurrence) => number): number | undefined {
  let value = 0;
  let lead = 0;
  for (const place of places) {
    const each = valueOf(place);
    if (lead === 0) value = each;
    lead += each === value ? 1 : -1;
  }
  let agreeing = 0;
  for (const place of places) if (valueOf(place) === value) agreeing++;
  return value !== 0 && agreeing >= MOST * places.length ? value : undefined;
}

/** The nearest token from `at` on that is no punctuation; 0 when there is none. */
function nextWord({ hashes, isMark }: Tokens, at: number, step: 1 | -1): number {
  let place = at;
  while (isMark[place] === 1) place += step;
  return hashes[place] ?? 0;
}

/** How likely two different prompts have the same value; 0, the end of a prompt, is like no other. */
function coincidence(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) if (value !== 0) counts.set(value, (counts.get(value) ?? 0) + 1);
  let equal = 0;
  for (const count of counts.values()) equal += count * (count - 1);
  return equal / Math.max(1, values.length * (values.length - 1));
}
