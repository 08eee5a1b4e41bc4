import { describe, expect, it } from 'vitest';
import { buildIncidence } from './incidence.js';
import { DEFAULT_PARAMETERS } from './parameters.js';
import { graphOf, projectIndicators, type Projection } from './projection.js';
import { buildTables, type TestAccount } from './testing/build-tables.js';
import { campaign, randomOf, strangers } from './testing/worlds.js';

function project(accounts: readonly TestAccount[], knobs: Partial<typeof DEFAULT_PARAMETERS> = {}) {
  const tables = buildTables(accounts);
  const parameters = { ...DEFAULT_PARAMETERS, ...knobs };
  const projection = projectIndicators(buildIncidence(tables, parameters), tables, parameters);
  return { tables, projection, pairs: pairsOf(projection, tables.sightings.indicatorValue) };
}

function pairsOf({ graph, indicator }: Projection, values: readonly string[]): string[] {
  const pairs: string[] = [];
  for (let v = 0; v < graph.vertices; v++)
    for (let at = graph.start[v]; at < graph.start[v + 1]; at++)
      if (v < graph.neighbour[at]) pairs.push(`${values[indicator[v]]} ${values[indicator[graph.neighbour[at]]]}`);
  return pairs.sort();
}

const pad = (at: number): string => String(at).padStart(4, '0');

/** Six accounts share a card and an address; a thousand others share nothing. */
const planted: TestAccount[] = Array.from({ length: 1000 }, (_, at) => ({
  id: pad(at),
  holds:
    at < 6
      ? [
          ['payment-method', 'card'],
          ['ip', '10.1.1.1'],
        ]
      : [
          ['payment-method', `card-${at >> 1}`],
          ['ip', `10.2.${at >> 8}.${at & 255}`],
        ],
}));

describe('projectIndicators', () => {
  it('joins exactly the pair that meets more often than chance', () => {
    const { pairs, projection } = project(planted);
    expect(pairs).toEqual(['10.1.1.1 card']);
    expect(projection.kept).toBe(1);
    expect(projection.graph.vertices).toBe(2);
  });

  it('weighs a pair by its meetings above chance over the mean of both reaches', () => {
    const { projection } = project(planted);
    expect(projection.graph.weight[0]).toBeGreaterThan(0.9);
    expect(projection.graph.weight[0]).toBeLessThanOrEqual(1);
    expect(projection.graph.weight[0]).toBe(projection.graph.weight[1]);
  });

  it('tests all pairs of linkable indicators, met or not', () => {
    const { projection } = project(planted);
    // Two planted ones and 497 cards of two.
    expect(projection.tested).toBe((499 * 498) / 2);
  });

  it.each(['subnet', 'asn-user-agent'])('does not count the meeting of an address with its own %s', (derived) => {
    const { pairs } = project(
      planted.map((each) => ({
        ...each,
        holds: each.holds.map(([kind, value]) => (kind === 'payment-method' ? [derived, value] : [kind, value])),
      })),
      { leastBits: 0.1 },
    );
    expect(pairs).toEqual([]);
  });

  it('needs two accounts on which a pair meets', () => {
    const once = planted.map((each, at): TestAccount =>
      at > 0 && at < 6 ? { ...each, holds: [each.holds[at % 2]] } : each,
    );
    expect(project(once).pairs).toEqual([]);
  });

  it('keeps next to nothing of a world wired at random: the false discovery rate holds', () => {
    const random = randomOf(3);
    const wired: TestAccount[] = Array.from({ length: 1500 }, (_, at) => ({
      id: pad(at),
      holds: [
        ['payment-method', `card-${Math.floor(random() * 300)}`],
        ['ip', `10.0.0.${Math.floor(random() * 250)}`],
        ['prompt-template', `t-${Math.floor(random() * 200)}`],
      ],
    }));
    const { projection } = project(wired);
    expect(projection.tested).toBeGreaterThan(200_000);
    expect(projection.kept).toBeLessThanOrEqual(2);
    // The same meetings without correction would give thousands.
    expect(project(wired, { fdr: 100_000 }).projection.kept).toBeGreaterThan(50);
  });

  it('pairs only the rarest indicators of an account that holds very many', () => {
    const heavy = planted.map((each, at): TestAccount => {
      const template = at < 12 ? 'common' : `own-${at >> 1}`;
      return { ...each, holds: [...each.holds, ['prompt-template', template]] };
    });
    const { pairs } = project(heavy, { mostPerAccount: 2 });
    expect(pairs).toContain('10.1.1.1 card');
    expect(pairs).not.toContain('10.1.1.1 common');
    expect(project(heavy).pairs).toContain('10.1.1.1 common');
  });

  it('gives the same graph when accounts come in another order', () => {
    const accounts = [...strangers(400, 1), ...campaign('red', 40, 5)];
    const renamed = accounts.map((each, at) => ({ ...each, id: pad((at * 397) % 440) }));
    expect(project(renamed).pairs).toEqual(project(accounts).pairs);
    expect(project(accounts).pairs.length).toBeGreaterThan(20);
  });
});

describe('graphOf', () => {
  it('holds every edge at both ends with its weight', () => {
    const graph = graphOf([0, 1], [1, 2], { weight: [2, 3], vertices: 4 });
    expect([...graph.start]).toEqual([0, 1, 3, 4, 4]);
    expect([...graph.neighbour]).toEqual([1, 0, 2, 1]);
    expect([...graph.weight]).toEqual([2, 2, 3, 3]);
  });
});

describe('an indicator that many hold', () => {
  /** A campaign of 60 with a prompt that all of them use, among 1,500 strangers of whom so many use it too. */
  const world = (outside: number) =>
    project([
      ...campaign('red', 60, 3).map((each) => ({
        ...each,
        holds: [...each.holds, ['prompt-template', 'common'] as const],
      })),
      ...strangers(1500, 2).map((each, at) =>
        at < outside ? { ...each, holds: [...each.holds, ['prompt-template', 'common'] as const] } : each,
      ),
    ]).pairs.filter((pair) => pair.split(' ').includes('common')).length;

  it('joins others while most of its accounts belong together', () => {
    expect(world(0)).toBeGreaterThan(0);
    expect(world(20)).toBeGreaterThan(0);
  });

  it('joins nothing when strangers hold it more', () => {
    expect(world(200)).toBe(0);
  });
});
