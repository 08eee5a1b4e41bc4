import { describe, expect, it } from 'vitest';
import { readRowFilter } from './row-filter.js';

describe('row filter of an address', () => {
  it('reads kind and value', () => {
    expect(readRowFilter({ rows: { kind: 'ip', value: '192.0.2.1' } })).toEqual({ kind: 'ip', value: '192.0.2.1' });
  });

  it('reads a value that parsing turned into a number', () => {
    expect(readRowFilter({ rows: { kind: 'bin', value: 904137 } })).toEqual({ kind: 'bin', value: '904137' });
  });

  it.each([
    undefined,
    null,
    'rows',
    {},
    { rows: null },
    { rows: 'ip' },
    { rows: { kind: 'ip' } },
    { rows: { kind: {}, value: 'x' } },
  ])('names no filter in %j', (search) => {
    expect(readRowFilter(search)).toBeUndefined();
  });
});
