import { importShared, type SharedImportOptions } from '../spark/shared-import.js';

/** What a worker process is told, as JSON in its first argument. */
export type WorkerOrder = Omit<SharedImportOptions, 'onDump' | 'isCancelled'>;

// One of several workers, as a process that a test can kill. Prints a line of JSON for each step.
await importShared({
  ...(JSON.parse(process.argv[2] ?? '{}') as WorkerOrder),
  onDump: (step, path) => process.stdout.write(`${JSON.stringify({ step, path })}\n`),
  isCancelled: () => false,
});
