import type { RecordRow } from '@iolaus/contracts';
import { expect, it } from 'vitest';
import { recordsCsv } from './records-csv.js';

const exchange: RecordRow = {
  dump: 'a41c09e7',
  ordinal: 212_804,
  entity: 'exchange',
  timeMs: 0,
  account: 'acct_1',
  fields: { prompt: 'Rewrite, "this" revi…', ip: '203.0.113.47' },
};

it('has one line a record, its place first, and every field that any of them has', () => {
  const payment: RecordRow = { ...exchange, ordinal: 7, entity: 'payment', timeMs: null, fields: { amount: '20' } };
  expect(recordsCsv([exchange, payment]).split('\r\n')).toEqual([
    'dump,ordinal,entity,time,account,prompt,ip,amount',
    'a41c09e7,212804,exchange,1970-01-01T00:00:00.000Z,acct_1,"Rewrite, ""this"" revi…",203.0.113.47,',
    'a41c09e7,7,payment,,acct_1,,,20',
    '',
  ]);
});

it('keeps a field of the dump apart from a column of its own name', () => {
  const [head] = recordsCsv([{ ...exchange, fields: { time: 'noon' } }]).split('\r\n');
  expect(head).toBe('dump,ordinal,entity,time,account,field_time');
});
