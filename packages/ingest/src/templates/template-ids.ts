import { ALL_PREFIXES, ALL_SUFFIXES, compose } from './mine-chain.js';
import type { Group } from './groups.js';
import type { KeyPasses } from './key-passes.js';
import type { PromptSigning } from './prompt-signing.js';
import { keysHash } from './prompt-keys.js';

/** Every id that a template ever had, with the id that it has now; an id whose template is gone stands for itself. */
export type TemplateAliases = Readonly<Record<string, string>>;

/** What stands in an id in place of a key; see `PromptSigning`. */
type Seal = PromptSigning['seal'];

/** The id of a group: `T-`, the letter of its stage, its sealed key in hexadecimal. It says nothing of the text to who does not hold the lake's secret. */
export const templateId = ({ stage, key }: Group, seal: Seal): string =>
  `T-${stage}${(seal(key) >>> 0).toString(16).padStart(8, '0')}`;

/** All ids that a prompt with these keys could have by its opening, its ending, or both, whether or not there is such a template. */
export function* possibleIds(keys: Int32Array, at: number, seal: Seal): Generator<string> {
  const prefixes = keysOf(keys, at, ALL_PREFIXES);
  const suffixes = keysOf(keys, at, ALL_SUFFIXES);
  for (const prefix of prefixes) {
    yield templateId({ stage: 'P', key: prefix }, seal);
    for (const suffix of suffixes) {
      yield templateId({ stage: 'P', key: compose(prefix, compose(suffix, prefix)) }, seal);
      yield templateId({ stage: 'S', key: compose(suffix, compose(prefix, suffix)) }, seal);
    }
    if (suffixes.length > 0) yield templateId({ stage: 'B', key: compose(prefix, suffixes[0]!) }, seal);
  }
  for (const suffix of suffixes) yield templateId({ stage: 'S', key: suffix }, seal);
}

const keysOf = (keys: Int32Array, at: number, { slot, length }: { slot: number; length: number }): Int32Array =>
  keys.subarray(at + slot, at + slot + length).filter((key) => key !== 0);

/** Rows that are asked for earlier ids, about. */
const ASKED = 200_000;

/**
 * The aliases after a mining run: present ids stand for themselves; an id that is gone, because its template now ends a word later or earlier or was split,
 * stands for the template that most of its prompts have. Ids that are present come most used first.
 */
export async function renewAliases(
  previous: TemplateAliases,
  present: ReadonlySet<string>,
  passes: KeyPasses,
  { idOf, seal }: { readonly idOf: (row: number) => string | undefined; readonly seal: Seal },
): Promise<TemplateAliases> {
  const gone = new Set([...Object.keys(previous), ...Object.values(previous)].filter((id) => !present.has(id)));
  const votes = new Map<string, Map<string, number>>(Array.from(gone, (id) => [id, new Map()]));
  const every = Math.max(1, Math.floor(passes.source.rows / ASKED));
  if (gone.size > 0) {
    await passes.each('Following earlier templates', (keys, at, row) => {
      const id = idOf(row);
      if (id === undefined || (keysHash(keys, at) >>> 0) % every !== 0) return;
      for (const earlier of possibleIds(keys, at, seal)) {
        const own = votes.get(earlier);
        if (own) own.set(id, (own.get(id) ?? 0) + 1);
      }
    });
  }
  const aliases: Record<string, string> = {};
  for (const id of present) aliases[id] = id;
  const placeOf = new Map(Array.from(present, (id, at) => [id, at]));
  for (const id of gone) aliases[id] = mostVotes(votes.get(id)!, placeOf) ?? id;
  // An id that vanished earlier has no prompts to ask for, but what it stood for may have.
  for (const [id, stoodFor] of Object.entries(previous)) if (aliases[id] === id) aliases[id] = aliases[stoodFor] ?? id;
  return aliases;
}

/** Of equally many votes, those for the more used template: ids are in another order in another lake. */
function mostVotes(votes: ReadonlyMap<string, number>, placeOf: ReadonlyMap<string, number>): string | undefined {
  return Array.from(votes).toSorted(([a, n], [b, m]) => m - n || placeOf.get(a)! - placeOf.get(b)!)[0]?.[0];
}
