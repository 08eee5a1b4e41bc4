import type { DuckDBConnection } from '@duckdb/node-api';

/** Notes accounts in the table `wanted_accounts` (n, account) with their places; one that is given twice counts at the first. Who asked drops the table. */
export async function wantAccounts(connection: DuckDBConnection, accounts: readonly string[]): Promise<void> {
  await connection.run('CREATE OR REPLACE TEMP TABLE wanted_accounts (n INTEGER, account VARCHAR)');
  const appender = await connection.createAppender('wanted_accounts');
  const known = new Set<string>();
  for (const [n, account] of accounts.entries()) {
    if (known.has(account)) continue;
    known.add(account);
    appender.appendInteger(n);
    appender.appendVarchar(account);
    appender.endRow();
  }
  appender.closeSync();
}
