import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import type { GraphBatch } from '@iolaus/contracts';
import { array, assert, asyncProperty, constantFrom, integer, tuple, uniqueArray } from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FeedSource } from './feed-source.js';
import { graphChanges } from './graph-changes.js';
import { graphFeed } from './graph-feed.js';
import { buildRollup, type RollupPair, type RollupPlan } from './testing/build-rollup.js';

let folder: string;
let instance: DuckDBInstance;
let connection: DuckDBConnection;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'iolaus-feed-'));
  instance = await DuckDBInstance.create(':memory:');
  connection = await instance.connect();
});
afterEach(() => {
  instance.closeSync();
  rmSync(folder, { recursive: true, force: true });
});

const source = (current: string): FeedSource =>
  new FeedSource(() => instance.connect(), { current, kept: join(folder, 'loaded') });

describe('the files of the importer', () => {
  it('tell an empty text from none, quote what is in quotes, and say whether a text has lines', async () => {
    const plan: RollupPlan = {
      pairs: [['acct "a", b', 'user-agent', 'probe/1.0\n(x)', 2, 5, 'one', 7]],
      organisations: { 'acct "a", b': '' },
    };
    await buildRollup(connection, join(folder, 'now'), plan);
    const out = join(folder, 'out');
    mkdirSync(out);
    const files = await (await graphFeed(source(join(folder, 'now')))).writeFiles(out);
    const text = (group: readonly string[]): string =>
      group
        .slice(1)
        .map((file) => readFileSync(file, 'utf8'))
        .join('');
    expect(text(files.accounts)).toBe('0,"acct ""a"", b",,3,,,"",false,,"",,,\n');
    expect(text(files.indicators)).toBe('0,"user-agent:probe/1.0\n(x)","user-agent","probe/1.0\n(x)",,1,2,,\n');
    expect(text(files.pairs)).toMatch(/^0,0,2,5,3600005,\d+,7\n$/);
    expect(files.isMultiline).toBe(true);
  });
});

/** A graph in memory that a feed is applied to: values by key. */
class Model {
  readonly rows = {
    accounts: new Map<string, unknown>(),
    indicators: new Map<string, unknown>(),
    pairs: new Map<string, unknown>(),
  };

  apply(batch: GraphBatch): void {
    const of = this.rows[batch.what];
    for (const [key, values] of rowsOf(batch)) {
      const isKnown = of.has(key);
      if (isKnown !== (batch.action === 'set' || batch.action === 'drop'))
        throw new Error(`${batch.action} ${batch.what} ${key}`);
      if (batch.action === 'drop') of.delete(key);
      else of.set(key, values);
    }
  }
}

function rowsOf(batch: GraphBatch): [string, unknown][] {
  const columns = Object.values(batch.rows) as (readonly unknown[])[];
  return Array.from(columns[0], (_, row) => {
    const values = columns.map((column) => column[row]);
    return batch.what === 'pairs'
      ? [values.slice(0, 2).join(' '), values.slice(2)]
      : [String(values[0]), values.slice(1)];
  });
}

async function batchesOf(
  span: Parameters<typeof graphChanges>[1],
): Promise<{ batches: GraphBatch[]; rows: number; skippedRows: number }> {
  const own = await instance.connect();
  const changes = await graphChanges(own, { batchRows: 3, ...span });
  const batches: GraphBatch[] = [];
  for (let batch = await changes.next(); batch !== undefined; batch = await changes.next()) batches.push(batch);
  own.closeSync();
  return { batches, rows: changes.rows, skippedRows: changes.skippedRows };
}

const DUMPS = ['one', 'two', 'three'] as const;
const ids = ['a', 'b', 'c', 'd', 'é', 'f', 'g'].map((each) => `acct_${each}`);
const plans = uniqueArray(
  tuple(
    constantFrom(...ids),
    constantFrom('ip', 'ip-x', 'user-agent'),
    constantFrom('1', '2', ':3'),
    integer({ min: 1, max: 3 }),
    constantFrom(null, 10, 20.4),
    constantFrom(...DUMPS),
    integer({ min: 1, max: 2 }),
  ),
  { selector: ([account, kind, value]) => `${account} ${kind} ${value}`, maxLength: 25 },
).chain((pairs) =>
  array(constantFrom(...ids), { maxLength: 3 }).map((alone): RollupPlan => ({ pairs: pairs as RollupPair[], alone })),
);

describe('changes', () => {
  it('lead from any rollup to any other, each row once, and go on after any batch', async () => {
    let run = 0;
    await assert(
      asyncProperty(plans, plans, integer({ min: 0, max: 12 }), async (before, after, skip) => {
        run += 1;
        const [earlier, later] = [join(folder, `${run}-e`), join(folder, `${run}-l`)];
        await buildRollup(connection, earlier, before);
        await buildRollup(connection, later, after);
        const model = new Model();
        for (const batch of (await batchesOf({ later: earlier })).batches) model.apply(batch);
        const { batches, rows } = await batchesOf({ later, earlier });
        for (const batch of batches) model.apply(batch);
        const whole = new Model();
        for (const batch of (await batchesOf({ later })).batches) whole.apply(batch);
        expect(model.rows).toEqual(whole.rows);
        const sizes = batches.map((batch) => rowsOf(batch).length);
        expect(sizes.every((size) => size > 0 && size <= 3)).toBe(true);
        expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(rows);
        const rest = await batchesOf({ later, earlier, skip });
        expect(rest.batches).toEqual(batches.slice(skip));
        expect(rest.skippedRows).toBe(sizes.slice(0, skip).reduce((sum, size) => sum + size, 0));
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  it('are found in every account when fewer pairs are spread over more accounts', async () => {
    const before: RollupPlan = {
      pairs: ['1', '2'].map((value): RollupPair => ['acct_a', 'ip', value, 1, null, 'one', 1]),
    };
    const after: RollupPlan = { pairs: [['acct_b', 'ip', '1', 1, null, 'one', 1]], alone: ['acct_a'] };
    await buildRollup(connection, join(folder, 'then'), before);
    await buildRollup(connection, join(folder, 'now'), after);
    const { batches } = await batchesOf({ later: join(folder, 'now'), earlier: join(folder, 'then') });
    expect(batches.map(({ action, what }) => `${action} ${what}`)).toContain('create pairs');
  });

  it('of everything have nodes by key whatever their numbers, each batch after the last key of the one before: what lies between and is not in it is swept', async () => {
    const pairs = ids.flatMap((account, at): RollupPair[] => [
      [account, 'ip', `192.0.2.${at}`, 1, null, 'one', 1],
      [account, 'user-agent', `probe/${at}`, 1, null, 'one', 2],
    ]);
    await buildRollup(connection, join(folder, 'now'), { pairs });
    const { batches } = await batchesOf({ later: join(folder, 'now') });
    for (const what of ['accounts', 'indicators'] as const) {
      const own = batches.flatMap((batch) => (batch.action === 'all' && batch.what === what ? [batch] : []));
      const keys = own.map((batch) => rowsOf(batch).map(([key]) => key));
      expect(own.length).toBeGreaterThan(2);
      expect(keys.flat()).toEqual(keys.flat().toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
      expect(own.map(({ after }) => after)).toEqual(['', ...keys.slice(0, -1).map((each) => each.at(-1))]);
    }
  });

  it('are none between equal rollups', async () => {
    const plan: RollupPlan = { pairs: [['acct_a', 'ip', '192.0.2.1', 1, null, 'one', 1]] };
    await buildRollup(connection, join(folder, 'now'), plan);
    await buildRollup(connection, join(folder, 'then'), plan);
    expect(await batchesOf({ later: join(folder, 'now'), earlier: join(folder, 'then') })).toMatchObject({
      batches: [],
      rows: 0,
    });
  });

  it('tell with all rows between which keys a batch lies', async () => {
    await buildRollup(connection, join(folder, 'now'), { pairs: [], alone: ['a', 'b', 'c', 'd'] });
    const { batches } = await batchesOf({ later: join(folder, 'now') });
    expect(batches.map(({ after, isLast }) => [after, isLast])).toEqual([
      ['', false],
      ['c', true],
    ]);
    expect((await batchesOf({ later: join(folder, 'now'), skip: 1 })).batches).toEqual(batches.slice(1));
  });
});

describe('kept rollups', () => {
  const plan = (uses: number): RollupPlan => ({ pairs: [['acct_a', 'ip', '192.0.2.1', uses, null, 'one', 1]] });

  it('survive when the lake replaces its own, and go when they are let go', async () => {
    const current = join(folder, 'rollup');
    const first = await buildRollup(connection, current, plan(1));
    await (await graphFeed(source(current))).keep([first]);
    rmSync(current, { recursive: true });
    const second = await buildRollup(connection, current, plan(2));
    const feed = await graphFeed(source(current));
    expect(feed).toMatchObject({ id: second, kept: [first], pairs: 1 });
    expect(feed.kinds).toEqual([{ kind: 'ip', indicators: 1, sightings: 2, pairs: 1 }]);
    const changes = await feed.changes({ since: first, until: second, skip: 0 });
    expect(await changes.next()).toMatchObject({ action: 'set', what: 'indicators' });
    expect(await changes.next()).toMatchObject({ action: 'set', what: 'pairs', rows: { account: ['acct_a'] } });
    expect(await changes.next()).toBeUndefined();
    await changes.close();
    await feed.keep([second]);
    expect((await graphFeed(source(current))).kept).toEqual([second]);
    await expect(feed.changes({ since: first, until: second, skip: 0 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('are none before the first import', async () => {
    await expect(graphFeed(source(join(folder, 'none')))).rejects.toMatchObject({ code: 'NOTHING_IMPORTED' });
  });
});
