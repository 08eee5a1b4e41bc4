import { IolausError } from '@iolaus/contracts';
import neo4j, { type Driver, Neo4jError } from 'neo4j-driver';

/** How to reach a Neo4j. */
export interface Credentials {
  readonly uri: string;
  readonly user: string;
  readonly password: string;
}

const POOL = 16;
const CONNECT_MS = 5_000;
const INTERACTIVE_RETRY_MS = 5_000;

/** A driver that answered an authenticated query; refuses within 10 s with NEO4J_UNREACHABLE or NEO4J_REFUSED. */
export async function connect(credentials: Credentials, retryMs: number = INTERACTIVE_RETRY_MS): Promise<Driver> {
  const { uri, user, password } = credentials;
  const driver = openDriver(credentials, retryMs);
  try {
    await driver.verifyConnectivity();
    const isRight = await driver.verifyAuthentication({ auth: neo4j.auth.basic(user, password) });
    if (!isRight) throw new IolausError('NEO4J_REFUSED', { uri });
    return driver;
  } catch (error) {
    await driver.close();
    throw refusalOf(error, uri);
  }
}

function openDriver({ uri, user, password }: Credentials, retryMs: number): Driver {
  try {
    return neo4j.driver(uri, neo4j.auth.basic(user, password), {
      maxConnectionPoolSize: POOL,
      connectionTimeout: CONNECT_MS,
      connectionAcquisitionTimeout: CONNECT_MS,
      maxTransactionRetryTime: retryMs,
      // Counts and epoch milliseconds all stay below 2^53, so plain numbers lose nothing.
      disableLosslessIntegers: true,
      telemetryDisabled: true,
    });
  } catch (error) {
    throw refusalOf(error, uri);
  }
}

/** The refusal that a driver's error means, with the user's password in none of its facts. */
export function refusalOf(error: unknown, uri: string): Error {
  if (error instanceof IolausError) return error;
  if (error instanceof Neo4jError && error.code.startsWith('Neo.ClientError.Security')) {
    return new IolausError('NEO4J_REFUSED', { uri }, { cause: error });
  }
  const isClient = error instanceof Neo4jError && error.code.startsWith('Neo.');
  if (isClient) return new IolausError('INTERNAL', { code: error.code }, { cause: error });
  // The driver's message goes on with advice for programmers.
  const detail = (error instanceof Error ? error.message : String(error)).split(/\.\s|\n/, 1)[0]!.slice(0, 200);
  return new IolausError('NEO4J_UNREACHABLE', { uri, detail }, { cause: error });
}
