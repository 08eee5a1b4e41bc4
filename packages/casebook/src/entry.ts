import { createHash } from 'node:crypto';
import { canonicalJson, step as shape, type Step } from '@iolaus/contracts';

/** What stands in place of a hash before the first entry. */
export const NO_HASH = '0'.repeat(64);

const HASH_KEY = '"hash":"';
/** Of `"hash":"…",` with its 64 digits. */
const HASH_LENGTH = HASH_KEY.length + 66;

/** The id of an entry by its number: `S-0001`. */
export const stepIdOf = (seq: number): string => `S-${String(seq).padStart(4, '0')}`;

/** The number of an entry by its id. */
export const seqOf = (id: string): number => Number(id.slice(2));

/** The line that says an entry with its hash, and its line end. */
export function seal(of: Omit<Step, 'hash'>): string {
  return `${canonicalJson({ ...of, hash: sha256(canonicalJson(of)) })}\n`;
}

/** What is wrong with a line: its bytes are not what was written, or another version wrote it. */
export type Damage = { readonly kind: 'damaged'; readonly detail: string } | { readonly kind: 'newer' };

/** The entry of a line (without its line end), which must follow on the one before. */
export function readEntry(line: string, before: { readonly seq: number; readonly hash: string }): Step | Damage {
  // In canonical order only `id`, `prev` and `seq` follow, so that no text of a command is mistaken for the hash.
  const at = line.lastIndexOf(HASH_KEY);
  const rest = at + HASH_LENGTH;
  if (at < 0 || line.slice(at, rest) !== `${HASH_KEY}${sha256(line.slice(0, at) + line.slice(rest))}",`)
    return damaged('its hash is not that of its content');
  const read = shape.safeParse(parsed(line));
  if (!read.success) return { kind: 'newer' };
  const { data } = read;
  if (data.prev !== before.hash) return damaged('it does not follow on the line before');
  if (data.seq !== before.seq + 1 || data.id !== stepIdOf(data.seq)) return damaged('its number is not the next one');
  return data;
}

/** A line whose hash is right is JSON, unless somebody made it by hand; then no version of ours knows it. */
function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const damaged = (detail: string): Damage => ({ kind: 'damaged', detail });

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
