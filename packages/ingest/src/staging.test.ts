import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quoted, subnetOf } from './staging.js';

fc.configureGlobal({ seed: 20_260_301 });

describe('subnetOf', () => {
  it.each([
    ['203.0.113.7', '203.0.113.0/24'],
    ['2001:db8:12:34::7', '2001:db8:12::/48'],
    ['2001:0db8:0012:0034:0000:0000:0000:0007', '2001:db8:12::/48'],
    ['2001:db8::7', '2001:db8:0::/48'],
    ['::1', '0:0:0::/48'],
  ])('of %s is %s', (ip, subnet) => {
    expect(subnetOf(ip)).toBe(subnet);
  });

  it('is undefined where there is no address', () => {
    expect(subnetOf(undefined)).toBeUndefined();
  });

  it('is the same however the zeros of an address are written', () => {
    const group = fc.integer({ min: 1, max: 0xffff }).map((each) => each.toString(16));
    fc.assert(
      fc.property(group, group, group, (a, b, last) => {
        const long = [a, b, '0', '0', '0', '0', '0', last].map((each) => each.padStart(4, '0')).join(':');
        expect(subnetOf(`${a}:${b}::${last}`)).toBe(subnetOf(long));
      }),
    );
  });
});

describe('quoted', () => {
  it('doubles quotes, so that a path stays one SQL text', () => {
    expect(quoted("/lake/it's/a.parquet")).toBe("'/lake/it''s/a.parquet'");
  });
});
