const plain = ({ nodes, links }) => ({ nodes: nodes.length, links: links.length });
const ours = ({ frame }) => ({ nodes: frame.accountX.length, links: frame.linkAccount.length });
const none = () => ({ nodes: 0, links: 0 });

/** What draws, and how: `holds` is what it must have in hand after the load, `draws` what its far view shows. */
export const DRAWERS = {
  iolaus: {
    library: 'iolaus',
    manner: 'default',
    holds: ours,
    draws: 'accounts, discs, edges between discs; links when selected',
  },
  'force-graph': { library: 'force-graph', manner: 'default', holds: plain, draws: 'nodes and links' },
  'force-graph tuned': {
    library: 'force-graph',
    manner: 'tuned',
    holds: plain,
    draws: 'nodes and links; no pointer interaction',
  },
  'force-graph no links': {
    library: 'force-graph',
    manner: 'no-links',
    holds: plain,
    draws: 'nodes; no pointer interaction',
  },
  'vis-network': { library: 'vis-network', manner: 'default', holds: plain, draws: 'nodes and curved links' },
  'vis-network tuned': {
    library: 'vis-network',
    manner: 'tuned',
    holds: plain,
    draws: 'nodes and straight links, hidden while moving',
  },
  cytoscape: { library: 'cytoscape', manner: 'default', holds: plain, draws: 'nodes and links' },
  'cytoscape tuned': {
    library: 'cytoscape',
    manner: 'tuned',
    holds: plain,
    draws: 'nodes and links, a picture of them while moving',
  },
  sigma: { library: 'sigma', manner: 'default', holds: plain, draws: 'nodes and links, its default programs' },
  'sigma tuned': {
    library: 'sigma',
    manner: 'tuned',
    holds: plain,
    draws: 'nodes as points and one-pixel links, hidden while moving',
  },
  nothing: { library: 'nothing', manner: 'default', holds: none, draws: 'nothing: what measuring itself costs' },
};
