import type { Driver } from 'neo4j-driver';
import { Row } from './row.js';

/** A question to the graph: its text, example parameters for its plan, and the one parser of its rows. */
export interface Query<Parameters extends object, Answer> {
  readonly name: string;
  readonly cypher: string;
  /** Parameters with which the committed plan is made. */
  readonly example: Parameters;
  readonly rowOf: (row: Row) => Answer;
}

const READ_MS = 10_000;

/** Asks in one managed read transaction, which may take ten seconds unless told, and parses each row. */
export async function ask<Parameters extends object, Answer>(
  driver: Driver,
  query: Query<Parameters, Answer>,
  parameters: Parameters,
  timeout = READ_MS,
): Promise<Answer[]> {
  const session = driver.session({ defaultAccessMode: 'READ' });
  try {
    const result = await session.executeRead((transaction) => transaction.run(query.cypher, parameters), {
      timeout,
    });
    return result.records.map((record) => query.rowOf(new Row(record)));
  } finally {
    await session.close();
  }
}
