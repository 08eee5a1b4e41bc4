import { importShared } from '@iolaus/ingest';
import { openHome } from './home.js';
import { megabytes } from './settings.js';

/**
 * Imports dumps as one of several workers, on this machine or others, that share the dumps and the home's lake: each takes what no other has claimed, and ends when all
 * are in the lake. It takes no lock and makes no rollup; afterwards an import of the same dumps by the home's owner finds them known and goes on from there.
 */
export function importAsWorker(options: {
  readonly home: string;
  readonly env: NodeJS.ProcessEnv;
  readonly paths: readonly string[];
  readonly mapping?: string | undefined;
  readonly onDump: (step: 'taken' | 'imported', path: string) => void;
  readonly signal: AbortSignal;
}): Promise<void> {
  const { home, env, paths, mapping, onDump, signal } = options;
  return importShared({
    folder: openHome(home).lake,
    paths,
    ...(mapping === undefined ? {} : { mappingPath: mapping }),
    memoryMb: megabytes(env, 'IOLAUS_DUCKDB_MB', 1024),
    onDump,
    isCancelled: () => signal.aborted,
  });
}
