import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zeekDirective, zeekFields, ZEEK_DEFAULTS, type ZeekHeader } from './zeek.js';

fc.configureGlobal({ seed: 20_260_301 });

const headerOf = (...lines: string[]): ZeekHeader => lines.reduce(zeekDirective, ZEEK_DEFAULTS);

describe('Zeek logs', () => {
  const header = headerOf(
    '#separator \\x09',
    '#set_separator\t,',
    '#empty_field\t(empty)',
    '#unset_field\t-',
    '#path\tconn',
    '#fields\tts\tuid\tid.orig_h',
    '#types\ttime\tstring\taddr',
  );

  it('take their columns from the header', () => {
    expect(header.fields).toEqual(['ts', 'uid', 'id.orig_h']);
    expect(zeekFields(header, '1.5\t-\t203.0.113.7')).toEqual(['1.5', undefined, '203.0.113.7']);
    expect(zeekFields(header, '(empty)\ta\\x09b\tc')).toEqual([undefined, 'a\tb', 'c']);
  });

  it('may be separated by another character', () => {
    const comma = headerOf('#separator \\x2c', '#fields,ts,uid');
    expect(zeekFields(comma, '1,C2')).toEqual(['1', 'C2']);
  });

  it('refuse a line with another number of columns', () => {
    expect(zeekFields(header, '1\t2')).toBeUndefined();
  });

  it('give back any values', () => {
    const value = fc.string({ unit: fc.constantFrom('a', '.', ':', 'é', ' ', ','), minLength: 1 });
    fc.assert(
      fc.property(fc.tuple(value, value, value), (values) => {
        expect(zeekFields(header, values.join('\t'))).toEqual(values);
      }),
    );
  });
});
