import { createHash } from 'node:crypto';
import type { Driver } from 'neo4j-driver';
import { ask } from './query.js';
import { DIGEST_ACCOUNTS } from './queries/digest-accounts.js';
import { DIGEST_INDICATORS } from './queries/digest-indicators.js';

const PAGE = 1_000;

/** Adds up one SHA-256 a row, so that neither the order of writing nor that of reading counts. */
export async function digestGraph(driver: Driver): Promise<string> {
  let sum = 0n;
  for (const query of [DIGEST_ACCOUNTS, DIGEST_INDICATORS]) {
    for (let after = ''; ;) {
      const rows = await ask(driver, query, { after, limit: PAGE });
      for (const { text } of rows) sum += BigInt(`0x${createHash('sha256').update(text).digest('hex')}`);
      const last = rows.at(-1);
      if (last === undefined) break;
      after = last.key;
    }
  }
  return BigInt.asUintN(256, sum).toString(16).padStart(64, '0');
}
