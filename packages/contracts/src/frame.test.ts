import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IolausError } from './errors.js';
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
  extent,
});
/** Holders of one indicator: any accounts, each once, ascending. */
const holders = (accounts: number): fc.Arbitrary<number[]> =>
  accounts === 0
    ? fc.constant([])
    : fc.uniqueArray(fc.nat({ max: accounts - 1 }), { maxLength: accounts }).map((each) => each.sort((a, b) => a - b));
const links = (accounts: number, indicators: number): fc.Arbitrary<Pick<Frame, 'linkStart' | 'linkAccount'>> =>
  fc.array(holders(accounts), { minLength: indicators, maxLength: indicators }).map((lists) => {
    const linkStart = new Uint32Array(indicators + 1);
    lists.forEach((list, at) => (linkStart[at + 1] = linkStart[at] + list.length));
    return { linkStart, linkAccount: Uint32Array.from(lists.flat()) };
  });

/** Frames of any graph, any communities and any texts. */
const frames: fc.Arbitrary<Frame> = sizes.chain(({ accounts, indicators, extent: box }) =>
  fc
    .tuple(
      links(accounts, indicators),
      fc.record({
        network: fc.string({ unit: 'binary' }),
        extent: fc.constant(box),
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
      }),
    )
    .map(([held, rest]) => ({ ...rest, ...held })),
);

const SMALL: Frame = {
  network: 'n1',
  extent: { minX: 0, minY: 0, maxX: 100, maxY: 50 },
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

function expectDamaged(bytes: Uint8Array): void {
  let thrown: unknown;
  try {
    decodeFrame(bytes);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(IolausError);
  expect((thrown as IolausError).code).toBe('FRAME_DAMAGED');
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
      // What a file is read into: its parts share its memory even when they are sliced.
      expect(decodeFrame(Buffer.from(larger.buffer, before, bytes.length))).toEqual(decodeFrame(bytes));
    }
  });

  it('refuses a frame that ends early, wherever it was cut', () => {
    const bytes = encodeFrame(SMALL);
    for (let length = 0; length < bytes.length; length++) expectDamaged(bytes.slice(0, length));
  });

  it('refuses a frame of which any byte was changed, and one that something follows', () => {
    const bytes = encodeFrame(SMALL);
    fc.assert(
      fc.property(fc.nat({ max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const damaged = bytes.slice();
        damaged[at] ^= change;
        expectDamaged(damaged);
      }),
    );
    expectDamaged(Uint8Array.of(...bytes, 0));
  });

  it('refuses any other bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => expectDamaged(bytes)));
    expectDamaged(new TextEncoder().encode('<!doctype html>'));
  });

  it('refuses another version by its number', () => {
    const other = encodeFrame(SMALL);
    other[0] = 1;
    expect(() => decodeFrame(other)).toThrow('it does not begin as version 2 does');
  });

  it.each([
    ['columns of different lengths', { accountBits: Uint8Array.of(1) }],
    ['links of another number of indicators', { linkStart: Uint32Array.of(0, 1, 2) }],
    ['a holder that is no account', { linkAccount: Uint32Array.of(0, 3) }],
    ['holders out of order', { linkAccount: Uint32Array.of(2, 0) }],
    ['a holder twice', { linkAccount: Uint32Array.of(1, 1) }],
  ])('does not write %s', (_, part) => {
    expect(() => encodeFrame({ ...SMALL, ...part })).toThrow(RangeError);
  });

  it('writes holders small where they lie in one community, whatever their numbers', () => {
    const accounts = 60_000;
    const community = Uint16Array.from({ length: accounts }, (_, account) => account % 600);
    const own = Uint32Array.from({ length: 100 }, (_, at) => 7 + 600 * at);
    const frame = {
      ...SMALL,
      accountX: new Float32Array(accounts),
      accountY: new Float32Array(accounts),
      accountCommunity: community,
      accountSize: new Uint8Array(accounts),
      accountBits: new Uint8Array(accounts),
    };
    const without = { ...frame, linkStart: Uint32Array.of(0, 0), linkAccount: new Uint32Array() };
    const held = { ...frame, linkStart: Uint32Array.of(0, 100), linkAccount: own };
    expect(encodeFrame(held).length - encodeFrame(without).length).toBeLessThan(110);
  });

  it('writes the same bytes for the same frame', () => {
    expect(encodeFrame(SMALL)).toEqual(encodeFrame(structuredClone(SMALL)));
  });
});
