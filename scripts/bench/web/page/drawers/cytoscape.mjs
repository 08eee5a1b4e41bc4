import cytoscape from 'cytoscape';
import { cameraOver, fetchPlainGraph, LINK_COLOUR, NODE_RADIUS, waitMs } from './plain-graph.mjs';

/** Manners: `default`; `tuned` = a picture of the graph is moved instead of it, edges hide on the way, one canvas pixel a pixel: its documented settings for large graphs. */
export async function mount({ element, manner }) {
  const { nodes, links } = await fetchPlainGraph();
  const camera = cameraOver(nodes, element);
  const view = cytoscape({
    container: element,
    elements: {
      nodes: nodes.map(({ id, x, y, colour }) => ({ data: { id, colour }, position: { x, y } })),
      edges: links.map(({ source, target }, at) => ({ data: { id: `link-${at}`, source, target } })),
    },
    style: [
      {
        selector: 'node',
        style: { width: 2 * NODE_RADIUS, height: 2 * NODE_RADIUS, 'background-color': 'data(colour)' },
      },
      { selector: 'edge', style: { width: 0.3, 'line-color': LINK_COLOUR } },
    ],
    layout: { name: 'preset', fit: false },
    zoom: camera.scale,
    pan: {
      x: element.clientWidth / 2 - camera.x * camera.scale,
      y: element.clientHeight / 2 - camera.y * camera.scale,
    },
    ...(manner === 'tuned' && { textureOnViewport: true, hideEdgesOnViewport: true, pixelRatio: 1 }),
  });
  await new Promise((resolve) => view.one('render', resolve));
  return {
    held: () => ({ nodes: view.nodes().length, links: view.edges().length }),
    target: () => view.getElementById(nodes[0].id).renderedPosition(),
    async layOut(runMs) {
      const layout = view.layout({ name: 'cose', animate: true, randomize: false, fit: false });
      const stopped = layout.promiseOn('layoutstop');
      layout.run();
      await waitMs(runMs);
      layout.stop();
      await stopped;
      return true;
    },
  };
}
