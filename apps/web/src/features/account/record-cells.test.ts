import type { RecordRow } from '@iolaus/contracts';
import { describe, expect, it } from 'vitest';
import { fieldWord, formatField, recordCells } from './record-cells.js';

const record = (entity: RecordRow['entity'], fields: RecordRow['fields']): RecordRow => ({
  dump: 'a'.repeat(64),
  ordinal: 1,
  entity,
  timeMs: 0,
  account: 'acct_1',
  fields,
});

describe('cells of a record', () => {
  it('shows an exchange by its masked prompt, model, address and tokens', () => {
    const fields = {
      prompt: 'Derive step…',
      model: 'M-5',
      ip: '192.0.2.7',
      input_tokens: '1902.0',
      output_tokens: '611.0',
    };
    expect(recordCells(record('exchange', fields))).toEqual({
      what: 'Exchange',
      content: 'Derive step…',
      model: 'M-5',
      ip: '192.0.2.7',
      input: '1,902',
      output: '611',
    });
  });

  it('shows a payment by its shortened token and amount', () => {
    expect(recordCells(record('payment', { payment_method: '••07b2', amount: '27.0', currency: 'XTS' })).content).toBe(
      '••07b2 27 XTS',
    );
  });

  it('shows every field of a record that has none of the usual ones', () => {
    expect(recordCells(record('sighting', { object: '4711', note: 'x' })).content).toBe('4711, x');
  });
});

describe('a field in words', () => {
  it.each([
    ['created', '1787598360044.0', '2026-08-24 19:06:00 UTC'],
    ['verified', '0', 'no'],
    ['amount', '9.5', '9.50'],
    ['input_tokens', 'many', 'many'],
    ['created', '1e300', '1e+300'],
    ['object', '7.0', '7.0'],
    ['constructor', '7.0', '7.0'],
    ['input_tokens', '', ''],
  ])('%s %s is “%s”', (name, value, words) => {
    expect(formatField(name, value)).toBe(words);
  });

  it('names a field without underscores', () => {
    expect(fieldWord('input_tokens')).toBe('input tokens');
  });
});
