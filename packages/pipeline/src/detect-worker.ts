import { parentPort, workerData } from 'node:worker_threads';
import { IolausError, type EventTable, type LakeTables, type OnProgress } from '@iolaus/contracts';
import type { DetectParameters, ReadEvents } from '@iolaus/detect';
import type { History } from './snapshot.js';
import { makeSnapshot, type MadeSnapshot } from './make-snapshot.js';

/** What the worker is given. */
export interface DetectTask {
  readonly tables: LakeTables;
  readonly createdMs: number;
  readonly parameters: Partial<DetectParameters>;
  readonly history: { [K in keyof History]: History[K] | undefined };
}

/** Accounts whose exchanges it asks for, and how many of each; the answer is an event table. */
export interface EventsWish {
  readonly accounts: readonly string[];
  readonly most: number;
}

/** What it says. */
export type DetectMessage =
  | { readonly wish: EventsWish }
  | { readonly progress: Parameters<OnProgress>[0] }
  | { readonly made: MadeSnapshot }
  | { readonly refusal: { readonly code: string; readonly message: string; readonly stack: string } };

const port = parentPort;
if (port) {
  const say = (message: DetectMessage): void => port.postMessage(message);
  const task = workerData as DetectTask;
  const readEvents: ReadEvents = (accounts, { most }) => {
    const answer = new Promise<EventTable>((resolve) => port.once('message', resolve));
    say({ wish: { accounts, most } });
    return answer;
  };
  try {
    say({
      made: await makeSnapshot(task.tables, {
        createdMs: task.createdMs,
        parameters: task.parameters,
        ...task.history,
        constraints: task.history.constraints ?? [],
        readEvents,
        onProgress: (progress) => say({ progress }),
      }),
    });
  } catch (error) {
    const code = error instanceof IolausError ? error.code : 'INTERNAL';
    say({
      refusal: {
        code,
        message: error instanceof Error ? error.message : String(error),
        stack: error instanceof Error ? (error.stack ?? '') : '',
      },
    });
  }
}
