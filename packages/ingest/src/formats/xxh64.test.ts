import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Xxh64 } from './xxh64.js';

fc.configureGlobal({ seed: 20_260_301 });

function low32(...parts: (Uint8Array | string)[]): number {
  const hash = new Xxh64();
  for (const part of parts) hash.update(Buffer.from(part));
  return hash.low32();
}

describe('Xxh64', () => {
  it.each([
    ['', 0x51d8e999],
    ['a', 0xa98c6e5b],
    ['abc', 0xad770999],
  ])('gives the published digest of %j', (text, expected) => {
    expect(low32(text)).toBe(expected);
  });

  it('gives the same digest however the bytes are cut', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(200), fc.nat(200), (bytes, a, b) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        expect(low32(bytes.subarray(0, from), bytes.subarray(from, to), bytes.subarray(to))).toBe(low32(bytes));
      }),
    );
  });
});
