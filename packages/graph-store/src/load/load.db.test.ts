import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GraphStore } from '../graph-store.js';
import type { GraphFeed, WorkOptions } from '@iolaus/contracts';
import { connect } from '../connect.js';
import { openGraph } from '../open-graph.js';
import { feedOf } from '../testing/build-feed.js';
import { buildPublication } from '../testing/build-publication.js';
import { buildTables, type Sight } from '../testing/build-tables.js';
import { emptyGraph, openEmptyGraph, testCredentials } from '../testing/test-graph.js';

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
const MANY = Array.from({ length: 4_000 }, (_, index): Sight => [
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
  it('changes nothing when the same feed is loaded again', async () => {
    await graph.load(feedOf(BEFORE));
    const digest = await graph.digest();
    expect(await graph.load(feedOf(BEFORE))).toMatchObject({ isResumed: false, pairs: 0 });
    expect(await graph.digest()).toBe(digest);
  });

  it('makes the graph of a later lake equal to a first load of it, by the changes alone', async () => {
    const before = feedOf(BEFORE);
    const after = feedOf(AFTER, [before]);
    const digest = await digestOf(after);
    await graph.load(before);
    expect(await graph.digest()).not.toBe(digest);
    expect(await graph.load(after)).toMatchObject({ pairs: 4 });
    expect(await graph.digest()).toBe(digest);
    expect(await graph.status()).toMatchObject({ accounts: 3, indicators: 2, pairs: 4, sightings: 12 });
  });

  it('takes away what a removed dump brought', async () => {
    const after = feedOf(AFTER);
    const digest = await digestOf(feedOf(BEFORE));
    await graph.load(after);
    await graph.load(feedOf(BEFORE, [after]));
    expect(await graph.digest()).toBe(digest);
  });

  it('makes a graph of unknown origin equal to the feed, and keeps the published networks', async () => {
    const digest = await digestOf(feedOf(AFTER));
    await graph.load(feedOf(BEFORE));
    const tables = buildTables(BEFORE);
    const network = { id: 'N-1', name: 'Lerna', members: ['acct_a'], core: ['ip:192.0.2.1'] };
    await graph.publish(buildPublication(tables, 'S-1', [network]));
    expect(await graph.load(feedOf(AFTER))).toMatchObject({ pairs: 4 });
    expect(await graph.digest()).toBe(digest);
    expect((await graph.networkOf('acct_a'))?.network).toBe('N-1');
  });

  it('finds out that the graph is another than its checkpoint says, and writes everything anew', async () => {
    const before = feedOf(BEFORE);
    const after = feedOf(AFTER, [before]);
    const digest = await digestOf(after);
    await graph.load(before);
    const driver = await connect(testCredentials());
    await driver.executeQuery("MATCH (:Account {id: 'acct_a'})-[s:SIGHTED]->() DELETE s", {});
    await driver.close();
    await graph.load(after);
    expect(await graph.digest()).toBe(digest);
  });

  for (const [name, first] of [
    ['a first load', undefined],
    ['changes', feedOf(MANY.filter((_, at) => at % 3 > 0))],
    ['a load of a graph of unknown origin', feedOf(BEFORE)],
  ] as const) {
    it(`goes on exactly where ${name} ended, whatever was imported meanwhile`, async () => {
      const then = first !== undefined && first.pairs > 10 ? [first] : [];
      const now = feedOf(MANY, then);
      const later = feedOf([...MANY, ['acct_z', 'ip', '192.0.2.9']], [...then, now]);
      const digest = await digestOf(now);
      for (const [goal, expected] of [
        [now, digest],
        [later, await digestOf(later)],
      ] as const) {
        await emptyGraph();
        if (first) await graph.load(first);
        await expect(graph.load(now, cutAfter(7))).rejects.toMatchObject({ code: 'CANCELLED' });
        expect(await graph.load(goal)).toMatchObject({ isResumed: true });
        expect(await graph.digest()).toBe(expected);
      }
    });
  }

  it('begins anew when what it was led from is no longer at hand', async () => {
    const before = feedOf(MANY.slice(0, 3_000));
    const digest = await digestOf(feedOf(MANY));
    await graph.load(before);
    await expect(graph.load(feedOf(MANY, [before]), cutAfter(4))).rejects.toMatchObject({ code: 'CANCELLED' });
    await graph.load(feedOf(MANY));
    expect(await graph.digest()).toBe(digest);
  });

  it('is serialised with another load of the same feed at the same time', async () => {
    const now = feedOf(MANY);
    const digest = await digestOf(now);
    const other = await openGraph(testCredentials());
    await Promise.all([graph.load(now), other.load(now)]);
    await other.close();
    expect(await graph.digest()).toBe(digest);
    expect(await graph.status()).toMatchObject({ pairs: now.pairs });
  });
});

/** The digest that a first load of the feed gives; the graph is empty afterwards. */
async function digestOf(feed: GraphFeed): Promise<string> {
  await graph.load(feed);
  const digest = await graph.digest();
  await emptyGraph();
  return digest;
}

/** Cancels a load before its batch of that number. */
function cutAfter(batches: number): Required<Pick<WorkOptions, 'signal' | 'onProgress'>> {
  const cancel = new AbortController();
  let begun = 0;
  const onProgress = (): void => {
    begun += 1;
    if (begun > batches) cancel.abort();
  };
  return { signal: cancel.signal, onProgress };
}
