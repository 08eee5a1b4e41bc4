import type { Refusal } from './log-text.js';

/** Name of the mapping file that every dump of the corpus is read with, and its text. */
export const FAULT_MAPPING = {
  name: 'faults.mapping.yaml',
  text: [
    'version: 1',
    'match: "*.jsonl*"',
    'format: jsonl',
    'entity: exchange',
    'fields:',
    '  account: { paths: [id], required: true }',
    '  time: { paths: [ts] }',
    '  request: { paths: [request] }',
    '  ip: { paths: [ip] }',
    '  prompt: { paths: [prompt] }',
    '',
  ].join('\n'),
} as const;

const WORDS = ['amber', 'basin', 'carry', 'delta', 'ember', 'field', 'gather', 'harbour', 'island', 'journal'];

/** A sound line; `name` keeps the requests of one dump apart from those of another. */
export function soundLine(name: string, at: number, below: (limit: number) => number): string {
  const words = Array.from({ length: 3 + below(9) }, () => `${WORDS[below(WORDS.length)]}${below(1000)}`);
  return JSON.stringify({
    id: `acct_${below(500)}`,
    request: `${name}-${at}`,
    ts: new Date(Date.UTC(2026, 2, 1) + at * 137).toISOString(),
    ip: `198.51.100.${1 + below(250)}`,
    prompt: words.join(' '),
  });
}

const refusal = (code: string, reason: string, field: string | null = null): Refusal => ({ code, field, reason });
const MALFORMED = refusal('malformed', 'is not a JSON object');
const BAD_UTF8 = refusal('bad-utf8', 'is not valid UTF-8');
const MISSING = refusal('missing', 'account is missing', 'account');
const BAD_TIME = refusal('bad-time', 'time is not a date', 'time');
const BAD_IP = refusal('bad-ip', 'ip is not an address', 'ip');
const TOO_DEEP = refusal('too-deep', 'is nested deeper than 64 levels');
const odd = (field: string): Refusal =>
  refusal('bad-unicode', `${field} holds a NUL or half of a surrogate pair`, field);

const withBytes = (...bytes: number[]): Buffer =>
  Buffer.concat([Buffer.from('{"id":"a'), Buffer.from(bytes), Buffer.from('"}')]);

/** A kind of bad line: what it is, the line, and why it must be refused. */
export interface BadLine {
  readonly what: string;
  readonly line: string | Buffer;
  readonly refusal: Refusal;
}

const bad = (what: string, line: string | Buffer, refused: Refusal): BadLine => ({ what, line, refusal: refused });

/** 21 kinds of bad lines. */
export const BAD_LINES: readonly BadLine[] = [
  bad('words', 'not a record at all', MALFORMED),
  bad('a JSON array', '[{"id":"a"}]', MALFORMED),
  bad('a JSON text', '"a"', MALFORMED),
  bad('a JSON number', '42', MALFORMED),
  bad('null', 'null', MALFORMED),
  bad('an object without its end', '{"id":"a","prompt":"b"', MALFORMED),
  bad('two objects on a line', '{"id":"a"}{"id":"b"}', MALFORMED),
  bad('a comma too many', '{"id":"a",}', MALFORMED),
  bad('single quotes', "{'id':'a'}", MALFORMED),
  bad('a NUL byte', '{"id":"a\0b"}', MALFORMED),
  bad('a control character', '{"id":"a\u0001b"}', MALFORMED),
  bad('a byte that begins nothing', withBytes(0xff), BAD_UTF8),
  bad('half a character', withBytes(0xc3), BAD_UTF8),
  bad('an overlong NUL', withBytes(0xc0, 0x80), BAD_UTF8),
  bad('the first half of a surrogate pair', '{"id":"a","prompt":"\\ud800"}', odd('prompt')),
  bad('the second half of a surrogate pair', '{"id":"a\\udc00"}', odd('id')),
  bad('a NUL in an escape', '{"id":"a\\u0000b"}', odd('id')),
  bad('no account', '{"request":"r","ts":"2026-03-01T00:00:00Z"}', MISSING),
  bad('30 February', '{"id":"a","ts":"2026-02-30T00:00:00Z"}', BAD_TIME),
  bad('an address of five parts', '{"id":"a","ip":"198.51.100.7.9"}', BAD_IP),
  bad('depth 65', `{"id":"a","deep":${'['.repeat(64)}${']'.repeat(64)}}`, TOO_DEEP),
];

/** Six kinds of blank lines. */
export const BLANK_LINES: readonly string[] = ['', ' ', '\t', '\r', ' \t ', `${' '.repeat(300)}\r`];

/** Lines that each stand in a dump of their own: refused ones with their refusal, accepted ones without. */
export const ODD_LINES: readonly { readonly name: string; readonly line: string; readonly refusal?: Refusal }[] = [
  { name: 'depth', line: `{"id":"a","deep":${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}}`, refusal: TOO_DEEP },
  { name: 'wide-id', line: '{"id":9007199254740993,"request":"wide-id"}' },
  { name: 'digits', line: `{"id":${'7'.repeat(100_000)},"request":"digits"}` },
  {
    name: 'duplicate-key',
    line: '{"id":"a","id":"b"}',
    refusal: refusal('duplicate-key', 'has the key id twice'),
  },
];
