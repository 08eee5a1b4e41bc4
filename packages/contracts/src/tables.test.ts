import fc from 'fast-check';
import { expect, it } from 'vitest';
import { someSightings, type SightingTable } from './tables.js';

fc.configureGlobal({ seed: 20_260_301 });

const COLUMNS = ['account', 'indicator', 'count', 'firstMs', 'lastMs', 'dump', 'ordinal'] as const;

/** A table whose cells all differ, so that no row can pass for another. */
function tableOf(rows: number): SightingTable {
  const column = <T>(make: { from(of: ArrayLike<number>): T }, at: number): T =>
    make.from(Array.from({ length: rows }, (_, row) => at * 1000 + row));
  return {
    accounts: ['a'],
    kinds: [],
    indicatorKind: new Uint8Array(),
    indicatorValue: [],
    indicatorText: [],
    indicatorClass: new Uint8Array(),
    account: column(Uint32Array, 0),
    indicator: column(Uint32Array, 1),
    count: column(Uint32Array, 2),
    firstMs: column(Float64Array, 3),
    lastMs: column(Float64Array, 4),
    dump: column(Uint16Array, 5),
    ordinal: column(Uint32Array, 6),
    dumps: ['d'],
  };
}

it('some rows of a table are those rows in every column, whether they follow one another or not', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(30)), (chosen) => {
      const rows = chosen.toSorted((x, y) => x - y);
      const table = tableOf(31);
      const some = someSightings(table, Uint32Array.from(rows));
      for (const name of COLUMNS) {
        expect(some[name].constructor).toBe(table[name].constructor);
        expect([...some[name]]).toEqual(rows.map((row) => table[name][row]));
      }
      expect(some.accounts).toBe(table.accounts);
    }),
  );
});
