import { inject } from 'vitest';
import { connect, type Credentials } from '../connect.js';
import type { GraphStore } from '../graph-store.js';
import { openGraph } from '../open-graph.js';

/** The server of this test run. */
export function testCredentials(): Credentials {
  return inject('neo4j');
}

/** An open store over an emptied graph. */
export async function openEmptyGraph(): Promise<GraphStore> {
  await emptyGraph();
  return openGraph(testCredentials());
}

/** Removes every node of the test server but its schema. */
export async function emptyGraph(): Promise<void> {
  const driver = await connect(testCredentials());
  try {
    for (;;) {
      const { records } = await driver.executeQuery(
        'MATCH (n) WHERE NOT n:Migration WITH n LIMIT 10000 DETACH DELETE n RETURN count(*) AS gone',
        {},
      );
      if (records[0]?.get('gone') === 0) return;
    }
  } finally {
    await driver.close();
  }
}
