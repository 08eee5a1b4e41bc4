import { fixedRuns, type FixedRuns } from './families.js';
import type { Grouping } from './groups.js';
import type { KeyPasses } from './key-passes.js';
import { finish, KEY_SLOTS } from './prompt-keys.js';
import type { PromptTokenizer, PromptTokens } from './prompt-tokens.js';
import { templateCore } from './template-core.js';
import { templateText } from './template-text.js';

/** Members that are read of each group. */
const SAMPLES = 24;
/** Members with the same keys (mostly the same text) that are read, where there are not enough different ones. */
const ALIKE = 6;
/** Bytes of texts that are held at once, about; every further batch reads the lake once more. */
const HELD_BYTES = 96 * 1024 * 1024;

/** What the samples of a group show. */
export interface Inspection {
  /** Words that they share. */
  readonly words: number;
  /** Readable text, slots marked. */
  readonly text: string;
  readonly runs: FixedRuns;
}

/** Reads up to 24 members of each wanted group, chosen by the hash of their keys whatever the order of rows, and says what they share. */
export async function inspectGroups(
  { passes, grouping, tokenizer }: { passes: KeyPasses; grouping: Grouping; tokenizer: PromptTokenizer },
  wanted: ReadonlySet<number>,
): Promise<Map<number, Inspection>> {
  if (wanted.size === 0) return new Map();
  const members = await sampleMembers(passes, grouping, wanted);
  const inspections = new Map<number, Inspection>();
  const atOnce = Math.max(1, Math.floor(HELD_BYTES / SAMPLES / passes.source.bytesAText));
  const groups = Array.from(members.keys());
  for (let from = 0; from < groups.length; from += atOnce) {
    const batch = groups.slice(from, from + atOnce);
    const groupOf = new Map(batch.flatMap((group) => members.get(group)!.map((row) => [row, group] as const)));
    const samples = new Map<number, { row: number; text: string }[]>(batch.map((group) => [group, []]));
    for await (const { row, text } of passes.texts('Reading samples', Array.from(groupOf.keys()))) {
      samples.get(groupOf.get(row)!)!.push({ row, text });
    }
    for (const [group, rows] of samples) {
      const inOrder = rows.toSorted((a, b) => a.row - b.row).map(({ text }) => tokenizer.tokens(text));
      inspections.set(group, inspect(distinct(inOrder)));
      samples.set(group, []);
      passes.report('Reading templates', inspections.size, groups.length);
    }
  }
  return inspections;
}

/** What texts, each once, share. */
export function inspect(samples: readonly PromptTokens[]): Inspection {
  const core = templateCore(samples);
  const text = templateText(samples, core) ?? '';
  const middle = samples.map((_, at) => at).toSorted((a, b) => samples[a]!.hashes.length - samples[b]!.hashes.length)[
    samples.length >> 1
  ];
  return {
    words: core.words,
    text,
    runs: middle === undefined ? [] : fixedRuns(samples[middle]!, core.covered[middle]!),
  };
}

/** Texts that differ; a text that many repeat would otherwise show what it filled in as if it were fixed. */
export function distinct(samples: readonly PromptTokens[]): PromptTokens[] {
  const seen = new Map(samples.map((sample) => [sample.hashes.join(), sample]));
  return Array.from(seen.values());
}

interface Candidate {
  readonly hash: number;
  readonly rows: number[];
}

async function sampleMembers(
  passes: KeyPasses,
  grouping: Grouping,
  wanted: ReadonlySet<number>,
): Promise<Map<number, number[]>> {
  const candidates = new Map<number, Map<number, Candidate>>(Array.from(wanted, (group) => [group, new Map()]));
  const isWanted = new Uint8Array(grouping.groups.length);
  for (const group of wanted) isWanted[group] = 1;
  const worst = new Map<number, number>();
  await passes.each('Choosing samples', (keys, at, row) => {
    const group = grouping.labels[row]!;
    if (group < 0 || isWanted[group] === 0) return;
    const own = candidates.get(group)!;
    const hash = keysHash(keys, at);
    const known = own.get(hash);
    if (known) {
      if (known.rows.length < ALIKE) known.rows.push(row);
    } else if (own.size < SAMPLES || hash < worst.get(group)!) {
      own.set(hash, { hash, rows: [row] });
      if (own.size > SAMPLES) own.delete(worst.get(group)!);
      if (own.size === SAMPLES) worst.set(group, Math.max(...own.keys()));
    }
  });
  return new Map(Array.from(candidates, ([group, own]) => [group, pick(Array.from(own.values()))]));
}

/** First one row of each candidate, then the second rows, and so on until there are enough. */
function pick(candidates: readonly Candidate[]): number[] {
  const rows: number[] = [];
  for (let round = 0; round < ALIKE; round++) {
    for (const candidate of candidates) {
      const row = candidate.rows[round];
      if (row !== undefined && rows.length < SAMPLES) rows.push(row);
    }
  }
  return rows;
}

/** One hash of all keys of a row. */
export function keysHash(keys: Int32Array, at: number): number {
  let state = 0x1b873593;
  for (let slot = 0; slot < KEY_SLOTS.account; slot++)
    state = Math.imul(((state << 7) | (state >>> 25)) ^ keys[at + slot]!, 0x2c1b3c6d);
  return finish(state);
}
