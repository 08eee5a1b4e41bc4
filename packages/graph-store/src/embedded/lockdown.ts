import { IolausError } from '@iolaus/contracts';
import { connect, type Credentials } from '../connect.js';

const OPEN_DOORS = [
  { door: 'LOAD CSV from a file', url: 'file:///etc/hostname', closed: /allow_csv_import_from_file_urls/ },
  { door: 'LOAD CSV from an address', url: 'http://127.0.0.1:9/x', closed: /blocked|not allowed/i },
];

/** Refuses with NEO4J_START_FAILED when the server would read a file or an address for a query. */
export async function proveLockdown(credentials: Credentials, log: string): Promise<void> {
  const driver = await connect(credentials);
  try {
    for (const { door, url, closed } of OPEN_DOORS) {
      const answer = await driver
        .executeQuery('LOAD CSV FROM $url AS line RETURN line LIMIT 1', { url }, { routing: 'READ' })
        .then(
          () => 'it was read',
          (error: unknown) => (error instanceof Error ? error.message : String(error)),
        );
      if (!closed.test(answer)) {
        throw new IolausError('NEO4J_START_FAILED', { detail: `${door} is not closed (${answer.slice(0, 120)})`, log });
      }
    }
  } finally {
    await driver.close();
  }
}
