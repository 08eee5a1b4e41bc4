import { Worker } from 'node:worker_threads';
import { IolausError } from '@iolaus/contracts';
import type { NetworkAlternation } from '@iolaus/detect';
import type { TurnsTask } from './turns-worker.js';

/** The one before: one at a time, so that the other core is left to whoever asks for something else. */
let before: Promise<unknown> = Promise.resolve();

/** Says whether accounts of a network take turns, in a worker thread: hundreds of thousands of requests take seconds, in which the service must answer. The events are handed over. */
export function runTurns(task: TurnsTask): Promise<NetworkAlternation> {
  const run = before.then(() => inThread(task));
  before = run.catch(() => undefined);
  return run;
}

function inThread(task: TurnsTask): Promise<NetworkAlternation> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./turns-worker.js', import.meta.url), {
      workerData: task,
      transferList: [task.events.account.buffer as ArrayBuffer, task.events.ms.buffer as ArrayBuffer],
    });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) =>
      reject(new IolausError('INTERNAL', {}, { cause: `the thread that looks for turns ended with ${code}` })),
    );
  });
}
