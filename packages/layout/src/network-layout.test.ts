import { decodeFrame, encodeFrame, picture } from '@iolaus/contracts';
import { describe, expect, it } from 'vitest';
import { layOutNetwork } from './lay-out-network.js';
import type { LayoutInput } from './layout-input.js';
import { frameOf, pictureOf } from './network-layout.js';
import { layoutInput } from './testing/layout-inputs.js';

const input = layoutInput(
  [
    { accounts: 12, cards: [[0, 1, 2, 3], [4, 5, 6], [7]], templates: 2 },
    { accounts: 5, cards: [[0, 1, 2, 3, 4]] },
  ],
  [[0, 1, 12, 13]],
);
const layout = layOutNetwork(input);
const view = pictureOf(input, layout);
const frame = frameOf(input, layout);

/** Ring of the first disc when its community is held so. */
const ringWhen = (heldBy: LayoutInput['communities'][number]['heldBy']): Readonly<Record<string, number>> =>
  pictureOf({ ...input, communities: input.communities.map((each) => ({ ...each, heldBy })) }, layout).discs[0].ring;

describe('pictureOf', () => {
  it('is a picture by the contract, with a disc for every community', () => {
    expect(picture.parse(view).discs.map(({ label, accounts, index }) => [label, accounts, index])).toEqual([
      ['A-01', 12, 0],
      ['A-02', 5, 1],
    ]);
  });

  it('counts the cards of each community', () => {
    expect(view.discs.map((disc) => disc.cards)).toEqual([3, 1]);
  });

  it('shares the ring out among the families that hold a community', () => {
    expect(ringWhen({ payment: 0.9, network: 0.3 })).toEqual({ payment: 0.75, network: 0.25 });
  });

  it('leaves parts under 2 % out of the ring, and has none when nothing holds', () => {
    expect(Object.keys(ringWhen({ payment: 1, network: 0.019 }))).toEqual(['payment']);
    expect(ringWhen({})).toEqual({});
  });
});

describe('frameOf', () => {
  it('has one place and one community for every account, in the order of members', () => {
    expect(frame.accountCommunity).toEqual(input.community);
    expect([frame.accountX.length, frame.accountY.length, frame.accountCommunity.length]).toEqual([17, 17, 17]);
  });

  it('says of every drawn indicator who holds it', () => {
    const held = frame.indicatorValues.map((value, at): [string, number[]] => [
      value,
      [...frame.linkAccount.subarray(frame.linkStart[at], frame.linkStart[at + 1])],
    ]);
    expect(new Map(held)).toEqual(
      new Map(
        input.indicators
          .filter((each) => each.community !== 65535)
          .map((each): [string, number[]] => [each.value, [...each.holders]]),
      ),
    );
  });

  it('names the kind of every drawn indicator', () => {
    frame.indicatorValues.forEach((value, at) => {
      const given = input.indicators.find((each) => each.value === value);
      expect(frame.kinds[frame.indicatorKind[at]]).toBe(given?.kind);
    });
  });

  it('carries bits in quarters, none below 0 or above 255', () => {
    const bits = Float32Array.from(input.bits, (_, at) => [-3, 0, 1.3, 63.7, 64, 900][at] ?? 0);
    expect([...frameOf({ ...input, bits }, layout).accountBits.subarray(0, 6)]).toEqual([0, 0, 5, 255, 255, 255]);
  });

  it('sorts accounts into thirds by exchanges', () => {
    const exchanges = Float64Array.from(input.exchanges, (_, at) => at);
    const sizes = [...frameOf({ ...input, exchanges }, layout).accountSize];
    expect([0, 1, 2].map((size) => sizes.filter((each) => each === size).length)).toEqual([5, 6, 6]);
    expect(sizes).toEqual(sizes.toSorted((a, b) => a - b));
  });

  it('gives accounts that are equally active one size', () => {
    const exchanges = new Float64Array(17).fill(4);
    expect(new Set(frameOf({ ...input, exchanges }, layout).accountSize).size).toBe(1);
  });

  it('comes back from its bytes', () => {
    const back = decodeFrame(encodeFrame(frame));
    expect({ ...back, accountX: [], accountY: [], indicatorX: [], indicatorY: [] }).toEqual({
      ...frame,
      accountX: [],
      accountY: [],
      indicatorX: [],
      indicatorY: [],
    });
    const grain = (frame.extent.maxX - frame.extent.minX) / 65535;
    back.accountX.forEach((x, at) => expect(Math.abs(x - frame.accountX[at])).toBeLessThan(grain));
  });
});
