import { Reader } from 'mmdb-lib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ipNumber } from './ip-number.js';
import { isMmdb, mmdbNetworks } from './mmdb.js';
import { MmdbFault } from './mmdb-data.js';
import { RangeIndexBuilder } from './range-index.js';
import { writeMmdb } from './testing/write-mmdb.js';

fc.configureGlobal({ seed: 20_260_301 });

const bitsOf = (address: string, prefix: number): string => {
  const number = ipNumber(address)!;
  return number
    .toString(2)
    .padStart(typeof number === 'number' ? 32 : 128, '0')
    .slice(0, prefix);
};
const withoutNested = (prefixes: readonly string[]): string[] =>
  [...new Set(prefixes)].filter((each) => !prefixes.some((other) => other !== each && each.startsWith(other)));

const ipv4 = fc.tuple(fc.ipV4(), fc.integer({ min: 4, max: 32 })).map(([ip, prefix]) => bitsOf(ip, prefix));
const low = fc.integer({ min: 0, max: 0xffff });
const ipv6Address = fc.tuple(low, low).map(([a, b]) => `2001:db8:${a.toString(16)}:${b.toString(16)}::1`);
const ipv6 = fc.tuple(ipv6Address, fc.integer({ min: 20, max: 128 })).map(([ip, prefix]) => bitsOf(ip, prefix));

function labels(bytes: Buffer): (address: string) => string | undefined {
  const names: string[] = [];
  const builder = new RangeIndexBuilder();
  for (const { range, about } of mmdbNetworks(bytes)) builder.add(range, names.push(about.get('name') as string));
  const index = builder.build();
  return (address) => names[index.labelOf(ipNumber(address)!) - 1];
}

describe('a MaxMind DB', () => {
  it('says of every address what another reader finds, for each size of records', () => {
    const size = fc.constantFrom(24 as const, 28 as const, 32 as const);
    fc.assert(
      fc.property(
        fc.array(ipv4, { maxLength: 12 }),
        fc.array(ipv6, { minLength: 1, maxLength: 12 }),
        size,
        (four, six, recordBits) => {
          const bits = [...withoutNested(four).map((each) => '0'.repeat(96) + each), ...withoutNested(six)];
          const entries = bits.map((each, at) => ({ bits: each, about: { name: `network ${at}`, asn: at } }));
          const bytes = writeMmdb(entries, { version: 6, recordBits });
          const theirs = new Reader(bytes);
          const ours = labels(bytes);
          for (const { bits: prefix } of entries) {
            for (const filler of ['0', '1']) {
              const hex = BigInt(`0b${prefix.padEnd(128, filler)}`)
                .toString(16)
                .padStart(32, '0');
              const address = prefix.startsWith('0'.repeat(96))
                ? (hex.slice(24).match(/../g) ?? []).map((each) => Number.parseInt(each, 16)).join('.')
                : (hex.match(/.{4}/g) ?? []).join(':');
              expect(ours(address)).toBe((theirs.get(address) as { name?: string } | null)?.name);
              expect(ours(address)).toBe(entries.find((each) => each.bits === prefix)?.about.name);
            }
          }
          for (const address of ['192.0.2.1', '2001:db8::1', '::ffff:192.0.2.1'])
            expect(ours(address)).toBe((theirs.get(address) as { name?: string } | null)?.name);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('reads a tree of IPv4 alone', () => {
    const bytes = writeMmdb([{ bits: bitsOf('203.0.113.0', 24), about: { name: 'a' } }], {
      version: 4,
      recordBits: 24,
    });
    expect(labels(bytes)('203.0.113.200')).toBe('a');
    expect(labels(bytes)('203.0.114.0')).toBeUndefined();
  });

  it('is told by its metadata', () => {
    const bytes = writeMmdb([{ bits: '1', about: {} }], { version: 4, recordBits: 24 });
    expect(isMmdb(bytes)).toBe(true);
    expect(isMmdb(Buffer.from('203.0.113.0/24\n'))).toBe(false);
  });

  it('never fails in another way than by a fault of the format, whatever bytes are wrong', () => {
    const bytes = writeMmdb(
      [
        { bits: '00', about: { name: 'a' } },
        { bits: '0101', about: { name: 'b' } },
      ],
      { version: 4, recordBits: 24 },
    );
    let faults = 0;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const broken = Buffer.from(bytes);
        broken[at] ^= flip;
        if (!isMmdb(broken)) return;
        try {
          for (const { range } of mmdbNetworks(broken)) expect(range.end).toBeGreaterThanOrEqual(range.start);
        } catch (error) {
          expect(error).toBeInstanceOf(MmdbFault);
          faults++;
        }
      }),
      { numRuns: 2000 },
    );
    expect(faults).toBeGreaterThan(100);
  });
});
