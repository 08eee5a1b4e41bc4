import ForceGraph from 'force-graph';
import { cameraOver, fetchPlainGraph, LINK_COLOUR, NODE_RADIUS } from './plain-graph.mjs';

/** Manners: `default`; `tuned` = pointer interaction off, which its documentation names for most performance; `no-links` = tuned, and links not drawn. */
export async function mount({ element, manner }) {
  const { nodes, links } = await fetchPlainGraph();
  const camera = cameraOver(nodes, element);
  const view = new ForceGraph(element)
    .nodeRelSize(NODE_RADIUS)
    .nodeColor('colour')
    .linkColor(() => LINK_COLOUR)
    .cooldownTicks(0);
  if (manner !== 'default') view.enablePointerInteraction(false);
  if (manner === 'no-links') view.linkVisibility(false);
  const drawn = new Promise((resolve) => view.onEngineStop(resolve));
  view.graphData({ nodes, links });
  await drawn;
  view.zoom(camera.scale).centerAt(camera.x, camera.y);
  return {
    held: () => ({ nodes: view.graphData().nodes.length, links: view.graphData().links.length }),
    target: () => view.graph2ScreenCoords(nodes[0].x, nodes[0].y),
    async layOut(runMs) {
      const stopped = new Promise((resolve) => view.onEngineStop(resolve));
      view.cooldownTicks(Infinity).cooldownTime(runMs).d3ReheatSimulation();
      await stopped;
      return true;
    },
  };
}
