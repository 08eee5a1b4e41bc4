import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeFrame, encodeFrame, type Frame } from './frame.js';

fc.configureGlobal({ seed: 20_260_301 });

const QUANTUM = 65_535;
const column = <T>(length: number, most: number, make: (values: number[]) => T): fc.Arbitrary<T> =>
  fc.array(fc.nat({ max: most }), { minLength: length, maxLength: length }).map(make);
const u8 = (length: number): fc.Arbitrary<Uint8Array> => column(length, 0xff, (values) => Uint8Array.from(values));
const u16 = (length: number): fc.Arbitrary<Uint16Array> => column(length, 0xffff, (values) => Uint16Array.from(values));
const u32 = (length: number): fc.Arbitrary<Uint32Array> =>
  column(length, 0xffffffff, (values) => Uint32Array.from(values));
const texts = (length: number): fc.Arbitrary<string[]> =>
  fc.array(fc.string({ unit: 'binary', maxLength: 12 }), { minLength: length, maxLength: length });

const between = (length: number, min: number, max: number): fc.Arbitrary<Float32Array> =>
  column(length, QUANTUM, (values) => Float32Array.from(values, (value) => min + (value / QUANTUM) * (max - min)));

const extent = fc
  .record({
    minX: fc.integer({ min: -900, max: 900 }),
    minY: fc.integer({ min: -900, max: 900 }),
    width: fc.integer({ min: 100, max: 5000 }),
    height: fc.integer({ min: 100, max: 5000 }),
  })
  .map(({ minX, minY, width, height }) => ({ minX, minY, maxX: minX + width, maxY: minY + height }));

const sizes = fc.record({
  accounts: fc.nat({ max: 9 }),
  indicators: fc.nat({ max: 9 }),
  links: fc.nat({ max: 12 }),
  extent,
});
/** Frames of any size and any texts; the codec does not ask whether columns make sense together. */
const frames: fc.Arbitrary<Frame> = sizes.chain(({ accounts, indicators, links, extent: box }) =>
  fc.record({
    network: fc.string({ unit: 'binary' }),
    extent: fc.constant(box),
    accountIds: texts(accounts),
    accountX: between(accounts, box.minX, box.maxX),
    accountY: between(accounts, box.minY, box.maxY),
    accountCommunity: u16(accounts),
    accountSize: u8(accounts),
    accountBits: u8(accounts),
    kinds: texts(3),
    indicatorValues: texts(indicators),
    indicatorKind: u8(indicators),
    indicatorX: between(indicators, box.minX, box.maxX),
    indicatorY: between(indicators, box.minY, box.maxY),
    indicatorCommunity: u16(indicators),
    indicatorReach: u32(indicators),
    indicatorBits: between(indicators, 0, 14),
    indicatorIsHeart: u8(indicators),
    linkStart: u32(indicators + 1),
    linkAccount: u32(links),
  }),
);

const SMALL: Frame = {
  network: 'n1',
  extent: { minX: 0, minY: 0, maxX: 100, maxY: 50 },
  accountIds: ['acct_1', 'acct_2', 'acct_3'],
  accountX: Float32Array.of(0, 50, 100),
  accountY: Float32Array.of(0, 25, 50),
  accountCommunity: Uint16Array.of(0, 0, 1),
  accountSize: Uint8Array.of(0, 1, 2),
  accountBits: Uint8Array.of(12, 40, 255),
  kinds: ['ip'],
  indicatorValues: ['203.0.113.7'],
  indicatorKind: Uint8Array.of(0),
  indicatorX: Float32Array.of(10),
  indicatorY: Float32Array.of(20),
  indicatorCommunity: Uint16Array.of(1),
  indicatorReach: Uint32Array.of(70_000),
  indicatorBits: Float32Array.of(9.3),
  indicatorIsHeart: Uint8Array.of(1),
  linkStart: Uint32Array.of(0, 2),
  linkAccount: Uint32Array.of(0, 2),
};

/** Everything but the positions, which are rounded. */
function exact(frame: Frame): Omit<Frame, 'accountX' | 'accountY' | 'indicatorX' | 'indicatorY'> {
  const { accountX: _ax, accountY: _ay, indicatorX: _ix, indicatorY: _iy, ...rest } = frame;
  return rest;
}

function expectNear(read: Float32Array, written: Float32Array, span: number): void {
  expect(read).toHaveLength(written.length);
  for (const [at, value] of written.entries()) expect(Math.abs(read[at] - value)).toBeLessThanOrEqual(span / QUANTUM);
}

describe('the frame codec', () => {
  it('gives back every id, text and column exactly', () => {
    fc.assert(
      fc.property(frames, (frame) => {
        expect(exact(decodeFrame(encodeFrame(frame)))).toEqual(exact(frame));
      }),
    );
  });

  it('gives back positions within 1/65535 of the extent', () => {
    fc.assert(
      fc.property(frames, (frame) => {
        const read = decodeFrame(encodeFrame(frame));
        const { minX, minY, maxX, maxY } = frame.extent;
        expectNear(read.accountX, frame.accountX, maxX - minX);
        expectNear(read.accountY, frame.accountY, maxY - minY);
        expectNear(read.indicatorX, frame.indicatorX, maxX - minX);
        expectNear(read.indicatorY, frame.indicatorY, maxY - minY);
      }),
    );
  });

  it('loses nothing more the second time', () => {
    fc.assert(
      fc.property(frames, (frame) => {
        const bytes = encodeFrame(frame);
        expect(encodeFrame(decodeFrame(bytes))).toEqual(bytes);
      }),
    );
  });

  it('gives back the corners of the extent exactly', () => {
    const { accountX, accountY } = decodeFrame(encodeFrame(SMALL));
    expect([accountX[0], accountY[0], accountX[2], accountY[2]]).toEqual([0, 0, 100, 50]);
  });

  it('moves what lies outside the extent to its border', () => {
    const { accountX } = decodeFrame(encodeFrame({ ...SMALL, accountX: Float32Array.of(-10, 50, 1000) }));
    expect([accountX[0], accountX[2]]).toEqual([0, 100]);
  });

  it('puts all of a picture without width on its one place', () => {
    const flat = { ...SMALL, extent: { minX: 7, minY: 0, maxX: 7, maxY: 50 }, accountX: Float32Array.of(7, 7, 7) };
    expect([...decodeFrame(encodeFrame(flat)).accountX]).toEqual([7, 7, 7]);
  });

  it('reads bytes that lie anywhere in a larger buffer', () => {
    const bytes = encodeFrame(SMALL);
    for (const before of [1, 2, 3, 8]) {
      const larger = new Uint8Array(before + bytes.length + 5);
      larger.set(bytes, before);
      expect(decodeFrame(larger.subarray(before, before + bytes.length))).toEqual(decodeFrame(bytes));
    }
  });

  it('refuses a frame that ends early, wherever it was cut', () => {
    const bytes = encodeFrame(SMALL);
    for (let length = 0; length < bytes.length; length++)
      expect(() => decodeFrame(bytes.slice(0, length))).toThrow(RangeError);
  });

  it('refuses lengths that no buffer holds', () => {
    const bytes = encodeFrame(SMALL);
    const headLength = new DataView(bytes.buffer).getUint32(4, true);
    for (const at of [4, 8 + ((headLength + 3) & ~3)]) {
      for (const length of [0x7fffffff, 0x80000000, 0xffffffff]) {
        const hostile = bytes.slice();
        new DataView(hostile.buffer).setUint32(at, length, true);
        expect(() => decodeFrame(hostile)).toThrow(RangeError);
      }
    }
  });

  it('refuses another version and what is no frame', () => {
    const other = encodeFrame(SMALL);
    other[0] = 2;
    expect(() => decodeFrame(other)).toThrow('not a frame of version 1');
    expect(() => decodeFrame(new TextEncoder().encode('<!doctype html>'))).toThrow(RangeError);
  });

  it('writes the same bytes for the same frame', () => {
    expect(encodeFrame(SMALL)).toEqual(encodeFrame(structuredClone(SMALL)));
  });
});
