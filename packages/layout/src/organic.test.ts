import { describe, expect, it } from 'vitest';
import { layOutNetwork } from './lay-out-network.js';
import { frameOf, pictureOf } from './network-layout.js';
import { layOutOrganic, organicRounds } from './organic.js';
import { layoutInput } from './testing/layout-inputs.js';
import { purityOf } from './testing/purity.js';

const size = 180;
/** Two cards an account, so that one petal for each card tells half of what is shared; a second community on one card. */
const cards = Array.from({ length: 15 }, (_, card) =>
  Array.from({ length: size }, (__, m) => m).filter((m) => m % 15 === card || Math.floor(m / 12) === card),
);
const input = layoutInput([
  { accounts: size, cards, templates: 2 },
  { accounts: 40, cards: [Array.from({ length: 40 }, (_, m) => m)], templates: 1 },
  { accounts: 1 },
]);
const layout = layOutNetwork(input);
const frame = frameOf(input, layout);
const { discs } = pictureOf(input, layout);
const places = layOutOrganic(frame, discs);

describe('organic places', () => {
  it('put accounts nearer to those with whom they share than the sunflower does', () => {
    const [sunflower, organic] = [frame, places].map((each) => purityOf(frame, each, discs.length)) as [number, number];
    expect(organic).toBeGreaterThan(sunflower + 0.02);
  });

  it('keep every account in the disc of its community, and no two in one place', () => {
    frame.accountCommunity.forEach((community, account) => {
      const { x, y, r } = discs[community];
      expect(Math.hypot(places.accountX[account] - x, places.accountY[account] - y)).toBeLessThan(r);
    });
    const taken = new Set(Array.from(places.accountX, (x, at) => `${x.toFixed(2)} ${places.accountY[at].toFixed(2)}`));
    expect(taken.size).toBe(input.members);
  });

  it('keep every indicator in its disc, and none on another', () => {
    const seen = new Set<string>();
    frame.indicatorCommunity.forEach((community, at) => {
      const { x, y, r } = discs[community];
      expect(Math.hypot(places.indicatorX[at] - x, places.indicatorY[at] - y)).toBeLessThan(r);
      seen.add(`${places.indicatorX[at].toFixed(1)} ${places.indicatorY[at].toFixed(1)}`);
    });
    expect(seen.size).toBe(frame.indicatorValues.length);
  });

  it('are the same in every run, and leave the frame as it is', () => {
    const before = Float32Array.from(frame.accountX);
    expect(layOutOrganic(frame, discs)).toEqual(places);
    expect(frame.accountX).toEqual(before);
  });

  it('pause between rounds of a large network', () => {
    const pauses = [...organicRounds(frame, discs)].length;
    expect(pauses).toBe(0);
    const large = layoutInput([{ accounts: 3000, cards: [[0, 1, 2]] }]);
    const drawn = layOutNetwork(large);
    expect([...organicRounds(frameOf(large, drawn), pictureOf(large, drawn).discs)].length).toBeGreaterThan(1);
  });
});
