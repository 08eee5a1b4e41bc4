import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leiden, splitDisconnected } from './leiden.js';
import { graphOf, type Graph } from './projection.js';
import { randomOf } from './testing/worlds.js';

type Edge = readonly [number, number, number?];

const graph = (vertices: number, edges: readonly Edge[]): Graph =>
  graphOf(
    edges.map(([v]) => v),
    edges.map(([, w]) => w),
    { weight: edges.map(([, , weight = 1]) => weight), vertices },
  );

const clique = (from: number, size: number): Edge[] =>
  Array.from({ length: size }, (_, i) => i).flatMap((i) =>
    Array.from({ length: size - i - 1 }, (_, k): Edge => [from + i, from + i + k + 1]),
  );

const cut = (of: Graph, seed = 7, resolution = 1): number[] => [...leiden(of, { resolution, seed, iterations: 6 })];

function modularity(of: Graph, partition: ArrayLike<number>): number {
  const total = of.weight.reduce((a, b) => a + b, 0);
  const strength = new Map<number, number>();
  let inside = 0;
  for (let v = 0; v < of.vertices; v++)
    for (let at = of.start[v]; at < of.start[v + 1]; at++) {
      strength.set(partition[v], (strength.get(partition[v]) ?? 0) + of.weight[at]);
      if (partition[v] === partition[of.neighbour[at]]) inside += of.weight[at];
    }
  return inside / total - [...strength.values()].reduce((sum, each) => sum + (each / total) ** 2, 0);
}

/** Zachary's karate club, 34 vertices from 0. */
const KARATE =
  '0-1 0-2 0-3 0-4 0-5 0-6 0-7 0-8 0-10 0-11 0-12 0-13 0-17 0-19 0-21 0-31 1-2 1-3 1-7 1-13 1-17 1-19 1-21 1-30 2-3 2-7 2-8 2-9 2-13 2-27 2-28 2-32 3-7 3-12 3-13 4-6 4-10 5-6 5-10 5-16 6-16 8-30 8-32 8-33 9-33 13-33 14-32 14-33 15-32 15-33 18-32 18-33 19-33 20-32 20-33 22-32 22-33 23-25 23-27 23-29 23-32 23-33 24-25 24-27 24-31 25-31 26-29 26-33 27-33 28-31 28-33 29-32 29-33 30-32 30-33 31-32 31-33 32-33'
    .split(' ')
    .map((edge): Edge => {
      const [v, w] = edge.split('-').map(Number);
      return [v, w];
    });

const edgesOf = fc
  .array(fc.tuple(fc.nat(19), fc.nat(19), fc.integer({ min: 1, max: 9 })), { maxLength: 60 })
  .map((list) => [
    ...new Map(
      list
        .filter(([v, w]) => v !== w)
        .map(([v, w, weight]): [string, Edge] => [`${Math.min(v, w)}-${Math.max(v, w)}`, [v, w, weight / 3]]),
    ).values(),
  ]);

describe('leiden', () => {
  it('finds two cliques behind one bridge', () => {
    expect(cut(graph(10, [...clique(0, 5), ...clique(5, 5), [4, 5]]))).toEqual([0, 0, 0, 0, 0, 1, 1, 1, 1, 1]);
  });

  it('finds every clique of a ring of cliques', () => {
    const ring = Array.from({ length: 6 }, (_, k): Edge => [k * 5, ((k + 1) % 6) * 5 + 1]);
    const parts = cut(graph(30, [...ring, ...Array.from({ length: 6 }, (_, k) => clique(k * 5, 5)).flat()]));
    expect(parts).toEqual(Array.from({ length: 30 }, (_, v) => Math.floor(v / 5)));
  });

  it('reaches the best known modularity of the karate club with some seed, and comes near with all', () => {
    const club = graph(34, KARATE);
    const values = Array.from({ length: 10 }, (_, seed) => modularity(club, cut(club, seed)));
    expect(KARATE).toHaveLength(78);
    expect(Math.max(...values)).toBeCloseTo(0.4198, 3);
    expect(Math.min(...values)).toBeGreaterThan(0.39);
  });

  it('follows weights, not the number of edges', () => {
    const weak: Edge[] = [
      [0, 1, 10],
      [2, 3, 10],
      [0, 2, 0.1],
      [1, 3, 0.1],
      [0, 3, 0.1],
    ];
    expect(cut(graph(4, weak))).toEqual([0, 0, 1, 1]);
  });

  it('cuts finer at a higher resolution', () => {
    const club = graph(34, KARATE);
    expect(new Set(cut(club, 7, 4)).size).toBeGreaterThan(new Set(cut(club, 7, 1)).size);
    expect(new Set(cut(club, 7, 0.01)).size).toBe(1);
  });

  it('gives every community in one piece, and the same partition for the same seed', () => {
    fc.assert(
      fc.property(edgesOf, fc.nat(100), (edges, seed) => {
        const of = graph(20, edges);
        const partition = leiden(of, { resolution: 1, seed, iterations: 6 });
        expect([...splitDisconnected(of, partition)]).toEqual([...partition]);
        expect(cut(of, seed)).toEqual([...partition]);
      }),
    );
  });

  it('is never worse than everybody alone', () => {
    fc.assert(
      fc.property(edgesOf, (edges) => {
        if (edges.length === 0) return;
        const of = graph(20, edges);
        const alone = Array.from({ length: 20 }, (_, v) => v);
        expect(modularity(of, cut(of))).toBeGreaterThanOrEqual(modularity(of, alone) - 1e-9);
      }),
    );
  });

  it('leaves vertices alone that have no edge', () => {
    expect(cut(graph(3, []))).toEqual([0, 1, 2]);
    expect(cut(graph(4, [[1, 2]]))).toEqual([0, 1, 1, 2]);
  });

  it('recovers planted blocks of a larger random graph', () => {
    const random = randomOf(11);
    const edges: Edge[] = [];
    for (let v = 0; v < 200; v++)
      for (let w = v + 1; w < 200; w++)
        if (random() < (Math.floor(v / 50) === Math.floor(w / 50) ? 0.3 : 0.01)) edges.push([v, w]);
    const parts = cut(graph(200, edges));
    const right = parts.filter((part, v) => part === parts[Math.floor(v / 50) * 50]).length;
    expect(new Set(parts).size).toBe(4);
    expect(right).toBeGreaterThanOrEqual(198);
  });
});

describe('splitDisconnected', () => {
  it('parts what one number holds together without a path', () => {
    const of = graph(5, [
      [0, 1],
      [2, 3],
    ]);
    expect([...splitDisconnected(of, Uint32Array.of(0, 0, 0, 0, 0))]).toEqual([0, 0, 1, 1, 2]);
  });
});
