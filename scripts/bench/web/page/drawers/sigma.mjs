import { mountSigma } from '../../../../../apps/web/bench/sigma-view.ts';
import { fetchPlainGraph } from './plain-graph.mjs';

/** Manners: `default` = its default programs; `tuned` = its cheapest. It has no layout of its own. */
export async function mount({ element, manner }) {
  const graph = await fetchPlainGraph();
  const view = mountSigma(element, graph, manner === 'tuned' ? 'cheapest' : 'default');
  return {
    held: () => ({ nodes: view.getGraph().order, links: view.getGraph().size }),
    target: () => view.graphToViewport(view.getGraph().getNodeAttributes(graph.nodes[0].id)),
  };
}
