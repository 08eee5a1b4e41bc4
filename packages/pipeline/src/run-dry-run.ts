import { Worker } from 'node:worker_threads';
import { ERRORS, IolausError, type DryRun, type ErrorCode, type WorkOptions } from '@iolaus/contracts';
import type { DryRunQuery } from '@iolaus/ingest';
import type { DryRunMessage, DryRunTask, FileLooks, WholeDryRunResult } from './dry-run-worker.js';

/** Reads the first records of a file in a worker thread: a dry run asks nothing of the lake, and does not wait for an import. */
export function runDryRun(query: DryRunQuery): Promise<DryRun> {
  return inThread({ query, reach: 'first' }, {}) as Promise<DryRun>;
}

/** What a file looks like, told in a worker thread as well. */
export function runDetectFormat(path: string): Promise<FileLooks> {
  return inThread({ query: { path }, reach: 'looks' }, {}) as Promise<FileLooks>;
}

/** Reads all of a file in a worker thread; cancelling ends the thread. */
export function runWholeDryRun(query: DryRunQuery, work: WorkOptions): Promise<WholeDryRunResult> {
  return inThread({ query, reach: 'whole' }, work) as Promise<WholeDryRunResult>;
}

function inThread(
  task: DryRunTask,
  { onProgress, signal }: WorkOptions,
): Promise<DryRun | WholeDryRunResult | FileLooks> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./dry-run-worker.js', import.meta.url), { workerData: task });
    const cancel = (): void => {
      reject(new IolausError('CANCELLED', { done: 'a part of the file' }));
      void worker.terminate();
    };
    signal?.addEventListener('abort', cancel);
    worker.on('message', (message: DryRunMessage) => {
      if ('progress' in message) onProgress?.(message.progress);
      else if ('read' in message) resolve(message.read);
      else reject(refusalOf(message.refusal));
    });
    worker.once('error', reject);
    worker.once('exit', (code) => {
      signal?.removeEventListener('abort', cancel);
      reject(new IolausError('INTERNAL', {}, { cause: `the thread of the dry run ended with ${code}` }));
    });
    if (signal?.aborted) cancel();
  });
}

function refusalOf({ code, facts, stack }: Extract<DryRunMessage, { refusal: unknown }>['refusal']): IolausError {
  return new IolausError(Object.hasOwn(ERRORS, code) ? (code as ErrorCode) : 'INTERNAL', facts, { cause: stack });
}
