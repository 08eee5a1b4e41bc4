import { Worker } from 'node:worker_threads';
import {
  IolausError,
  type DetectedNetwork,
  type LakeTables,
  type NetworkRecord,
  type WorkOptions,
} from '@iolaus/contracts';
import type { DetectParameters, ReadEvents } from '@iolaus/detect';
import type { DetectMessage, DetectTask, EventsWish, SentSnapshot, ThreadData } from './detect-worker.js';
import type { FoundNetworks, MadeNetwork, MadeSnapshot } from './make-snapshot.js';
import type { History } from './snapshot.js';

/** Most of what a run makes is short-lived: with the default of 48 MB, a tenth of its time goes into collecting that. */
const YOUNG_MB = 192;

/** One run of detection. `readEvents` is asked from the thread for the order of exchanges. */
export type DetectionRun = {
  readonly createdMs: number;
  readonly parameters?: Partial<DetectParameters>;
  readonly readEvents: ReadEvents;
  /** Hears of the networks as soon as they are found, while they are being drawn. */
  readonly onFound?: ((found: FoundNetworks) => void) | undefined;
} & Partial<History> &
  WorkOptions;

/**
 * A worker thread that detects and lays out, so that the service goes on answering. It has its tables once and remembers its runs; one run at a time. Cancelling ends the thread, and so does any
 * failure: a new one is as good.
 */
export class DetectionThread {
  readonly #worker: Worker;
  #isOver = false;
  /** What the last run sent: of networks that are the same, the next one sends no more than the place. */
  #received: readonly Received[] = [];

  constructor(tables: LakeTables, options: { readonly memoBytes: number }) {
    const workerData: ThreadData = { tables, memoBytes: options.memoBytes };
    this.#worker = new Worker(new URL('./detect-worker.js', import.meta.url), {
      workerData,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    });
    this.#worker.on('exit', () => (this.#isOver = true));
    // An idle thread keeps no process alive.
    this.#worker.unref();
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** Detects; refuses with CANCELLED where the signal says so. */
  async run(options: DetectionRun): Promise<MadeSnapshot> {
    this.#worker.ref();
    try {
      return this.#join(await this.#ask(options));
    } catch (error) {
      await this.end();
      throw error;
    } finally {
      this.#worker.unref();
    }
  }

  async end(): Promise<void> {
    this.#isOver = true;
    await this.#worker.terminate();
  }

  #join({ snapshot, detection, networks }: SentSnapshot): MadeSnapshot {
    const all = networks.map((sent): Received =>
      'at' in sent ? withRecord(this.#received[sent.at]!, sent.record) : sent,
    );
    this.#received = all;
    return {
      detection: { ...detection, networks: all.map(({ detected }) => detected) },
      snapshot: { ...snapshot, networks: all.map(({ made }) => made.network) },
      frames: new Map(all.map(({ made }) => [made.network.record.id, made.frame])),
    };
  }

  #found({ id, networks }: Extract<DetectMessage, { readonly found: unknown }>['found']): FoundNetworks {
    return {
      id,
      networks: networks.map((sent) =>
        'at' in sent ? withRecord(this.#received[sent.at]!, sent.record).made.network : sent.published,
      ),
    };
  }

  #ask(options: DetectionRun): Promise<SentSnapshot> {
    const worker = this.#worker;
    const task: DetectTask = {
      createdMs: options.createdMs,
      parameters: options.parameters ?? {},
      history: {
        constraints: options.constraints,
        baseline: options.baseline,
        before: options.before,
        free: options.free,
        model: options.model,
      },
      isFoundWished: options.onFound !== undefined,
    };
    return new Promise((resolve, reject) => {
      const cancel = (): void => settle(() => reject(new IolausError('CANCELLED', { done: 'a part of detection' })));
      const failed = (error: Error): void => settle(() => reject(error));
      const ended = (code: number): void =>
        failed(new IolausError('INTERNAL', {}, { cause: `the detection thread ended with ${code}` }));
      const answer = async ({ accounts, most }: EventsWish): Promise<void> => {
        worker.postMessage({ events: await options.readEvents(accounts, { most }) }, []);
      };
      const hear = (message: DetectMessage): void => {
        if ('progress' in message) options.onProgress?.(message.progress);
        else if ('wish' in message)
          answer(message.wish).catch((error: unknown) =>
            failed(error instanceof Error ? error : new IolausError('INTERNAL', {}, { cause: error })),
          );
        else if ('found' in message) options.onFound?.(this.#found(message.found));
        else if ('made' in message) settle(() => resolve(message.made));
        else failed(new IolausError('INTERNAL', {}, { cause: message.refusal.stack }));
      };
      const settle = (how: () => void): void => {
        options.signal?.removeEventListener('abort', cancel);
        worker.off('message', hear);
        worker.off('error', failed);
        worker.off('exit', ended);
        how();
      };
      options.signal?.addEventListener('abort', cancel);
      worker.on('message', hear);
      worker.on('error', failed);
      worker.on('exit', ended);
      if (options.signal?.aborted) cancel();
      else worker.postMessage({ task }, []);
    });
  }
}

interface Received {
  readonly detected: DetectedNetwork;
  readonly made: MadeNetwork;
}

function withRecord(known: Received, record: NetworkRecord | undefined): Received {
  if (record === undefined) return known;
  const { detected, made } = known;
  return { detected: { ...detected, record }, made: { ...made, network: { ...made.network, record } } };
}
