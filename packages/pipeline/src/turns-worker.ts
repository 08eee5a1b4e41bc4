import { parentPort, workerData } from 'node:worker_threads';
import type { EventTable } from '@iolaus/contracts';
import { alternationOfNetwork, type AlternationOptions } from '@iolaus/detect';

/** What the thread is given. */
export interface TurnsTask {
  readonly members: Parameters<typeof alternationOfNetwork>[0];
  readonly events: EventTable;
  readonly options: Partial<AlternationOptions>;
}

const port = parentPort;
if (port) {
  const { members, events, options } = workerData as TurnsTask;
  port.postMessage(alternationOfNetwork(members, events, options));
}
