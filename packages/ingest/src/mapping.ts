import { readFileSync } from 'node:fs';
import { ENTITIES, IolausError, type Entity } from '@iolaus/contracts';
import { isMap, isNode, isScalar, LineCounter, parseDocument, visit, type Document } from 'yaml';
import { z } from 'zod';
import { formatFault } from './read-value.js';

const paths = z.array(z.string().min(1)).min(1);
/** Ways to read a target; `strptime` stands with its format: `strptime: %d/%m/%Y`. */
export const TARGET_PARSES = [
  'rfc3339',
  'unix-s',
  'unix-ms',
  'unix-ns',
  'strptime',
  'integer',
  'number',
  'boolean',
  'ip',
  'email',
  'prompt',
  'line',
  'text',
] as const;
/** Ways to read a declared indicator. */
export const INDICATOR_PARSES = ['ip', 'email', 'card-token', 'text', 'url'] as const;
const STRPTIME = 'strptime: ';
const parseWord = z
  .string()
  .regex(
    new RegExp(`^(${TARGET_PARSES.map((each) => (each === 'strptime' ? `${STRPTIME}.+` : each)).join('|')})$`),
    'is not a known way to read a value',
  )
  .superRefine((word, context) => {
    const fault = word.startsWith(STRPTIME) ? formatFault(word.slice(STRPTIME.length)) : undefined;
    if (fault !== undefined) context.addIssue({ code: 'custom', message: `the format ${fault}` });
  });
const field = z.strictObject({ paths, required: z.boolean().default(false), parse: parseWord.optional() });
const declared = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]{0,30}$/, 'must be lower case letters, digits and dashes'),
  label: z.string().min(1).optional(),
  paths,
  family: z.enum(['payment', 'network', 'prompt', 'client', 'identity']).default('identity'),
  reliability: z.number().min(0).max(1).default(0.5),
  parse: z.enum(INDICATOR_PARSES).default('text'),
});

/** Targets that each entity knows; anything else under `fields` is refused. */
export const TARGETS: Readonly<Record<Entity, readonly string[]>> = {
  exchange: [
    'account',
    'time',
    'request',
    'ip',
    'user_agent',
    'model',
    'prompt',
    'system_prompt',
    'tools',
    'input_tokens',
    'output_tokens',
    'status',
  ],
  account: [
    'account',
    'created',
    'email',
    'email_domain',
    'organisation',
    'verified',
    'programme',
    'country',
    'status',
    'banned_at',
  ],
  payment: ['account', 'time', 'payment_method', 'bin', 'amount', 'currency'],
  sighting: ['account', 'time'],
};

const schema = z
  .strictObject({
    version: z.literal(1),
    match: z.string().min(1),
    format: z.enum(['jsonl', 'csv', 'tsv', 'json', 'parquet']),
    entity: z.enum(ENTITIES),
    fields: z.record(z.string(), field),
    indicators: z.array(declared).default([]),
    keep: z.array(z.string()).default([]),
  })
  .superRefine((mapping, context) => {
    for (const target of Object.keys(mapping.fields)) {
      if (!TARGETS[mapping.entity].includes(target)) {
        context.addIssue({
          code: 'custom',
          path: ['fields', target],
          message: `is no target of entity ${mapping.entity} (known: ${TARGETS[mapping.entity].join(', ')})`,
        });
      }
    }
    if (!mapping.fields['account'])
      context.addIssue({ code: 'custom', path: ['fields'], message: 'needs the target account' });
  });

const imported = z.object({ indicators: z.array(z.object(declared.shape)).default([]) });

/** A mapping file, checked. */
export type Mapping = z.infer<typeof schema> & { readonly path: string; readonly text: string };
/** One declared indicator kind of a mapping. */
export type DeclaredIndicator = z.infer<typeof declared>;
/** One mapped field. */
export type MappedField = z.infer<typeof field>;

/** The JSON Schema of mapping files. */
export function mappingJsonSchema(): unknown {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
}

/** Reads and checks a mapping file; refuses with the line and key (MAPPING_INVALID). */
export function readMapping(path: string): Mapping {
  return parseMapping(readFileSync(path, 'utf8'), path);
}

/** Checks the text of a mapping file; `path` is for the message alone. */
export function parseMapping(text: string, path: string): Mapping {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const broken = document.errors[0];
  if (broken)
    throw new IolausError('MAPPING_INVALID', {
      path,
      where: `line ${broken.linePos?.[0].line ?? 1}`,
      detail: (broken.message.split('\n')[0] ?? '').replace(/ at line.*$/, ''),
    });
  if (!isMap(document.contents))
    throw new IolausError('MAPPING_INVALID', { path, where: 'line 1', detail: 'a mapping is a list of keys' });
  const checked = schema.safeParse(plainOf(document, lines, path));
  if (checked.success) return { ...checked.data, path, text };
  // A misspelt key also makes its right name missing: the misspelling is what to mend.
  const { issues } = checked.error;
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0]!;
  const at = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0]!] : issue.path;
  const detail = issue.code === 'unrecognized_keys' ? 'unknown key' : issue.message;
  throw new IolausError('MAPPING_INVALID', {
    path,
    where: `line ${lineOf(document, lines, at)}, key ${at.join('.') || '(top)'}`,
    detail,
  });
}

/** The indicators that a mapping in the lake declares. What else stands in it was checked when it was imported, perhaps by an earlier version. */
export function declaredIndicators(text: string): DeclaredIndicator[] {
  return imported.parse(parseDocument(text).toJS()).indicators;
}

/** The document as plain values. YAML takes a glob without quotes (`match: *.jsonl`) for an alias, and does not miss its anchor before this. */
function plainOf(document: Document, lines: LineCounter, path: string): unknown {
  try {
    return document.toJS();
  } catch (error) {
    let line = 1;
    visit(document, {
      Alias: (_, alias) => {
        if (alias.resolve(document)) return undefined;
        line = lines.linePos(alias.range?.[0] ?? 0).line;
        return visit.BREAK;
      },
    });
    const detail = error instanceof Error ? error.message : String(error);
    throw new IolausError('MAPPING_INVALID', { path, where: `line ${line}`, detail }, { cause: error });
  }
}

/** The line of the key, or of the nearest one above it that exists. */
function lineOf(document: Document, lines: LineCounter, at: readonly PropertyKey[]): number {
  for (let length = at.length; length > 0; length--) {
    const above = document.getIn(at.slice(0, length - 1), true);
    const name = String(at[length - 1]);
    const node = isMap(above)
      ? above.items.find(({ key }) => isScalar(key) && String(key.value) === name)?.key
      : document.getIn(at.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

/** Whether a file name fits a mapping's glob; `*` and `?` stay inside the name. */
export function isMatch(mapping: Mapping, fileName: string): boolean {
  const pattern = mapping.match
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '[^/]*')
    .replaceAll('?', '[^/]');
  return new RegExp(`^${pattern}$`).test(fileName);
}
