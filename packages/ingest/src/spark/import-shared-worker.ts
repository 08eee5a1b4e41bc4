import { IolausError } from '@iolaus/contracts';
import { importShared, type SharedImportOptions } from './shared-import.js';

/** What a worker process is told, as JSON in its first argument. */
export type WorkerOrder = Omit<SharedImportOptions, 'onDump' | 'isCancelled'>;
/** A line of JSON that a worker prints: a step, or why it ended. */
export type WorkerLine =
  | { readonly step: 'taken' | 'imported'; readonly path: string }
  | { readonly code: string; readonly facts: Readonly<Record<string, string | number>> };

// One of several workers, on this machine or another. It ends by itself when all dumps are in the lake, or when its parent does, which closes the input.
let isCancelled = false;
process.once('SIGTERM', () => (isCancelled = true));
process.stdin.once('end', () => process.exit(1)).resume();

const print = (line: WorkerLine): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
try {
  const order = JSON.parse(process.argv[2] ?? '{}') as WorkerOrder;
  await importShared({ ...order, onDump: (step, path) => print({ step, path }), isCancelled: () => isCancelled });
} catch (error) {
  if (!(error instanceof IolausError)) throw error;
  print({ code: error.code, facts: error.facts });
  process.exitCode = 1;
} finally {
  process.stdin.destroy();
}
