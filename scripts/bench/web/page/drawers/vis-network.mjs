import { DataSet } from 'vis-data';
import { Network } from 'vis-network';
import { cameraOver, fetchPlainGraph, LINK_COLOUR, NODE_RADIUS, waitMs } from './plain-graph.mjs';

const TUNED = {
  edges: { smooth: false },
  interaction: { hideEdgesOnDrag: true, hideEdgesOnZoom: true },
};

/** Manners: `default` but for the layout, which is off; `tuned` = straight edges that hide while dragged and zoomed, its documented settings for large graphs. */
export async function mount({ element, manner }) {
  const { nodes, links } = await fetchPlainGraph();
  const camera = cameraOver(nodes, element);
  const view = new Network(
    element,
    {
      nodes: new DataSet(nodes.map(({ id, x, y, colour }) => ({ id, x, y, color: colour }))),
      edges: new DataSet(links.map(({ source, target }) => ({ from: source, to: target }))),
    },
    {
      physics: false,
      layout: { improvedLayout: false },
      nodes: { shape: 'dot', size: NODE_RADIUS, borderWidth: 0 },
      edges: { color: LINK_COLOUR, width: 0.3, ...(manner === 'tuned' && TUNED.edges) },
      ...(manner === 'tuned' && { interaction: TUNED.interaction }),
    },
  );
  view.moveTo({ position: camera, scale: camera.scale, animation: false });
  await new Promise((resolve) => view.once('afterDrawing', resolve));
  return {
    held: () => ({ nodes: view.body.nodeIndices.length, links: view.body.edgeIndices.length }),
    target: () => view.canvasToDOM(nodes[0]),
    async layOut(runMs) {
      view.setOptions({ physics: { enabled: true, stabilization: false } });
      await waitMs(runMs);
      view.stopSimulation();
      await waitMs(0);
      return true;
    },
  };
}
