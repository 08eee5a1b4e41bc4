import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GraphStore } from '../graph-store.js';
import { buildDetection } from '../testing/build-detection.js';
import { buildTables, type Sight } from '../testing/build-tables.js';
import { emptyGraph, openEmptyGraph } from '../testing/test-graph.js';

const BEFORE: readonly Sight[] = [
  ['acct_a', 'ip', '192.0.2.1', 2],
  ['acct_b', 'ip', '192.0.2.1', 1],
  ['acct_b', 'prompt-template', 'T-old', 1],
];
const AFTER: readonly Sight[] = [
  ['acct_a', 'ip', '192.0.2.1', 9],
  ['acct_b', 'ip', '192.0.2.1', 1],
  ['acct_b', 'prompt-template', 'T-new', 1],
  ['acct_c', 'ip', '192.0.2.1', 1],
];
// More pairs than a batch holds.
const MANY = Array.from({ length: 24_000 }, (_, index): Sight => [
  `acct_${index % 300}`,
  'ip',
  `10.0.${index % 80}.${Math.floor(index / 300)}`,
]);

let graph: GraphStore;
beforeEach(async () => {
  graph = await openEmptyGraph();
});
afterEach(() => graph.close());

describe('load', () => {
  it('changes nothing when the same tables are loaded again', async () => {
    await graph.load(buildTables(BEFORE));
    const digest = await graph.digest();
    expect(await graph.load(buildTables(BEFORE))).toMatchObject({ isResumed: false, newAccounts: 0 });
    expect(await graph.digest()).toBe(digest);
  });

  it('makes the graph of a later lake equal to a first load of it: counts set, new ones added, gone ones removed', async () => {
    await graph.load(buildTables(AFTER));
    const digest = await graph.digest();
    await emptyGraph();
    await graph.load(buildTables(BEFORE));
    expect(await graph.digest()).not.toBe(digest);
    expect(await graph.load(buildTables(AFTER))).toMatchObject({ newAccounts: 1 });
    expect(await graph.digest()).toBe(digest);
    expect(await graph.status()).toMatchObject({ accounts: 3, indicators: 2, pairs: 4, sightings: 12 });
  });

  it('goes on exactly where a cancelled load ended', async () => {
    const tables = buildTables(MANY);
    await graph.load(tables);
    const digest = await graph.digest();
    await emptyGraph();
    const cancel = new AbortController();
    const onProgress = ({ phase, done }: { phase: string; done: number }): void => {
      if (phase === 'Loading sightings' && done > 0) cancel.abort();
    };
    await expect(graph.load(tables, { signal: cancel.signal, onProgress })).rejects.toMatchObject({
      code: 'CANCELLED',
    });
    expect(await graph.load(tables)).toMatchObject({ isResumed: true });
    expect(await graph.digest()).toBe(digest);
  });
});

describe('publish', () => {
  it('replaces the networks of the snapshot before it', async () => {
    const tables = buildTables(BEFORE);
    await graph.load(tables);
    const network = { name: 'Lerna', members: ['acct_a'], core: ['ip:192.0.2.1'] };
    for (const [snapshotId, id] of [
      ['S-1', 'N-1'],
      ['S-2', 'N-1'],
      ['S-3', 'N-3'],
      ['S-3', 'N-3'],
    ] as const) {
      const detection = buildDetection(tables, { id, ...network });
      await graph.publish({ snapshotId, createdMs: 5, detection, tables });
      expect((await graph.networkRecords()).map((record) => record.id)).toEqual([id]);
      expect((await graph.networkOf('acct_a'))?.network).toBe(id);
      expect((await graph.status()).snapshot?.id).toBe(snapshotId);
    }
  });
});
