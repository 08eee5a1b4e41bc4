import { fixedRuns, type FixedRuns } from './families.js';
import type { Grouping } from './groups.js';
import type { KeyPasses } from './key-passes.js';
import {
  hashRun,
  MOST_END_TOKENS,
  type PromptTokenizer,
  type PromptTokens,
  type TextEnds,
  textEnds,
} from './prompt-tokens.js';
import { CoreReader } from './template-core.js';
import { templateText } from './template-text.js';

/** Members that are read of each group. */
const SAMPLES = 24;
/** Members that are read first: groups that already share too little are not read further. */
const FIRST_SAMPLES = 8;
/** Members with the same keys (mostly the same text) that are read, where there are not enough different ones. */
const ALIKE = 6;
/** From fewer different texts than this nothing is concluded at the first look. */
const FEWEST_TO_REFUSE = 5;
/** Bytes that the ends of a text have, mostly. */
const MOST_END_BYTES = 4 * 1024;
/** Bytes of texts that are held at once, about; every further batch reads the lake once more. */
const HELD_BYTES = 96 * 1024 * 1024;

/** What the samples of a group show. */
export interface Inspection {
  /** Readable text, slots marked. */
  readonly text: string;
  readonly runs: FixedRuns;
  /** Words in common, the median over the samples. */
  readonly words: number;
}

/** What is known of a group before its samples are read. */
export interface Wanted {
  readonly group: number;
  /** With fewer words in common than this it is no template, and left out of the result. */
  readonly fewestWords: number;
}

interface Sample {
  readonly row: number;
  readonly hash: number;
  readonly text: TextEnds;
}

/**
 * Reads the ends of up to 24 members of each wanted group, chosen by the hash of their keys whatever the order of rows, and says what they share. The cost
 * of a group is bounded, however long its texts are.
 */
export async function inspectGroups(
  { passes, grouping, tokenizer }: { passes: KeyPasses; grouping: Grouping; tokenizer: PromptTokenizer },
  wanted: readonly Wanted[],
): Promise<Map<number, Inspection>> {
  if (wanted.length === 0) return new Map();
  const members = sampleMembers(passes, grouping, new Set(wanted.map(({ group }) => group)));
  const inspections = new Map<number, Inspection>();
  const cores = new CoreReader(SAMPLES, MOST_END_TOKENS);
  const atOnce = Math.max(1, Math.floor(HELD_BYTES / SAMPLES / Math.min(passes.source.bytesAText, MOST_END_BYTES)));
  for (let from = 0; from < wanted.length; from += atOnce) {
    const batch = wanted.slice(from, from + atOnce);
    const memberOf = new Map(
      batch.flatMap(({ group }) => members.get(group)!.map(({ row, hash }) => [row, { group, hash }] as const)),
    );
    const samples = new Map<number, Sample[]>(batch.map(({ group }) => [group, []]));
    for await (const { row, text } of passes.texts('Reading samples', Array.from(memberOf.keys()))) {
      const { group, hash } = memberOf.get(row)!;
      samples.get(group)!.push({ row, hash, text: textEnds(text) });
    }
    for (const [at, { group, fewestWords }] of batch.entries()) {
      const texts = samples.get(group)!.toSorted((a, b) => a.hash - b.hash || a.row - b.row);
      const inspection = inspect(
        texts.map(({ text }) => text),
        { tokenizer, cores },
        fewestWords,
      );
      if (inspection) inspections.set(group, inspection);
      samples.delete(group);
      passes.report('Reading templates', from + at + 1, wanted.length);
    }
  }
  return inspections;
}

/** What texts share; undefined when that is less than so many words. A text that many repeat counts once: it would show what it filled in as if it were fixed. */
function inspect(
  texts: readonly TextEnds[],
  { tokenizer, cores }: { readonly tokenizer: PromptTokenizer; readonly cores: CoreReader },
  fewestWords: number,
): Inspection | undefined {
  const different = new Map<number, PromptTokens>();
  cores.clear();
  let next = 0;
  const readUpTo = (end: number): void => {
    for (; next < Math.min(end, texts.length); next++) {
      const tokens = tokenizer.bothEnds(texts[next]!, next);
      const hash = hashRun(tokens.hashes, 0, tokens.hashes.length);
      if (!different.has(hash)) cores.add(tokens);
      different.set(hash, tokens);
    }
  };
  readUpTo(FIRST_SAMPLES);
  if (different.size >= FEWEST_TO_REFUSE && cores.mostWords() < fewestWords) return undefined;
  cores.narrow(different.size + texts.length - next);
  readUpTo(texts.length);
  const core = cores.core(fewestWords);
  if (!core) return undefined;
  const samples = Array.from(different.values());
  const middle = samples.map((_, at) => at).toSorted((a, b) => samples[a]!.hashes.length - samples[b]!.hashes.length)[
    samples.length >> 1
  ];
  return {
    text: templateText(samples, core) ?? '',
    runs: middle === undefined ? [] : fixedRuns(samples[middle]!, core.covered[middle]!),
    words: core.words,
  };
}

interface Member {
  readonly row: number;
  /** Of its keys. */
  readonly hash: number;
}

interface Candidate {
  readonly hash: number;
  readonly rows: number[];
}

function sampleMembers(passes: KeyPasses, grouping: Grouping, wanted: ReadonlySet<number>): Map<number, Member[]> {
  const candidates = new Map<number, Map<number, Candidate>>(Array.from(wanted, (group) => [group, new Map()]));
  /** By group the greatest hash that is still among its candidates, once they are enough. */
  const greatest = new Int32Array(grouping.groups.length).fill(-(2 ** 31));
  for (const group of wanted) greatest[group] = 2 ** 31 - 1;
  const { hashes } = passes;
  passes.report('Choosing samples', 0);
  for (let row = 0; row < hashes.length; row++) {
    const group = grouping.labels[row]!;
    const hash = hashes[row]!;
    if (group < 0 || hash > greatest[group]!) continue;
    const own = candidates.get(group)!;
    const known = own.get(hash);
    if (known) {
      if (known.rows.length < ALIKE) known.rows.push(row);
      continue;
    }
    own.set(hash, { hash, rows: [row] });
    if (own.size > SAMPLES) own.delete(greatest[group]!);
    if (own.size === SAMPLES) greatest[group] = Math.max(...own.keys());
  }
  return new Map(Array.from(candidates, ([group, own]) => [group, pick(Array.from(own.values()))]));
}

/** First one row of each candidate, then the second rows, and so on until there are enough. */
function pick(candidates: readonly Candidate[]): Member[] {
  const members: Member[] = [];
  for (let round = 0; round < ALIKE; round++) {
    for (const { hash, rows } of candidates) {
      const row = rows[round];
      if (row !== undefined && members.length < SAMPLES) members.push({ row, hash });
    }
  }
  return members;
}
