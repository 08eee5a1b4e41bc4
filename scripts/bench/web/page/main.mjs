// The page of one drawer: loads it, and then, when told, fetches the graph and draws it.
import { framesDrawn, settled, watchCanvases } from './count-frames.mjs';

const DRAWERS = {
  iolaus: () => import('./drawers/iolaus.mjs'),
  'force-graph': () => import('./drawers/force-graph.mjs'),
  'vis-network': () => import('./drawers/vis-network.mjs'),
  cytoscape: () => import('./drawers/cytoscape.mjs'),
  sigma: () => import('./drawers/sigma.mjs'),
  nothing: () => import('./drawers/nothing.mjs'),
};

const longTasks = [];
new PerformanceObserver((list) => longTasks.push(...list.getEntries())).observe({ type: 'longtask', buffered: true });
watchCanvases();

const words = new URLSearchParams(location.search);
const drawer = await DRAWERS[words.get('drawer')]();
const element = document.getElementById('stage');
let view;

globalThis.bench = {
  framesDrawn,
  settled,
  /** Milliseconds from asking for the data until something of the graph, and until all of it, was drawn. */
  async load() {
    const asked = performance.now();
    let firstMs;
    view = await drawer.mount({
      element,
      manner: words.get('manner'),
      first: async () => {
        await settled();
        firstMs = performance.now() - asked;
      },
    });
    await settled();
    const wholeMs = performance.now() - asked;
    return { firstMs: firstMs ?? wholeMs, wholeMs };
  },
  held: () => view.held(),
  /** Where a click hits something; undefined when only looking tells. */
  target: () => view.target?.(),
  hovered: () => view.hovered?.() ?? -1,
  /** What a click opened, −1 for nothing; undefined when a click opens nothing in this view. */
  opened: () => view.opened?.(),
  /** Runs the drawer's own layout and stops it; false when it has none that runs in the page's main thread. */
  layOut: (runMs) => view.layOut?.(runMs) ?? false,
  /** Longest main-thread task over 50 ms since it was last asked for, in milliseconds; 0 when there was none. */
  async longestTask() {
    await new Promise((resolve) => setTimeout(resolve, 100));
    return Math.max(0, ...longTasks.splice(0).map(({ duration }) => duration));
  },
};
document.documentElement.dataset.bench = 'ready';
