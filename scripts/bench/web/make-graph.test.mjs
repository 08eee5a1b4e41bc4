import { describe, expect, it } from 'vitest';
import { makeGraph } from './make-graph.mjs';

const SMALL = { accounts: 400, indicators: 90, links: 1500 };

describe('a graph of the bench', () => {
  it('counts the same accounts and links as a frame and as objects', () => {
    const { frame, nodes, links } = makeGraph({ ...SMALL, linksAs: 'accounts' }, 1);
    expect([frame.accountX.length, nodes.length]).toEqual([400, 400]);
    expect([frame.linkAccount.length, links.length]).toEqual([1500, 1500]);
  });

  it('gives indicators as nodes where links are what accounts hold', () => {
    const { frame, nodes, links } = makeGraph({ ...SMALL, linksAs: 'holdings' }, 1);
    expect(nodes).toHaveLength(490);
    expect(new Set(links.map(({ target }) => target))).toEqual(new Set(frame.indicatorValues));
  });

  it('links no account with itself, and none that is not there', () => {
    const { nodes, links } = makeGraph({ ...SMALL, linksAs: 'accounts' }, 1);
    const ids = new Set(nodes.map(({ id }) => id));
    expect(ids.size).toBe(400);
    expect(links.filter(({ source, target }) => source === target || !ids.has(source) || !ids.has(target))).toEqual([]);
  });

  it('puts every node where the frame has it', () => {
    const { frame, nodes } = makeGraph({ ...SMALL, linksAs: 'accounts' }, 1);
    for (const [at, { x, y }] of nodes.entries()) {
      expect(x).toBeCloseTo(frame.accountX[at], 1);
      expect(y).toBeCloseTo(frame.accountY[at], 1);
    }
  });

  it('is the same for the same seed, another for another', () => {
    const of = (seed) => makeGraph({ ...SMALL, linksAs: 'accounts' }, seed);
    expect(of(5)).toEqual(of(5));
    expect(of(5).links).not.toEqual(of(6).links);
  });
});
