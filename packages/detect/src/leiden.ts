import { group } from './incidence.js';
import type { Graph } from './projection.js';

/** Options of {@link leiden}. */
export interface LeidenOptions {
  readonly resolution: number;
  readonly seed: number;
  /** Rounds of move, refine, aggregate; it stops earlier when nothing changes. */
  readonly iterations: number;
}

/**
 * Leiden (Traag, Waltman, van Eck 2019) for modularity: local moves, refinement inside communities, aggregation of the refined parts. Every community is connected:
 * the result is split into its connected pieces at the end. Gives the community of each vertex, numbered by first vertex. Deterministic for a seed.
 */
export function leiden(graph: Graph, options: LeidenOptions): Uint32Array {
  const random = randomOf(options.seed);
  let level: Level = { graph, strength: strengthsOf(graph), loops: new Float64Array(graph.vertices) };
  const total = level.strength.reduce((sum, each) => sum + each, 0);
  if (total === 0) return Uint32Array.from({ length: graph.vertices }, (_, v) => v);
  let partition = identity(graph.vertices);
  const toLevel = identity(graph.vertices);
  let result = partition;
  for (let round = 0; round < options.iterations; round++) {
    const moved = moveNodes(level, partition, { resolution: options.resolution, total, random });
    result = Uint32Array.from(toLevel, (v) => partition[v]);
    if (!moved) break;
    const refined = refine(level, partition, { resolution: options.resolution, total, random });
    const count = renumber(refined);
    if (count === level.graph.vertices) break;
    const coarse = new Uint32Array(count);
    refined.forEach((part, v) => (coarse[part] = partition[v]));
    // Communities must be numbered below the vertices of the coarser level: their sums are kept in columns of that length.
    renumber(coarse);
    toLevel.forEach((v, at) => (toLevel[at] = refined[v]));
    level = aggregate(level, refined, count);
    partition = coarse;
  }
  return splitDisconnected(graph, result);
}

interface Level {
  readonly graph: Graph;
  /** Weighted degree with loops counted twice. */
  readonly strength: Float64Array;
  readonly loops: Float64Array;
}

interface Gain {
  readonly resolution: number;
  readonly total: number;
  readonly random: () => number;
}

const identity = (count: number): Uint32Array => Uint32Array.from({ length: count }, (_, at) => at);

function strengthsOf(graph: Graph): Float64Array {
  return Float64Array.from({ length: graph.vertices }, (_, v) => {
    let sum = 0;
    for (let at = graph.start[v]; at < graph.start[v + 1]; at++) sum += graph.weight[at];
    return sum;
  });
}

/** Fast local moving with a queue; changes `partition` in place, tells whether anything moved. */
function moveNodes({ graph, strength }: Level, partition: Uint32Array, gain: Gain): boolean {
  const size = new Float64Array(graph.vertices);
  partition.forEach((c, v) => (size[c] += strength[v]));
  const queue = shuffled(graph.vertices, gain.random);
  const isQueued = new Uint8Array(graph.vertices).fill(1);
  const toward = new Float64Array(graph.vertices);
  let moved = false;
  for (let head = 0; head < queue.length; head++) {
    const v = queue[head];
    isQueued[v] = 0;
    const own = partition[v];
    const touched = weightsToward(graph, v, { partition, toward });
    size[own] -= strength[v];
    let best = own;
    let bestGain = toward[own] - (gain.resolution * strength[v] * size[own]) / gain.total;
    for (const c of touched) {
      const g = toward[c] - (gain.resolution * strength[v] * size[c]) / gain.total;
      if (g > bestGain + 1e-12) {
        best = c;
        bestGain = g;
      }
    }
    size[best] += strength[v];
    for (const c of touched) toward[c] = 0;
    toward[own] = 0;
    if (best === own) continue;
    moved = true;
    partition[v] = best;
    for (let at = graph.start[v]; at < graph.start[v + 1]; at++) {
      const w = graph.neighbour[at];
      if (partition[w] === best || isQueued[w] === 1) continue;
      isQueued[w] = 1;
      queue.push(w);
    }
  }
  return moved;
}

function weightsToward(graph: Graph, v: number, into: { partition: Uint32Array; toward: Float64Array }): number[] {
  const touched: number[] = [];
  for (let at = graph.start[v]; at < graph.start[v + 1]; at++) {
    const c = into.partition[graph.neighbour[at]];
    if (into.toward[c] === 0) touched.push(c);
    into.toward[c] += graph.weight[at];
  }
  return touched;
}

/** Merges single vertices into well-connected parts, inside each community alone; a part is connected by construction. */
function refine({ graph, strength }: Level, partition: Uint32Array, gain: Gain): Uint32Array {
  const refined = identity(graph.vertices);
  const size = Float64Array.from(strength);
  const isAlone = new Uint8Array(graph.vertices).fill(1);
  const toward = new Float64Array(graph.vertices);
  for (const v of shuffled(graph.vertices, gain.random)) {
    if (isAlone[v] === 0) continue;
    const touched: number[] = [];
    for (let at = graph.start[v]; at < graph.start[v + 1]; at++) {
      const w = graph.neighbour[at];
      if (partition[w] !== partition[v]) continue;
      const part = refined[w];
      if (toward[part] === 0) touched.push(part);
      toward[part] += graph.weight[at];
    }
    let best = -1;
    let bestGain = 1e-12;
    for (const part of touched) {
      if (part === refined[v]) continue;
      const g = toward[part] - (gain.resolution * strength[v] * size[part]) / gain.total;
      if (g > bestGain) {
        best = part;
        bestGain = g;
      }
    }
    for (const part of touched) toward[part] = 0;
    if (best < 0) continue;
    size[refined[v]] -= strength[v];
    refined[v] = best;
    size[best] += strength[v];
    isAlone[v] = 0;
    isAlone[best] = 0;
  }
  return refined;
}

/** Numbers the parts 0 … n−1 by first vertex, in place; gives n. */
function renumber(part: Uint32Array): number {
  const numbers = new Map<number, number>();
  part.forEach((each, v) => {
    let number = numbers.get(each);
    if (number === undefined) numbers.set(each, (number = numbers.size));
    part[v] = number;
  });
  return numbers.size;
}

function aggregate(level: Level, part: Uint32Array, count: number): Level {
  const { graph } = level;
  const strength = new Float64Array(count);
  const loops = new Float64Array(count);
  const start = new Uint32Array(count + 1);
  const neighbour = new Uint32Array(graph.neighbour.length);
  const weight = new Float64Array(graph.neighbour.length);
  const toward = new Float64Array(count);
  const own = group(part, identity(graph.vertices), count);
  let next = 0;
  for (let p = 0; p < count; p++) {
    for (const v of own.items.subarray(own.start[p], own.start[p + 1])) {
      strength[p] += level.strength[v];
      loops[p] += level.loops[v];
      for (let at = graph.start[v]; at < graph.start[v + 1]; at++) {
        const other = part[graph.neighbour[at]];
        if (other === p) loops[p] += graph.weight[at] / 2;
        else {
          if (toward[other] === 0) neighbour[next++] = other;
          toward[other] += graph.weight[at];
        }
      }
    }
    for (let at = start[p]; at < next; at++) {
      weight[at] = toward[neighbour[at]];
      toward[neighbour[at]] = 0;
    }
    start[p + 1] = next;
  }
  const edges = { neighbour: neighbour.slice(0, next), weight: weight.slice(0, next) };
  return { graph: { vertices: count, start, ...edges }, strength, loops };
}

/** The connected pieces of each community, numbered by first vertex. */
export function splitDisconnected(graph: Graph, partition: Uint32Array): Uint32Array {
  const piece = new Uint32Array(graph.vertices).fill(0xffffffff);
  let pieces = 0;
  for (let v = 0; v < graph.vertices; v++) {
    if (piece[v] !== 0xffffffff) continue;
    const stack = [v];
    piece[v] = pieces;
    for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
      for (let at = graph.start[top]; at < graph.start[top + 1]; at++) {
        const w = graph.neighbour[at];
        if (piece[w] !== 0xffffffff || partition[w] !== partition[v]) continue;
        piece[w] = pieces;
        stack.push(w);
      }
    }
    pieces++;
  }
  return piece;
}

function shuffled(count: number, random: () => number): number[] {
  const order = Array.from({ length: count }, (_, at) => at);
  for (let at = count - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other], order[at]];
  }
  return order;
}

/** A small seeded generator (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
