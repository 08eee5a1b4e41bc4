import type { Driver } from 'neo4j-driver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../connect.js';
import { buildFeed } from '../testing/build-feed.js';
import { buildTables } from '../testing/build-tables.js';
import { openEmptyGraph, testCredentials } from '../testing/test-graph.js';
import { askReadOnly, type ReadOnlyAnswer } from './ask-read-only.js';

let driver: Driver;

beforeAll(async () => {
  const graph = await openEmptyGraph();
  await graph.load(
    buildFeed(
      buildTables([
        ['acct_a', 'payment-method', 'card_0000004242', 2],
        ['acct_a', 'ip', '192.0.2.1', 5],
        ['acct_b', 'ip', '192.0.2.1', 1],
      ]),
    ),
  );
  await graph.close();
  driver = await connect(testCredentials());
});
afterAll(() => driver.close());

const question = (
  cypher: string,
  of: { parameters?: object; limit?: number; timeoutMs?: number } = {},
): Promise<ReadOnlyAnswer> =>
  askReadOnly(driver, { cypher, parameters: {}, limit: 1000, timeoutMs: 10_000, ...of } as Parameters<
    typeof askReadOnly
  >[1]);

const countNodes = async (): Promise<number> => {
  const { records } = await driver.executeQuery('MATCH (n) RETURN count(n) AS n', {});
  return Number(records[0]?.get('n'));
};

describe('a question in Cypher', () => {
  it('gives columns and rows, with parameters in place of values', async () => {
    const answer = await question(
      'MATCH (a:Account)-[s:SIGHTED]->(:Indicator {value: $ip}) RETURN a.id AS id, s.count AS uses ORDER BY id LIMIT $n',
      {
        parameters: { ip: '192.0.2.1', n: 5 },
      },
    );
    expect(answer).toEqual({
      columns: ['id', 'uses'],
      rows: [
        ['acct_a', 5],
        ['acct_b', 1],
      ],
      isMore: false,
    });
  });

  it('gives nodes, relationships and paths with what they hold', async () => {
    const { rows } = await question(
      "MATCH p = (:Account {id: 'acct_b'})-[s:SIGHTED]->(:Indicator) RETURN p, date('2026-03-01') AS day",
    );
    expect(rows[0]).toMatchObject([
      [{ labels: ['Account'], properties: { id: 'acct_b' } }, { type: 'SIGHTED' }, { labels: ['Indicator'] }],
      '2026-03-01',
    ]);
  });

  it('reads no more rows than it may, and says that there are more', async () => {
    const { rows, isMore } = await question('UNWIND range(1, 100000000) AS x RETURN x', { limit: 3 });
    expect([rows, isMore]).toEqual([[[1], [2], [3]], true]);
    expect(await question('UNWIND range(1, 3) AS x RETURN x', { limit: 3 })).toMatchObject({ isMore: false });
  });

  it('may ask the schema', async () => {
    expect((await question('CALL db.labels() YIELD label RETURN label')).rows.flat()).toContain('Account');
  });
});

describe('what does more than read', () => {
  it.each([
    ['CREATE (:Account {id: "planted"})'],
    ['MATCH (a:Account) SET a.status = "gone"'],
    ['MATCH (a:Account) DETACH DELETE a'],
    ['MERGE (a:Account {id: "planted"}) RETURN a'],
    ['MATCH (a:Account) CALL (a) { CREATE (:Account {id: "planted"}) } RETURN a'],
    ['MATCH (a:Account) FOREACH (x IN [1] | SET a.status = "gone")'],
    ['/* MATCH */ CREATE INDEX planted FOR (a:Account) ON (a.status)'],
    ['DROP INDEX indicator_value'],
    ["LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line"],
    ["CALL { LOAD CSV FROM 'http://127.0.0.1:1/' AS line RETURN line } RETURN line"],
    ['CALL dbms.listConfig() YIELD name RETURN name'],
    ['CALL db.awaitIndexes(1)'],
    ['SHOW INDEXES'],
    ['SHOW TRANSACTIONS'],
    ['TERMINATE TRANSACTIONS "neo4j-transaction-1"'],
    ['SHOW USERS'],
    ['ALTER CURRENT USER SET PASSWORD FROM "a" TO "b"'],
  ])('is refused: %s', async (cypher) => {
    const before = await countNodes();
    const error: unknown = await question(cypher).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: expect.stringMatching(/^CYPHER_(REFUSED|INVALID)$/) as string });
    expect(await countNodes()).toBe(before);
  });

  it('is refused by the plan: LOAD CSV by its name, a write by its type', async () => {
    await expect(question("LOAD CSV FROM 'file:///x' AS line RETURN line")).rejects.toThrow('LOAD CSV reads files');
    await expect(question('CREATE (:Account {id: "x"})')).rejects.toMatchObject({ code: 'CYPHER_REFUSED' });
    await expect(question('CALL db.awaitIndexes(1)')).rejects.toThrow('db.awaitIndexes');
  });

  it('does not stand in words: a text that names a clause is a value', async () => {
    expect((await question("RETURN 'CREATE, LOAD CSV and DELETE' AS words")).rows).toEqual([
      ['CREATE, LOAD CSV and DELETE'],
    ]);
  });
});

describe('what cannot be answered', () => {
  it('is stopped when it takes too long', async () => {
    const bomb = 'UNWIND range(1, 100000000) AS x UNWIND range(1, 100000000) AS y RETURN sum(x * y % 7) AS n';
    await expect(question(bomb, { timeoutMs: 1000 })).rejects.toMatchObject({ code: 'CYPHER_STOPPED' });
  });

  it('is told in the words of the server', async () => {
    await expect(question('MATCH (a RETURN a')).rejects.toMatchObject({ code: 'CYPHER_INVALID' });
    await expect(question('RETURN $absent')).rejects.toThrow(/absent/);
    await expect(question('RETURN 1; RETURN 2')).rejects.toMatchObject({ code: 'CYPHER_INVALID' });
  });
});
