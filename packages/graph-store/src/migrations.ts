import type { Driver } from 'neo4j-driver';

/** A numbered change of the schema; never edited once released, only followed by another. */
interface Migration {
  readonly number: number;
  readonly name: string;
  readonly statements: readonly string[];
}

/** The schema, oldest change first. Each statement may be run twice, so a kill between two of them does no harm. */
export const MIGRATIONS: readonly Migration[] = [
  {
    number: 1,
    name: 'keys and look-ups',
    statements: [
      'CREATE CONSTRAINT account_id IF NOT EXISTS FOR (a:Account) REQUIRE a.id IS UNIQUE',
      'CREATE CONSTRAINT indicator_key IF NOT EXISTS FOR (i:Indicator) REQUIRE i.key IS UNIQUE',
      'CREATE CONSTRAINT network_key IF NOT EXISTS FOR (n:Network) REQUIRE (n.snapshot, n.id) IS UNIQUE',
      'CREATE CONSTRAINT community_key IF NOT EXISTS FOR (c:Community) REQUIRE c.key IS UNIQUE',
      'CREATE CONSTRAINT dump_sha256 IF NOT EXISTS FOR (d:Dump) REQUIRE d.sha256 IS UNIQUE',
      'CREATE CONSTRAINT checkpoint_name IF NOT EXISTS FOR (c:Checkpoint) REQUIRE c.name IS UNIQUE',
      'CREATE CONSTRAINT kind_name IF NOT EXISTS FOR (k:Kind) REQUIRE k.kind IS UNIQUE',
      'CREATE CONSTRAINT snapshot_key IF NOT EXISTS FOR (s:Snapshot) REQUIRE s.key IS UNIQUE',
      'CREATE INDEX snapshot_current IF NOT EXISTS FOR (s:Snapshot) ON (s.isCurrent)',
      'CREATE INDEX indicator_kind_value IF NOT EXISTS FOR (i:Indicator) ON (i.kind, i.value)',
      'CREATE INDEX indicator_value IF NOT EXISTS FOR (i:Indicator) ON (i.value)',
      `CREATE FULLTEXT INDEX indicator_words IF NOT EXISTS FOR (i:Indicator) ON EACH [i.text, i.value]
       OPTIONS {indexConfig: {\`fulltext.analyzer\`: 'standard-no-stop-words', \`fulltext.eventually_consistent\`: true}}`,
      'CREATE FULLTEXT INDEX network_words IF NOT EXISTS FOR (n:Network) ON EACH [n.name, n.id]',
    ],
  },
  {
    number: 2,
    name: 'the graph is loaded by changes',
    // Without its old checkpoint the graph is of unknown origin, so the next load writes everything anew.
    statements: ["MATCH (c:Checkpoint {name: 'load'}) DELETE c"],
  },
];

const NEVER_MS = 600_000;

/** Brings the schema to the newest migration and waits until its indexes serve; done ones are known by their :Migration nodes. */
export async function migrate(driver: Driver): Promise<void> {
  const { records } = await driver.executeQuery('MATCH (m:Migration) RETURN m.number AS number', {});
  const done = new Set(records.map((record) => record.get('number') as number));
  for (const { number, name, statements } of MIGRATIONS.filter((each) => !done.has(each.number))) {
    for (const statement of statements) {
      await driver.executeQuery(statement, {}, { transactionConfig: { timeout: NEVER_MS } });
    }
    await driver.executeQuery('CREATE (:Migration {number: toInteger($number), name: $name, at: timestamp()})', {
      number,
      name,
    });
  }
  await driver.executeQuery('CALL db.awaitIndexes(600)', {}, { transactionConfig: { timeout: NEVER_MS } });
}
