import { readFileSync } from 'node:fs';
import { ENTITIES, IolausError, type Entity } from '@iolaus/contracts';
import { isMap, isNode, isScalar, LineCounter, parseDocument, visit, type Document } from 'yaml';
import { z } from 'zod';
import { compileLogPattern } from './formats/log-pattern.js';
import { parsePath } from './formats/json-path.js';
import { formatFault, STRPTIME } from './read-value.js';

/** How the records of a dump are written. */
export const FORMATS = ['jsonl', 'json', 'csv', 'tsv', 'parquet', 'log', 'zeek'] as const;
/** One of {@link FORMATS}. */
export type Format = (typeof FORMATS)[number];
/** Formats whose records are objects, so that paths go into them; in the others a path is the name of a column. */
export const OBJECT_FORMATS: readonly Format[] = ['jsonl', 'json', 'parquet'];

const paths = z.array(z.string().min(1)).min(1).describe('Tried in order; the first with a value is taken.');
/** Ways to read a target; `strptime` stands with its format: `strptime: %d/%m/%Y`. */
export const TARGET_PARSES = [
  'rfc3339',
  'time',
  'unix-s',
  'unix-ms',
  'unix-ns',
  'strptime',
  'integer',
  'number',
  'boolean',
  'ip',
  'forwarded-for',
  'email',
  'prompt',
  'line',
  'name',
  'text',
] as const;
/** Ways to read a declared indicator. */
export const INDICATOR_PARSES = ['ip', 'email', 'card-token', 'prompt', 'line', 'text', 'url'] as const;
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
  refers: z.literal('account').optional(),
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

const shape = z.strictObject({
  version: z.literal(1).describe('Always 1.'),
  match: z.string().min(1).describe('Glob of the file names that the mapping is for; * and ? stay inside a name.'),
  format: z.enum(FORMATS).describe('How the records are written; gzip and zstd are told by their first bytes.'),
  pattern: z
    .string()
    .min(1)
    .optional()
    .describe("Of the format log: how a line is written, as nginx's log_format or Envoy's access log format."),
  records: z.string().min(1).optional().describe('Path to the records inside each line, element or row; ends with [].'),
  entity: z.enum(ENTITIES).describe('What one record is.'),
  only: z
    .record(z.string(), z.array(z.string()).min(1))
    .default({})
    .describe('Path: values. A record with another value there is refused.'),
  fields: z.record(z.string(), field).describe('Target: where to find it.'),
  indicators: z.array(declared).default([]).describe('Kinds of your own.'),
  keep: z.array(z.string()).default([]).describe('Further paths, carried for display.'),
});
type Shape = z.infer<typeof shape>;
type Fault = (path: PropertyKey[], message: string) => void;

const schema = shape.superRefine((mapping, context) => {
  const fault: Fault = (path, message) => context.addIssue({ code: 'custom', path, message });
  checkTargets(mapping, fault);
  checkFormat(mapping, fault);
  if (OBJECT_FORMATS.includes(mapping.format)) checkPaths(mapping, fault);
});

function checkTargets({ entity, fields }: Shape, fault: Fault): void {
  for (const target of Object.keys(fields))
    if (!TARGETS[entity].includes(target))
      fault(['fields', target], `is no target of entity ${entity} (known: ${TARGETS[entity].join(', ')})`);
  // Exchanges without an account still have prompts, from which templates are mined, and may complete those of another log.
  if (!fields['account'] && entity !== 'exchange') fault(['fields'], 'needs the target account');
}

function checkFormat({ format, pattern, records }: Shape, fault: Fault): void {
  if (format === 'log' && pattern === undefined) fault(['format'], 'needs the key pattern');
  if (format !== 'log' && pattern !== undefined) fault(['pattern'], 'is for the format log');
  const compiled = pattern === undefined ? undefined : compileLogPattern(pattern);
  if (compiled && 'fault' in compiled) fault(['pattern'], compiled.fault);
  if (records === undefined) return;
  if (!OBJECT_FORMATS.includes(format)) fault(['records'], `is for the formats ${OBJECT_FORMATS.join(', ')}`);
  const path = parsePath(records);
  if ('fault' in path) fault(['records'], path.fault);
  else if (path.up > 0 || path.steps.at(-1)?.kind !== 'each') fault(['records'], 'must end with [], and not climb');
}

function checkPaths({ records, fields, indicators, keep, only }: Shape, fault: Fault): void {
  const check = (texts: readonly string[], where: PropertyKey[]): void => {
    for (const path of texts.map(parsePath)) {
      if ('fault' in path) fault(where, path.fault);
      else if (path.up > 0 && records === undefined) fault(where, 'climbs with ^, which needs the key records');
    }
  };
  for (const [target, { paths }] of Object.entries(fields)) check(paths, ['fields', target, 'paths']);
  for (const [at, { paths }] of indicators.entries()) check(paths, ['indicators', at, 'paths']);
  check(keep, ['keep']);
  check(Object.keys(only), ['only']);
}

const imported = z.object({ indicators: z.array(z.object(declared.shape)).default([]) });
const formatted = z.object({ format: z.enum(FORMATS) });

/** A mapping file, checked. */
export type Mapping = z.infer<typeof schema> & { readonly path: string; readonly text: string };
/** One declared indicator kind of a mapping. */
export type DeclaredIndicator = z.infer<typeof declared>;
/** One mapped field. */
export type MappedField = z.infer<typeof field>;

/** The JSON Schema of mapping files; docs/reference/mapping.schema.json is held equal to it. */
export function mappingJsonSchema(): unknown {
  return z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' });
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

/** The format of a mapping in the lake. */
export function mappedFormat(text: string): Format {
  return formatted.parse(parseDocument(text).toJS()).format;
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
