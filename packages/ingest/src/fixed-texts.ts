import { SEEN } from './rollup-sql.js';

/** Texts that are the same word for word whenever they are used, but for numbers in them. */
export const FIXED = [
  { kind: 'system-prompt', column: 'system_prompt', bit: SEEN.system_prompt, prefix: 'S' },
  { kind: 'tool-schema', column: 'tools', bit: SEEN.tools, prefix: 'F' },
] as const;

/** A text without what differs from use to use, as an SQL expression. */
export const plainText = (column: string): string =>
  `regexp_replace(regexp_replace(lower(${column}), '[0-9]+([.,][0-9]+)*', '#', 'g'), '\\s+', ' ', 'g')`;
/** The id of such a text, salted so that it does not tell it; the expression names the parameter `salt`. */
export const fixedId = (text: string, prefix: string): string =>
  `concat('${prefix}-', left(sha256(concat($salt, ${text})), 10))`;

/** By kind, the id of a fixed text as an SQL expression over a record of an exchange; it names the parameter `salt`. */
export const FIXED_IDS: Readonly<Record<string, string>> = Object.fromEntries(
  FIXED.map(({ kind, column, prefix }) => [kind, fixedId(plainText(column), prefix)]),
);
