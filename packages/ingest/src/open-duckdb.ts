import { DuckDBInstance } from '@duckdb/node-api';

/**
 * An engine in memory. What it read of a file is not kept: files of a lake are written anew under the same name, of which DuckDB 1.5.6 then mixes old bytes with new ones ("Out of buffer"), and the
 * operating system keeps them at hand anyway.
 */
export function openDuckDb(options: Readonly<Record<string, string>>): Promise<DuckDBInstance> {
  return DuckDBInstance.create(':memory:', { enable_external_file_cache: 'false', ...options });
}
