import { IolausError } from '@iolaus/contracts';
import { Neo4jError, type Driver, type ManagedTransaction } from 'neo4j-driver';
import { parameterOf, plainValue, type Plain } from './plain-value.js';
import { refused, refusePlan } from './refuse-plan.js';

/** A question that somebody wrote, and its bounds. */
export interface ReadOnlyQuestion {
  readonly cypher: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Rows that are read at most. */
  readonly limit: number;
  readonly timeoutMs: number;
}

/** Its rows, as far as they were asked for. */
export interface ReadOnlyAnswer {
  readonly columns: string[];
  readonly rows: Plain[][];
  /** There are more than these. */
  readonly isMore: boolean;
}

/**
 * Asks a question that somebody wrote, in a read transaction that ends by itself. The server plans it first: what its plan says does more than read is refused (CYPHER_REFUSED), and the transaction would
 * refuse to write besides. Refuses what the server does not understand (CYPHER_INVALID) and what takes too long or too much memory (CYPHER_STOPPED).
 */
export async function askReadOnly(driver: Driver, question: ReadOnlyQuestion): Promise<ReadOnlyAnswer> {
  const { cypher, timeoutMs } = question;
  const parameters = parameterOf(question.parameters) as Record<string, unknown>;
  const session = driver.session({ defaultAccessMode: 'READ' });
  const bounds = { timeout: timeoutMs };
  try {
    // The one text that is put before another's: it asks for the plan, and runs nothing.
    const planned = await session.executeRead((tx) => tx.run(`EXPLAIN ${cypher}`, parameters), bounds);
    refusePlan(planned.summary);
    return await session.executeRead((tx) => readRows(tx, { ...question, parameters }), bounds);
  } catch (error) {
    throw refusalOf(error, timeoutMs);
  } finally {
    await session.close();
  }
}

async function readRows(
  tx: ManagedTransaction,
  { cypher, parameters, limit }: ReadOnlyQuestion,
): Promise<ReadOnlyAnswer> {
  const result = tx.run(cypher, parameters);
  const columns = await result.keys();
  const rows: Plain[][] = [];
  for await (const record of result) {
    if (rows.length === limit) return { columns, rows, isMore: true };
    rows.push(columns.map((column) => plainValue(record.get(column))));
  }
  return { columns, rows, isMore: false };
}

/** The refusal that an error of the server means; what is no word on the query stays as it is. */
function refusalOf(error: unknown, timeoutMs: number): unknown {
  if (error instanceof IolausError || !(error instanceof Neo4jError)) return error;
  const { code, message } = error;
  if (/TimedOut|Transaction\.Terminated/.test(code))
    return new IolausError('CYPHER_STOPPED', { detail: `it took longer than ${timeoutMs / 1000} s` }, { cause: error });
  if (code.includes('OutOfMemory'))
    return new IolausError(
      'CYPHER_STOPPED',
      { detail: 'it needs more memory than a question may take' },
      { cause: error },
    );
  if (code === 'Neo.ClientError.Statement.AccessMode') return refused('it writes, or changes the schema');
  if (code.startsWith('Neo.ClientError.') && !code.includes('Security'))
    return new IolausError('CYPHER_INVALID', { detail: firstSentence(message) }, { cause: error });
  return error;
}

/** The server's own word, on one line, without the text of the query that it draws below. */
const firstSentence = (message: string): string => message.split('\n', 1)[0]!.replace(/\.$/, '').slice(0, 300);
