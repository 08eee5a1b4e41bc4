import { Worker } from 'node:worker_threads';
import { IolausError, type LakeTables, type WorkOptions } from '@iolaus/contracts';
import type { DetectParameters, ReadEvents } from '@iolaus/detect';
import type { DetectMessage, DetectTask, EventsWish } from './detect-worker.js';
import type { History } from './snapshot.js';
import type { MadeSnapshot } from './make-snapshot.js';

/** Runs detection and layout in a worker thread, so that the service goes on answering; cancelling ends the thread. `readEvents` is asked from there for the order of exchanges. */
export function runDetection(
  tables: LakeTables,
  options: {
    readonly createdMs: number;
    readonly parameters?: Partial<DetectParameters>;
    readonly readEvents: ReadEvents;
  } & Partial<History> &
    WorkOptions,
): Promise<MadeSnapshot> {
  const task: DetectTask = {
    tables,
    createdMs: options.createdMs,
    parameters: options.parameters ?? {},
    history: {
      constraints: options.constraints,
      baseline: options.baseline,
      before: options.before,
      free: options.free,
    },
  };
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./detect-worker.js', import.meta.url), { workerData: task });
    const cancel = (): void => {
      reject(new IolausError('CANCELLED', { done: 'a part of detection' }));
      void worker.terminate();
    };
    const end = (): void => options.signal?.removeEventListener('abort', cancel);
    options.signal?.addEventListener('abort', cancel);
    const answer = async ({ accounts, most }: EventsWish): Promise<void> => {
      worker.postMessage(await options.readEvents(accounts, { most }), []);
    };
    worker.on('message', (message: DetectMessage) => {
      if ('progress' in message) options.onProgress?.(message.progress);
      else if ('wish' in message)
        answer(message.wish).catch((error: unknown) => {
          reject(error instanceof Error ? error : new IolausError('INTERNAL', {}, { cause: error }));
          void worker.terminate();
        });
      else if ('made' in message) {
        end();
        resolve(message.made);
      } else reject(new IolausError('INTERNAL', {}, { cause: message.refusal.stack }));
    });
    worker.once('error', (error) => (end(), reject(error)));
    worker.once('exit', (code) =>
      reject(new IolausError('INTERNAL', {}, { cause: `the detection thread ended with ${code}` })),
    );
    if (options.signal?.aborted) cancel();
  });
}
