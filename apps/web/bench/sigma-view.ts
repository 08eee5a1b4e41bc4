// Sigma by itself, with every link drawn, for `npm run bench web`.
import Graph from 'graphology';
import { Sigma } from 'sigma';
import { EdgeLineProgram, NodePointProgram } from 'sigma/rendering';

/** A graph as plain objects. */
export interface PlainGraph {
  readonly nodes: readonly { readonly id: string; readonly x: number; readonly y: number; readonly colour: string }[];
  readonly links: readonly { readonly source: string; readonly target: string }[];
}

/** Sigma's programs: its defaults (circles and rectangles), or its cheapest (points and one-pixel lines, hidden while the camera moves). */
export type SigmaPrograms = 'default' | 'cheapest';

/** Draws a graph with sigma; two holders may share more than one indicator, so links may be parallel. */
export function mountSigma(element: HTMLElement, plain: PlainGraph, programs: SigmaPrograms): Sigma {
  const graph = new Graph({ multi: true, type: 'undirected' });
  for (const { id, x, y, colour } of plain.nodes) graph.addNode(id, { x, y: -y, size: 1.2, color: colour });
  for (const { source, target } of plain.links) graph.addEdge(source, target, { size: 0.3, color: '#3b4a63' });
  if (programs === 'default') return new Sigma(graph, element, {});
  return new Sigma(graph, element, {
    defaultNodeType: 'point',
    nodeProgramClasses: { point: NodePointProgram },
    edgeProgramClasses: { line: EdgeLineProgram },
    hideEdgesOnMove: true,
    renderLabels: false,
  });
}
