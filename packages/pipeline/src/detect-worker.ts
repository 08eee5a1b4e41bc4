import { parentPort, workerData } from 'node:worker_threads';
import {
  IolausError,
  type DetectedNetwork,
  type Detection,
  type EventTable,
  type LakeTables,
  type NetworkRecord,
  type OnProgress,
} from '@iolaus/contracts';
import type { PublishedNetwork } from '@iolaus/graph-store';
import { RunMemo, type DetectParameters } from '@iolaus/detect';
import { makeSnapshot, type MadeNetwork, type SnapshotMemo } from './make-snapshot.js';
import { rememberEvents } from './remember-events.js';
import type { History, Snapshot } from './snapshot.js';

/** What the thread is made with. */
export interface ThreadData {
  readonly tables: LakeTables;
  /** What it may remember from run to run, in bytes; 0 where it is to remember nothing. */
  readonly memoBytes: number;
}

/** What a run is given. */
export interface DetectTask {
  readonly createdMs: number;
  readonly parameters: Partial<DetectParameters>;
  readonly history: { [K in keyof History]: History[K] | undefined };
  /** Whether somebody wants to hear of the networks before they are drawn. */
  readonly isFoundWished: boolean;
}

/** What it is told: a task, or the events that it wished for. */
export type DetectOrder = { readonly task: DetectTask } | { readonly events: EventTable };

/** Accounts whose exchanges it asks for, and how many of each; the answer is an event table. */
export interface EventsWish {
  readonly accounts: readonly string[];
  readonly most: number;
}

/** A network with what is drawn of it, or the place at which the last run sent it, with its record where that is another one. */
export type SentNetwork =
  | { readonly detected: DetectedNetwork; readonly made: MadeNetwork }
  | { readonly at: number; readonly record?: NetworkRecord };

/** A network that was found, or where the last run sent it. */
type SentFound = { readonly published: PublishedNetwork } | { readonly at: number; readonly record?: NetworkRecord };

/** A snapshot on its way to another thread. */
export interface SentSnapshot {
  readonly snapshot: Omit<Snapshot, 'networks'>;
  readonly detection: Omit<Detection, 'networks'>;
  readonly networks: readonly SentNetwork[];
}

/** What it says. */
export type DetectMessage =
  | { readonly wish: EventsWish }
  | { readonly progress: Parameters<OnProgress>[0] }
  | { readonly found: { readonly id: string; readonly networks: readonly SentFound[] } }
  | { readonly made: SentSnapshot }
  | { readonly refusal: { readonly code: string; readonly message: string; readonly stack: string } };

const port = parentPort;
if (port) {
  const say = (message: DetectMessage): void => port.postMessage(message);
  const { tables, memoBytes } = workerData as ThreadData;
  const memo: SnapshotMemo | undefined =
    memoBytes === 0 ? undefined : { detection: new RunMemo(memoBytes), networks: new WeakMap() };
  let takeEvents: (events: EventTable) => void = () => undefined;
  const readEvents = rememberEvents((accounts, { most }) => {
    const answer = new Promise<EventTable>((resolve) => (takeEvents = resolve));
    say({ wish: { accounts, most } });
    return answer;
  });
  let sent: readonly MadeNetwork[] = [];
  const run = async (task: DetectTask): Promise<SentSnapshot> => {
    const last = sent;
    const places = new Map(last.map(({ frame }, place) => [frame, place]));
    const placeOf = (each: MadeNetwork): { at: number; record?: NetworkRecord } | undefined => {
      const at = places.get(each.frame);
      if (at === undefined) return undefined;
      return last[at] === each ? { at } : { at, record: each.network.record };
    };
    const made = await makeSnapshot(tables, {
      createdMs: task.createdMs,
      parameters: task.parameters,
      ...task.history,
      constraints: task.history.constraints ?? [],
      readEvents,
      ...(memo ? { memo } : {}),
      onFound: ({ id, networks }) => {
        if (!task.isFoundWished) return;
        const found = networks.map(
          ({ known, published }): SentFound => (known && placeOf(known)) ?? { published: published() },
        );
        say({ found: { id, networks: found } });
      },
      onProgress: (progress) => say({ progress }),
    });
    sent = made.made;
    const { networks: detected, ...detection } = made.detection;
    const { networks: _, ...snapshot } = made.snapshot;
    return {
      snapshot,
      detection,
      networks: sent.map((each, at): SentNetwork => placeOf(each) ?? { detected: detected[at]!, made: each }),
    };
  };
  port.on('message', (order: DetectOrder) => {
    if ('events' in order) takeEvents(order.events);
    else
      run(order.task).then(
        (made) => say({ made }),
        (error: unknown) =>
          say({
            refusal: {
              code: error instanceof IolausError ? error.code : 'INTERNAL',
              message: error instanceof Error ? error.message : String(error),
              stack: error instanceof Error ? (error.stack ?? '') : '',
            },
          }),
      );
  });
}
