import { basename } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { IolausError, type DryRun, type OnProgress, type WholeDryRun } from '@iolaus/contracts';
import {
  detectFormat,
  dryRun,
  sampleColumns,
  wholeDryRun,
  type DetectedFormat,
  type DryRunQuery,
  type SampledColumn,
} from '@iolaus/ingest';

/** What the thread is given. */
export interface DryRunTask {
  readonly query: DryRunQuery;
  /** All of the file, its first records, or no more than what it looks like. */
  readonly reach: 'whole' | 'first' | 'looks';
}

/** What the thread finds out; what the lake knows is not among it. */
export type WholeDryRunResult = Omit<WholeDryRun, 'known'>;

/** What a file looks like; of its columns how often they are filled, not with what. */
export type FileLooks = Omit<DetectedFormat, 'columns'> & {
  readonly columns: readonly Pick<SampledColumn, 'path' | 'filled01'>[];
};

/** What it says. */
export type DryRunMessage =
  | { readonly progress: Parameters<OnProgress>[0] }
  | { readonly read: DryRun | WholeDryRunResult | FileLooks }
  | {
      readonly refusal: {
        readonly code: string;
        readonly facts: Readonly<Record<string, string | number>>;
        readonly stack: string;
      };
    };

const port = parentPort;
if (port) {
  const say = (message: DryRunMessage): void => port.postMessage(message);
  const { query, reach } = workerData as DryRunTask;
  const readBy = {
    first: () => dryRun(query),
    whole: () => wholeDryRun(query, { onProgress: (progress) => say({ progress }), clock: Date.now }),
    looks: () => looksOf(query.path),
  };
  try {
    say({ read: await readBy[reach]() });
  } catch (error) {
    const { code, facts } = error instanceof IolausError ? error : { code: 'INTERNAL', facts: {} };
    say({ refusal: { code, facts, stack: error instanceof Error ? (error.stack ?? '') : String(error) } });
  }
}

async function looksOf(path: string): Promise<FileLooks> {
  const found = await detectFormat(path, basename(path));
  const columns = found.format === undefined ? [] : await sampleColumns(path, found.format);
  return { ...found, columns: columns.map(({ path: place, filled01 }) => ({ path: place, filled01 })) };
}
