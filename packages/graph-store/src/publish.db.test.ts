import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Driver } from 'neo4j-driver';
import { connect } from './connect.js';
import { DELETE_OLD_SNAPSHOTS } from './publish-statements.js';
import type { GraphStore } from './graph-store.js';
import type { Publication } from './publication.js';
import { buildFeed } from './testing/build-feed.js';
import { buildPublication, type BuiltNetwork } from './testing/build-publication.js';
import { buildTables, type Sight } from './testing/build-tables.js';
import { openEmptyGraph, testCredentials } from './testing/test-graph.js';

const ACCOUNTS = Array.from({ length: 40 }, (_, at) => `acct_${at}`);
const TABLES = buildTables(ACCOUNTS.flatMap((id, at): Sight[] => [[id, 'ip', `192.0.2.${at % 7}`, 1]]));

let graph: GraphStore;
let driver: Driver;

beforeEach(async () => {
  await graph?.close();
  graph = await openEmptyGraph();
  driver ??= await connect(testCredentials());
  await graph.load(buildFeed(TABLES));
});
afterAll(async () => {
  await graph.close();
  await driver.close();
});

const network = (id: string, from: number, to: number, ip = 1): BuiltNetwork => ({
  id,
  name: `Lerna ${id}`,
  members: ACCOUNTS.slice(from, to),
  core: [`ip:192.0.2.${ip}`, 'ip:192.0.2.0'],
});
const publication = (snapshot: string, ...networks: BuiltNetwork[]): Publication =>
  buildPublication(TABLES, snapshot, networks);

/** All that is published, and nothing of keys, which differ from one whole publication to the next. */
async function held(): Promise<unknown> {
  const { records } = await driver.executeQuery(
    `MATCH (n:Network) OPTIONAL MATCH (n)<-[m:MEMBER_OF]-(a:Account)
     WITH n, a.id AS account, m ORDER BY account WITH n, collect([account, m.bits, m.rank, m.community]) AS members
     OPTIONAL MATCH (n)<-[c:CORE_OF]-(i:Indicator)
     WITH n, members, i.key AS key, c ORDER BY key WITH n, members, collect([key, c.bits, c.family, c.position]) AS core
     OPTIONAL MATCH (p:Community)-[:PART_OF]->(n)
     WITH n, members, core, collect([p.label, p.accounts]) AS communities
     MATCH (n)-[:FOUND_IN]->(s:Snapshot)
     RETURN n.id AS id, n.position AS position, n.record AS record, members, core, communities,
       s.id AS snapshot, s.isCurrent AS isCurrent ORDER BY id LIMIT 100`,
    {},
  );
  return records.map((record) => record.toObject());
}

async function keys(): Promise<unknown> {
  const { records } = await driver.executeQuery('MATCH (s:Snapshot) RETURN collect(s.key) AS keys LIMIT 1', {});
  return records[0]?.get('keys');
}

async function whole(of: Publication): Promise<unknown> {
  await graph.publish(of);
  return held();
}

describe('publish', () => {
  it('replaces the networks of the snapshot before it', async () => {
    for (const [snapshot, id] of [
      ['S-1', 'N-1'],
      ['S-2', 'N-1'],
      ['S-3', 'N-3'],
      ['S-3', 'N-3'],
    ] as const) {
      await graph.publish(publication(snapshot, network(id, 0, 3)));
      expect((await graph.networkRecords()).map((record) => record.id)).toEqual([id]);
      expect((await graph.networkOf('acct_0'))?.network).toBe(id);
      expect((await graph.status()).snapshot?.id).toBe(snapshot);
    }
  });

  const BEFORE = publication('S-1', network('N-1', 0, 10), network('N-2', 10, 20), network('N-3', 20, 30));

  for (const [name, now] of [
    ['a network that lost and won members', publication('S-2', network('N-1', 3, 10), network('N-2', 10, 22))],
    [
      'another order, a new network and another core',
      publication('S-2', network('N-3', 20, 30, 4), network('N-4', 30, 35), network('N-2', 10, 20)),
    ],
    [
      'networks that are the same',
      publication('S-2', network('N-1', 0, 10), network('N-2', 10, 20), network('N-3', 20, 30)),
    ],
    ['no network any more', publication('S-2')],
  ] as const) {
    it(`holds the same after a step to ${name} as after a whole publication`, async () => {
      const expected = await whole(now);
      await graph.publish(BEFORE);
      const key = await keys();
      await graph.publish(now, { before: BEFORE });
      expect(await held()).toEqual(expected);
      expect(await keys()).toEqual(key);
      await graph.publish(BEFORE, { before: now });
      expect(await held()).toEqual(await whole(BEFORE));
    });
  }

  it('holds the same after a rehearsal, and takes the next step from there', async () => {
    const now = publication('S-2', network('N-1', 3, 10), network('N-2', 10, 22));
    const expected = await whole(now);
    const old = await whole(BEFORE);
    const key = await keys();
    await graph.rehearse(BEFORE);
    expect(await held()).toEqual(old);
    await graph.publish(now, { before: BEFORE });
    expect(await held()).toEqual(expected);
    expect(await keys()).toEqual(key);
  });

  it('rehearses nothing where the graph holds another publication, or none', async () => {
    const old = await whole(BEFORE);
    await graph.rehearse(publication('S-2', network('N-1', 3, 10)));
    await graph.rehearse(publication('S-2'));
    expect(await held()).toEqual(old);
  });

  it('publishes everything anew where the graph holds another publication than it is told', async () => {
    const now = publication('S-3', network('N-1', 0, 10), network('N-2', 12, 20));
    const expected = await whole(now);
    await graph.publish(publication('S-1', network('N-1', 0, 9), network('N-2', 10, 20)));
    const key = await keys();
    await graph.publish(now, { before: publication('S-2', network('N-1', 0, 10), network('N-2', 10, 20)) });
    expect(await held()).toEqual(expected);
    expect(await keys()).not.toEqual(key);
  });

  it('publishes everything anew where members are missing in the graph', async () => {
    const expected = await whole(BEFORE);
    await driver.executeQuery("MATCH (:Account {id: 'acct_4'})-[m:MEMBER_OF]->() DELETE m", {});
    await graph.publish(BEFORE, { before: BEFORE });
    expect(await held()).toEqual(expected);
  });

  it('leaves nothing of a publication that was cut before it, and does not build on it', async () => {
    const now = publication('S-2', network('N-1', 0, 10), network('N-2', 12, 20));
    const expected = await whole(now);
    await graph.publish(BEFORE);
    const cancel = new AbortController();
    let begun = 0;
    const onProgress = (): void => void ((begun += 1) === 3 && cancel.abort());
    await expect(graph.publish(now, { signal: cancel.signal, onProgress })).rejects.toThrow();
    expect(await keys()).toHaveLength(2);
    expect((await graph.networkRecords()).map(({ id }) => id)).toEqual(['N-1', 'N-2', 'N-3']);
    await graph.publish(now, { before: BEFORE });
    expect(await held()).toEqual(expected);
    expect(await keys()).toHaveLength(1);
    await driver.executeQuery(DELETE_OLD_SNAPSHOTS, {});
    expect(await held()).toEqual(expected);
  });

  for (const [name, before] of [
    ['a step', BEFORE],
    ['a whole publication', undefined],
  ] as const) {
    it(`lets readers see ${name} when what it waits for has come about, and never when it fails`, async () => {
      const now = publication('S-2', network('N-1', 0, 10), network('N-2', 12, 20));
      const expected = await whole(now);
      const old = await whole(BEFORE);
      const failed = Promise.reject(new Error('a test'));
      await Promise.all([
        expect(failed).rejects.toThrow('a test'),
        expect(graph.publish(now, { before, ready: failed })).rejects.toThrow(),
      ]);
      expect((await graph.networkRecords()).map(({ id }) => id)).toEqual(['N-1', 'N-2', 'N-3']);
      await graph.publish(BEFORE);
      expect(await held()).toEqual(old);
      let isReady = (): void => undefined;
      const ready = new Promise<void>((resolve) => (isReady = resolve));
      const publishing = graph.publish(now, { before, ready });
      expect((await graph.status()).snapshot?.id).toBe('S-1');
      isReady();
      await publishing;
      expect(await held()).toEqual(expected);
    });
  }

  it('changes nothing where a step fails', async () => {
    const expected = await whole(BEFORE);
    const now = publication('S-2', network('N-1', 0, 10), network('N-2', 12, 20));
    const broken = { ...now, createdMs: { a: 'date' } as unknown as number };
    await expect(graph.publish(broken, { before: BEFORE })).rejects.toThrow();
    expect(await held()).toEqual(expected);
  });
});
