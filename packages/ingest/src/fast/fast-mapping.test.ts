import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { LAKE_COLUMNS } from '../lake-columns.js';
import { jsonMapper, type MappedRecord } from '../map-record.js';
import type { Mapping } from '../mapping.js';
import { exchangeMapping } from '../testing/exchange-mapping.js';
import { isFast, teach } from './fast-mapping.js';
import { LineReader } from './line-reader.js';
import { RecordColumns } from './record-columns.js';
import { openRows } from './testing/open-rows.js';

const MAPPING = exchangeMapping(
  'account: { paths: [account, user.id], required: true }',
  'time: { paths: [ts], parse: rfc3339 }',
  'ip: { paths: [ip] }',
  'prompt: { paths: [prompt, "messages[].content"] }',
  'input_tokens: { paths: [tokens] }',
  'status: { paths: [status] }',
);

const folder = mkdtempSync(join(tmpdir(), 'iolaus-lines-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Columns that lines of the mapping are put into. */
function taught(mapping: Mapping): RecordColumns {
  const columns = new RecordColumns(join(folder, 'rows.parquet'), LAKE_COLUMNS[mapping.entity]);
  columns.open(teach(columns.module, mapping));
  return columns;
}

/** What the fast way reads of a line: the targets that have a value, or undefined where it leaves the line to the thorough way. */
function fastOf(columns: RecordColumns, line: Buffer): Record<string, string | number> | undefined {
  let isTaken = true;
  const reader = new LineReader(columns, { onRows: () => undefined, onThorough: () => (isTaken = false) });
  // Bytes of the next line stand behind it, as in a piece of a dump.
  reader.feed(Buffer.concat([line, Buffer.from('\n{"account":"next"}')]));
  const row = isTaken ? openRows(columns)[0] : undefined;
  columns.module.call.clearRows();
  if (row === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(row).flatMap(([name, value]) => (value === null || PLACE.has(name) ? [] : [[name, value]])),
  );
}
const PLACE = new Set(['ordinal', 'byte_offset', 'byte_length']);

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.constantFrom(
    '203.0.113.7',
    '203.0.113.07',
    '256.1.1.1',
    '1.2.3',
    '::1',
    '2026-03-01T12:30:00Z',
    '2026-02-30T12:30:00.123Z',
    '0',
    '',
  ),
);
const scalar = fc.oneof(
  text,
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
);
const value = fc.oneof(
  { weight: 6, arbitrary: scalar },
  { weight: 1, arbitrary: fc.array(scalar, { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.record({ id: scalar, content: scalar }, { requiredKeys: [] }) },
);
const KEYS = ['account', 'user', 'ts', 'ip', 'prompt', 'messages', 'tokens', 'status', 'other', 'a "b"', '__proto__'];
const record = fc
  .uniqueArray(fc.constantFrom(...KEYS), { maxLength: KEYS.length })
  .chain((keys) => fc.tuple(...keys.map((key) => value.map((each) => [key, each] as const))))
  .map((pairs) => `{${pairs.map(([key, each]) => `${JSON.stringify(key)}:${JSON.stringify(each)}`).join(',')}}`);
/** Some lines are not JSON any more. */
const line = fc.oneof(
  { weight: 4, arbitrary: record },
  {
    weight: 2,
    arbitrary: fc
      .tuple(record, fc.nat(), fc.constantFrom('"', '\\', '{', '}', ',', ':', ' ', '0', 'x', '\\u12', '\\ud800', '/'))
      .map(([whole, at, part]) => {
        const place = at % (whole.length + 1);
        return whole.slice(0, place) + part + whole.slice(place + 1);
      }),
  },
);

// What is cut inside a pair of surrogates cannot stand in UTF-8; a line end would make two lines of it, and a blank one is none.
const bytes = line.filter((each) => Buffer.from(each).toString() === each && !each.includes('\n'));

describe('the fast way to read JSON lines', () => {
  it('reads what the thorough way reads, or leaves it to that', () => {
    const map = jsonMapper(MAPPING);
    const columns = taught(MAPPING);
    fc.assert(
      fc.property(bytes, (each) => {
        const fast = fastOf(columns, Buffer.from(each));
        if (fast === undefined) return;
        const thorough = map(each) as MappedRecord;
        expect(thorough.kind, each).toBe('record');
        expect(fast).toEqual(thorough.fields);
      }),
      { numRuns: 3000 },
    );
  });

  it('takes the usual lines of a log itself', () => {
    const columns = taught(MAPPING);
    const usual =
      '{"account":"acct_a","ts":"2026-03-01T12:30:00.250Z","ip":"203.0.113.7","prompt":"Say \\"é\\" \\u00e9\\ud83d\\ude00","tokens":12,"status":200,"cost":0.25}';
    expect(fastOf(columns, Buffer.from(usual))).toEqual({
      account: 'acct_a',
      time: Date.UTC(2026, 2, 1, 12, 30, 0, 250),
      ip: '203.0.113.7',
      prompt: 'Say "é" é😀',
      input_tokens: 12,
      status: '200',
    });
  });

  it.each([
    ['a key twice', '{"account":"a","account":"b"}'],
    ['an unknown escape in a value that nobody asked for', '{"account":"a","other":"\\q"}'],
    ['a number with a leading zero', '{"account":"a","tokens":01}'],
    ['a trailing comma', '{"account":"a",}'],
    ['half a surrogate pair', '{"account":"a","prompt":"\\ud800"}'],
    ['a missing required field', '{"ts":"2026-03-01T12:30:00Z"}'],
    ['an unclosed text that the next line closes', '{"account":"a'],
    ['a number that would be rounded', '{"account":12345678901234567890}'],
  ])('leaves %s to the thorough way', (_, each) => {
    expect(fastOf(taught(MAPPING), Buffer.from(each))).toBeUndefined();
  });

  it('is not used where a mapping wants more than columns', () => {
    expect(isFast(MAPPING)).toBe(true);
    expect(isFast({ ...MAPPING, keep: ['other'] })).toBe(false);
    expect(isFast({ ...MAPPING, records: 'rows[]' })).toBe(false);
  });
});
