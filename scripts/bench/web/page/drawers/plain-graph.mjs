/** What every drawer but ours is given: objects with ids, positions and a colour by community. */
export async function fetchPlainGraph() {
  const graph = await (await fetch('graph.json')).json();
  for (const node of graph.nodes) node.colour = COLOURS[node.community % COLOURS.length];
  return graph;
}

const COLOURS = ['#7aa2f7', '#e0af68', '#9ece6a', '#bb9af7', '#7dcfff', '#f7768e', '#73daca', '#c0caf5'];

/** The camera that shows a whole graph: its middle, and pixels a world unit. */
export function cameraOver(nodes, element) {
  const range = (of) =>
    nodes.reduce(([low, high], node) => [Math.min(low, of(node)), Math.max(high, of(node))], [1 / 0, -1 / 0]);
  const [left, right] = range(({ x }) => x);
  const [top, bottom] = range(({ y }) => y);
  return {
    x: (left + right) / 2,
    y: (top + bottom) / 2,
    scale: 0.94 * Math.min(element.clientWidth / (right - left), element.clientHeight / (bottom - top)),
  };
}

/** Radius of a node in world units; neighbours of a sunflower stand six apart. */
export const NODE_RADIUS = 2.5;
export const LINK_COLOUR = '#3b4a63';

export const waitMs = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
