import { ACCOUNT_FACETS, type AccountCounts, type AccountFacet, type AccountQuery } from '@iolaus/contracts';
import type { AccountCell } from '@iolaus/ingest';

/** Facets in the order of a cell's figures. */
const FACETS = [
  'tier',
  'held',
  'size',
  'volume',
  'first',
  'verdict',
  'changed',
] as const satisfies readonly AccountFacet[];

const SETS: ReadonlySet<AccountFacet> = new Set(['held', 'changed']);

/** Whether accounts of a cell have a value of a facet. */
const has = (cell: AccountCell, facet: number, value: number): boolean =>
  SETS.has(FACETS[facet]!) ? (cell[facet]! & (1 << value)) !== 0 : cell[facet] === value;

/** What a query shows and each value of its facets would, out of the counts of every combination; `all` are those without its text. */
export function countCells(
  cells: readonly AccountCell[],
  all: readonly AccountCell[],
  query: AccountQuery,
): AccountCounts {
  const chosen = FACETS.map((id) => {
    const words: readonly string[] = ACCOUNT_FACETS[id];
    const values = query[id] ?? [];
    // As in the table: a value that a facet has not is nobody's.
    return values.length === 0 ? undefined : values.map((value) => words.indexOf(value)).filter((at) => at >= 0);
  });
  const passes = (cell: AccountCell, except: number): boolean =>
    chosen.every((values, at) => at === except || !values || values.some((value) => has(cell, at, value)));
  const sum = (of: readonly AccountCell[], except: number): number =>
    of.reduce((total, cell) => (passes(cell, except) ? total + cell[7] : total), 0);
  const isChosen = FACETS.flatMap((id, at) => (chosen[at] ? [[id, sum(cells, at)] as const] : []));
  return {
    all: all.reduce((total, cell) => total + cell[7], 0),
    total: sum(cells, -1),
    facets: FACETS.map((id, at) => {
      const left = cells.filter((cell) => passes(cell, at));
      return {
        id,
        values: ACCOUNT_FACETS[id].map((value, place) => ({
          value,
          count: left.reduce((total, cell) => (has(cell, at, place) ? total + cell[7] : total), 0),
        })),
      };
    }),
    without: Object.fromEntries([...isChosen, ...(query.find ? [['find', sum(all, -1)] as const] : [])]),
  };
}
