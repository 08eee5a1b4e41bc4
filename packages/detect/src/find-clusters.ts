import { attach, attachCores, dropSmall, mergeCores, restate, type Cluster } from './clusters.js';
import type { Incidence } from './incidence.js';
import { leiden } from './leiden.js';
import type { DetectParameters } from './parameters.js';
import { graphOf, type Graph, type Projection } from './projection.js';
import { recallFrom } from './remembered.js';

/** Cuts the projection into clusters of indicators, attaches accounts in rounds, and joins clusters that turn out to be one. */
export function findClusters(incidence: Incidence, projection: Projection, parameters: DetectParameters): Cluster[] {
  let clusters = attachCores(incidence, cutCores({ incidence, projection, parameters }), parameters);
  for (let round = 1; round < parameters.rounds; round++) {
    const joined = attachCores(incidence, mergeCores(clusters, incidence), parameters);
    clusters = attach(incidence, joined, parameters);
  }
  return dropSmall(clusters, parameters.leastMembers).map((cluster) => restate(incidence, cluster));
}

interface Cutting {
  readonly incidence: Incidence;
  readonly projection: Projection;
  readonly parameters: DetectParameters;
}

/** Share of a core's first members that a cut must leave in one of its parts. */
const KEPT_BY_CUT = 0.98;

/**
 * Cores of at least two indicators. Modularity over the whole graph joins small groups that hardly touch (its resolution limit: Fortunato and Barthélemy 2007), so each core
 * is cut again inside its own subgraph, as long as the parts stand by themselves: they keep the members, and are not joined again by what their accounts hold.
 */
function cutCores(cutting: Cutting): Uint32Array[] {
  const { graph } = cutting.projection;
  const whole = Uint32Array.from({ length: graph.vertices }, (_, v) => v);
  return partsOf(cutting, whole)
    .flatMap((part) => cutFurther(cutting, part))
    .map((part) => indicatorsOf(cutting.projection, part))
    .filter((core) => core.length >= 2);
}

/** Leiden on the subgraph of these vertices. */
function partsOf({ incidence, projection, parameters }: Cutting, vertices: Uint32Array): Uint32Array[] {
  const graph = subgraph(projection.graph, vertices);
  const partition = recallFrom(incidence, 'partition', { columns: [graph.start, graph.neighbour, graph.weight] }, () =>
    leiden(graph, { resolution: parameters.networkResolution, seed: parameters.seed, iterations: 6 }),
  );
  const parts = new Map<number, number[]>();
  partition.forEach((part, at) => {
    const found = parts.get(part);
    if (found) found.push(vertices[at]);
    else parts.set(part, [vertices[at]]);
  });
  return [...parts.values()].map((each) => Uint32Array.from(each));
}

function cutFurther(cutting: Cutting, vertices: Uint32Array): Uint32Array[] {
  const { incidence, projection, parameters } = cutting;
  const whole = attachCores(incidence, [indicatorsOf(projection, vertices)], parameters);
  const before = whole[0]?.members.length ?? 0;
  if (before < 2 * parameters.leastMembers) return [vertices];
  const parts = partsOf(cutting, vertices);
  if (parts.length < 2) return [vertices];
  const cores = parts.map((part) => indicatorsOf(projection, part));
  const groups = mergeCores(attachCores(incidence, cores, parameters), incidence);
  const after = attachCores(incidence, groups, parameters).filter(
    (cluster) => cluster.members.length >= parameters.leastMembers,
  );
  const kept = after.reduce((sum, cluster) => sum + cluster.members.length, 0);
  if (after.length < 2 || kept < KEPT_BY_CUT * before) return [vertices];
  // A part that is the whole again, less what nobody holds, cannot be cut any further.
  return groupVertices(cutting, vertices, groups).flatMap((part) =>
    part.length < vertices.length ? cutFurther(cutting, part) : [part],
  );
}

/** The vertices by group of indicators; a vertex in several groups stays with the first, one in none is left out. */
function groupVertices({ projection }: Cutting, vertices: Uint32Array, groups: readonly Uint32Array[]): Uint32Array[] {
  const groupOf = new Map<number, number>();
  groups.forEach((group, at) =>
    group.forEach((e) => {
      if (!groupOf.has(e)) groupOf.set(e, at);
    }),
  );
  return groups.map((_, at) => vertices.filter((v) => groupOf.get(projection.indicator[v]) === at));
}

const indicatorsOf = (projection: Projection, vertices: Uint32Array): Uint32Array =>
  Uint32Array.from(vertices, (v) => projection.indicator[v]).sort();

/** The graph among some vertices, numbered by their place in the list. */
function subgraph(graph: Graph, vertices: Uint32Array): Graph {
  const place = placesIn(graph);
  for (let at = 0; at < vertices.length; at++) place[vertices[at]] = at;
  const first: number[] = [];
  const second: number[] = [];
  const weight: number[] = [];
  vertices.forEach((v, at) => {
    for (let edge = graph.start[v]; edge < graph.start[v + 1]; edge++) {
      const other = place[graph.neighbour[edge]];
      if (other <= at) continue;
      first.push(at);
      second.push(other);
      weight.push(graph.weight[edge]);
    }
  });
  for (const v of vertices) place[v] = -1;
  return graphOf(first, second, { weight, vertices: vertices.length });
}

const places = new WeakMap<Graph, Int32Array>();

/** A column over the vertices of a graph, −1 throughout, that is made once: thousands of parts are looked at. Whoever uses it leaves it as found. */
function placesIn(graph: Graph): Int32Array {
  const known = places.get(graph);
  if (known) return known;
  const place = new Int32Array(graph.vertices).fill(-1);
  places.set(graph, place);
  return place;
}
