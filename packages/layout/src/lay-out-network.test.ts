import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOutNetwork } from './lay-out-network.js';
import type { LayoutInput } from './layout-input.js';
import type { NetworkLayout } from './network-layout.js';
import { discRadius } from './sunflower.js';
import { layoutInput, type TestCommunity } from './testing/layout-inputs.js';

fc.configureGlobal({ seed: 7 });

const sizes = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 12 });
const world = sizes.chain((accounts) => {
  const members = accounts.reduce((a, b) => a + b, 0);
  return fc.record({
    communities: fc.tuple(
      ...accounts.map((size) =>
        fc.record({
          accounts: fc.constant(size),
          cards: fc.array(fc.uniqueArray(fc.nat(size - 1), { minLength: 1 }), { maxLength: 4 }),
          templates: fc.nat(2),
        }),
      ),
    ),
    bridges: fc.array(fc.uniqueArray(fc.nat(members - 1), { minLength: 1 }), { maxLength: 6 }),
  });
});

/** Communities of `size` accounts; member k of community c is number c × size + k. */
const alike = (count: number, size: number): TestCommunity[] =>
  Array.from({ length: count }, () => ({ accounts: size, templates: 1 }));
const edgesOf = (layout: NetworkLayout): string[] =>
  layout.edges.map(({ from, to, shared }) => `${from}-${to}:${shared}`);

describe('layOutNetwork', () => {
  it('places every account once, in the disc of its community', () => {
    fc.assert(
      fc.property(world, ({ communities, bridges }) => {
        const input = layoutInput(communities, bridges);
        const { accountX, accountY, discs } = layOutNetwork(input);
        expect([accountX.length, accountY.length]).toEqual([input.members, input.members]);
        input.community.forEach((c, member) => {
          expect(Math.hypot(accountX[member] - discs[c].x, accountY[member] - discs[c].y)).toBeLessThan(discs[c].r);
        });
      }),
    );
  });

  it('lets no two discs overlap', () => {
    fc.assert(
      fc.property(world, ({ communities, bridges }) => {
        const { discs } = layOutNetwork(layoutInput(communities, bridges));
        discs.forEach((a, i) =>
          discs.slice(i + 1).forEach((b) => expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(a.r + b.r + 17.9)),
        );
      }),
    );
  });

  it('gives the same picture for the same network', () => {
    fc.assert(
      fc.property(world, ({ communities, bridges }) => {
        const input = layoutInput(communities, bridges);
        expect(layOutNetwork(input)).toEqual(layOutNetwork(input));
      }),
      { numRuns: 20 },
    );
  });

  it('gives every community a disc of its size, and all of it lies inside the extent', () => {
    fc.assert(
      fc.property(world, ({ communities, bridges }) => {
        const { discs, extent } = layOutNetwork(layoutInput(communities, bridges));
        expect(discs.map((disc) => disc.r)).toEqual(communities.map(({ accounts }) => discRadius(accounts)));
        for (const { x, y, r } of discs) {
          expect(Math.min(x - r - extent.minX, y - r - extent.minY)).toBeGreaterThan(0);
          expect(Math.min(extent.maxX - x - r, extent.maxY - y - r)).toBeGreaterThan(0);
        }
      }),
    );
  });

  it('draws an indicator in the disc of its own community alone', () => {
    const layout = layOutNetwork(layoutInput(alike(3, 10), [[0, 1, 10, 11]]));
    expect(layout.indicators.map(({ index, community }) => [index, community])).toEqual([
      [0, 0],
      [1, 1],
      [2, 2],
    ]);
  });

  it('starts from where the discs stood before', () => {
    const input = layoutInput(alike(12, 30));
    const before = layOutNetwork(input);
    const mirrored = new Map(
      input.communities.map(({ label }, c) => [label, { x: -before.discs[c].x, y: before.discs[c].y }]),
    );
    const { discs } = layOutNetwork(input, { previous: mirrored });
    discs.forEach((disc, c) => {
      expect(Math.hypot(disc.x + before.discs[c].x, disc.y - before.discs[c].y)).toBeLessThan(disc.r);
    });
  });
});

describe('edges', () => {
  it('join communities that share an indicator which two accounts hold in each', () => {
    const bridges = [
      [0, 1, 10, 11],
      [0, 1, 10, 11],
      [0, 1, 20],
    ];
    expect(edgesOf(layOutNetwork(layoutInput(alike(3, 10), bridges)))).toEqual(['0-1:2']);
  });

  it('are the three strongest of either end', () => {
    const bridges = fc.array(fc.uniqueArray(fc.nat(29), { minLength: 2, maxLength: 12 }), { maxLength: 30 });
    fc.assert(
      fc.property(bridges, (held) => {
        const input = layoutInput(alike(10, 3), held);
        expect(edgesOf(layOutNetwork(input))).toEqual(strongest(input));
      }),
    );
  });

  it('stay the three strongest beside a disc that shares with hundreds', () => {
    const pair = (a: number, b: number): number[] => [a * 2, a * 2 + 1, b * 2, b * 2 + 1];
    const hub = Array.from({ length: 270 }, (_, at) => pair(0, at + 1));
    // From disc 257 on, each has three stronger edges in a clique of four than the one to the hub.
    const cliques = [257, 261, 265].flatMap((c) =>
      [0, 1, 2, 3].flatMap((a) =>
        [0, 1, 2, 3].filter((b) => b > a).flatMap((b) => [pair(c + a, c + b), pair(c + a, c + b)]),
      ),
    );
    const input = layoutInput(alike(271, 2), [...hub, ...cliques]);
    expect(edgesOf(layOutNetwork(input))).toEqual(strongest(input));
  });
});

/** Edges by their definition: pairs of communities by the indicators that two accounts of each hold, each among the first three of one of its ends. */
function strongest(input: LayoutInput): string[] {
  const shared = new Map<string, number>();
  for (const { holders } of input.indicators) {
    const homes = Array.from(holders, (member) => input.community[member]);
    const touched = [...new Set(homes)]
      .filter((c) => homes.filter((home) => home === c).length >= 2)
      .sort((a, b) => a - b);
    touched.forEach((from, at) =>
      touched.slice(at + 1).forEach((to) => shared.set(`${from}-${to}`, (shared.get(`${from}-${to}`) ?? 0) + 1)),
    );
  }
  const edges = [...shared]
    .map(([ends, count]) => ({ ends: ends.split('-').map(Number), count }))
    .sort((a, b) => b.count - a.count || a.ends[0] - b.ends[0] || a.ends[1] - b.ends[1]);
  const rank = (edge: (typeof edges)[number], end: number): number =>
    edges.filter(({ ends }) => ends.includes(end)).indexOf(edge);
  return edges
    .filter((edge) => edge.ends.some((end) => rank(edge, end) < 3))
    .map(({ ends, count }) => `${ends[0]}-${ends[1]}:${count}`);
}
