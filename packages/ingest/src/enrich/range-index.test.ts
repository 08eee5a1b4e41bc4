import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ipNumber, type IpNumber } from './ip-number.js';
import { networkRange, rangeBetween, type IpRange } from './ip-range.js';
import { RangeIndexBuilder } from './range-index.js';

fc.configureGlobal({ seed: 20_260_301 });

const group = fc.integer({ min: 0, max: 0xffff });
const ipv6 = fc
  .array(group, { minLength: 8, maxLength: 8 })
  .map((groups) => groups.map((each) => each.toString(16)).join(':'));
const ipv4 = fc.ipV4();

/** Few distinct places, so that ranges nest, touch and overlap. */
const near4 = fc.integer({ min: 0, max: 40 }).map((low) => `203.0.113.${low}`);
const near6 = fc
  .tuple(fc.constantFrom('2001:db8::', '2001:db8:0:1::'), fc.integer({ min: 0, max: 40 }))
  .map(([head, low]) => `${head}${low.toString(16)}`);
const edge4 = fc.constantFrom('0.0.0.0', '0.0.0.1', '255.255.255.254', '255.255.255.255', '203.0.113.20');
const edge6 = fc.constantFrom('::', '::1', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', '2001:db8::14');
const address = fc.oneof(near4, near6, edge4, edge6);
const range = fc
  .oneof(
    fc.tuple(near4, near4),
    fc.tuple(near6, near6),
    fc.tuple(edge4, near4),
    fc.tuple(edge6, near6),
    fc.tuple(edge4, edge4),
  )
  .map(([a, b]) => rangeBetween(a, b) ?? rangeBetween(b, a))
  .filter((each): each is IpRange => each !== undefined);

/** The label by looking at every range: the narrowest around the address, of equals the last. */
function naive(ranges: readonly IpRange[], ip: IpNumber): number {
  let best = 0;
  let width: bigint | undefined;
  ranges.forEach(({ start, end }, at) => {
    if (typeof start !== typeof ip || start > ip || end < ip) return;
    const its = BigInt(end) - BigInt(start);
    if (width !== undefined && its > width) return;
    width = its;
    best = at + 1;
  });
  return best;
}

describe('an index of ranges', () => {
  it('answers as a look at every range does, however they nest and overlap', () => {
    fc.assert(
      fc.property(
        fc.array(range, { maxLength: 30 }),
        fc.array(address, { minLength: 1, maxLength: 40 }),
        (ranges, ips) => {
          const builder = new RangeIndexBuilder();
          ranges.forEach((each, at) => builder.add(each, at + 1));
          const index = builder.build();
          for (const ip of ips.map((text) => ipNumber(text)!)) expect(index.labelOf(ip)).toBe(naive(ranges, ip));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('keeps IPv6 apart that differs in the lower half alone', () => {
    const builder = new RangeIndexBuilder();
    builder.add(networkRange('2001:db8::8000:0:0:0/65')!, 1);
    const index = builder.build();
    expect(index.labelOf(ipNumber('2001:db8::7fff:ffff:ffff:ffff')!)).toBe(0);
    expect(index.labelOf(ipNumber('2001:db8::8000:0:0:1')!)).toBe(1);
    expect(index.labelOf(ipNumber('2001:db8:0:1::')!)).toBe(0);
  });
});

describe('ipNumber', () => {
  it('reads what a plain reading of the parts gives', () => {
    fc.assert(
      fc.property(ipv4, (text) => {
        const [a = 0, b = 0, c = 0, d = 0] = text.split('.').map(Number);
        expect(ipNumber(text)).toBe(a * 2 ** 24 + b * 2 ** 16 + c * 256 + d);
      }),
    );
    fc.assert(
      fc.property(ipv6, (text) => {
        const number = BigInt(
          `0x${text
            .split(':')
            .map((each) => each.padStart(4, '0'))
            .join('')}`,
        );
        fc.pre(number >> 32n !== 0xffffn);
        expect(ipNumber(text)).toBe(number);
        expect(ipNumber(new URL(`http://[${text}]`).hostname.slice(1, -1))).toBe(number);
      }),
    );
  });

  it('takes IPv4-mapped IPv6 for the IPv4 address', () => {
    fc.assert(
      fc.property(ipv4, (text) => {
        expect(ipNumber(`::ffff:${text}`)).toBe(ipNumber(text));
      }),
    );
  });

  it.each(['', '203.0.113', '203.0.113.256', '2001:db8::1::2', 'vpn.example', '203.0.113.7/24'])(
    'takes %j for no address',
    (text) => {
      expect(ipNumber(text)).toBeUndefined();
    },
  );
});

describe('networkRange', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7', '203.0.113.7'],
    ['203.0.113.7/24', '203.0.113.0', '203.0.113.255'],
    ['0.0.0.0/0', '0.0.0.0', '255.255.255.255'],
    ['2001:db8::/32', '2001:db8::', '2001:db8:ffff:ffff:ffff:ffff:ffff:ffff'],
    ['::ffff:203.0.113.0/120', '203.0.113.0', '203.0.113.255'],
  ])('reads %s as %s to %s', (text, first, last) => {
    expect(networkRange(text)).toEqual(rangeBetween(first, last));
  });

  it.each(['203.0.113.0/33', '2001:db8::/129', '203.0.113.0/', '203.0.113.0/-1', 'example', '/8'])(
    'takes %j for no network',
    (text) => {
      expect(networkRange(text)).toBeUndefined();
    },
  );
});
