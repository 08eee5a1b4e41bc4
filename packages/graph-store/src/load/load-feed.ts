import { dumpNumber, IolausError, type GraphBatch, type GraphFeed, type WorkOptions } from '@iolaus/contracts';
import type { Driver } from 'neo4j-driver';
import type { LoadReport } from '../graph-store.js';
import { GraphWriter } from './graph-writer.js';
import { keysOf, rowsOf, sizeOf } from './load-rows.js';
import * as statements from './load-statements.js';

/** How far the graph is, as its checkpoint says; written in the transaction of each batch. */
interface Checkpoint {
  /** The feed that the graph holds, or is being led to; null before the first load. */
  readonly load: string | null;
  /** The feed that it is being led from; null when everything is written. */
  readonly since: string | null;
  /** Batches that are done; −1 while sightings of unknown origin are being removed. */
  readonly batches: number;
  readonly isDone: boolean;
  /** Whether the graph was empty when everything began to be written. */
  readonly isFresh: boolean;
  readonly isEmpty: boolean;
}

/** A part of the way: from one feed to another, and how far it is gone. */
interface Span {
  readonly since: string | undefined;
  readonly until: string;
  readonly done: number;
  readonly isFresh: boolean;
  /** What the checkpoint said when the span was chosen; absent for the rest of one that was begun. */
  readonly read?: Checkpoint;
}

/** Thrown inside a transaction that finds another graph than the checkpoint says; nothing of it is kept. */
class Diverged extends Error {}

/**
 * Makes the graph equal to the feed. A graph that holds an earlier feed that is still kept gets the changes; any other gets everything. Each batch commits with its
 * checkpoint, so a load that was cut anywhere goes on exactly, first to the feed that it was on its way to.
 */
export async function loadFeed(driver: Driver, feed: GraphFeed, work: WorkOptions = {}): Promise<LoadReport> {
  const started = performance.now();
  const writer = new GraphWriter(driver, work);
  const before = await readCheckpoint(writer);
  const isResumed = before.load !== null && !before.isDone && before.batches > 0;
  let pairs = 0;
  for (let from = before; !(from.isDone && from.load === feed.id); from = await readCheckpoint(writer)) {
    const load = new Load(writer, feed, work);
    const span = nextSpan(from, feed);
    pairs += await load.run(span).catch(async (error: unknown) => {
      const isWholeWay = span.since === undefined && span.done <= 0;
      if (!(error instanceof Diverged) || isWholeWay) throw error;
      await load.forget();
      return 0;
    });
  }
  return { loadId: feed.id, isResumed, pairs, seconds: (performance.now() - started) / 1000 };
}

async function readCheckpoint(writer: GraphWriter): Promise<Checkpoint> {
  const [row] = await writer.write(statements.READ_CHECKPOINT, {});
  return {
    ...(row as unknown as Checkpoint),
    isDone: row?.['isDone'] === true,
    batches: Number(row?.['batches'] ?? 0),
  };
}

/** The rest of a way that was begun, when both its ends are at hand; else from what the graph holds, else from nothing. */
function nextSpan(read: Checkpoint, feed: GraphFeed): Span {
  const { load, since, batches, isDone, isFresh, isEmpty } = read;
  const isKept = (id: string): boolean => id === feed.id || feed.kept.includes(id);
  if (load !== null && !isDone && isKept(load) && (since === null || isKept(since)))
    return { since: since ?? undefined, until: load, done: batches, isFresh };
  if (load !== null && isDone && isKept(load)) return { since: load, until: feed.id, done: 0, isFresh: false, read };
  return { since: undefined, until: feed.id, done: isEmpty ? 0 : -1, isFresh: isEmpty, read };
}

class Load {
  readonly #writer: GraphWriter;
  readonly #feed: GraphFeed;
  readonly #work: WorkOptions;

  constructor(writer: GraphWriter, feed: GraphFeed, work: WorkOptions) {
    this.#writer = writer;
    this.#feed = feed;
    this.#work = work;
  }

  /** Goes to the end of the span; gives how many pairs it wrote. */
  async run(span: Span): Promise<number> {
    const { since, until, done, isFresh, read } = span;
    // Both ends stay at hand until the way is gone, whatever is imported after a cut.
    await this.#feed.keep([...new Set([...(since === undefined ? [] : [since]), until, this.#feed.id])]);
    if (read && !(await this.#begin(read, span))) return 0;
    if (done < 0) await this.#clear(until);
    const changes = await this.#feed.changes({ since, until, skip: Math.max(0, done) }, this.#work);
    let pairs = 0;
    try {
      let rows = changes.skippedRows;
      let batch = await changes.next();
      for (let at = Math.max(0, done); batch !== undefined; at += 1) {
        this.#report(`Loading ${batch.what}`, rows, changes.rows);
        // The next batch is read while this one is written: a fifth of the time.
        const [, following] = await Promise.all([
          this.#writeBatch(batch, { load: until, at, isFresh }),
          changes.next(),
        ]);
        rows += sizeOf(batch);
        if (batch.what === 'pairs') pairs += sizeOf(batch);
        batch = following;
      }
      this.#report('Loading the graph', changes.rows, changes.rows);
    } finally {
      await changes.close();
    }
    await this.#finish(until);
    return pairs;
  }

  /** Opens the checkpoint; false when another load did so meanwhile. */
  async #begin({ load, since, batches, isDone }: Checkpoint, span: Span): Promise<boolean> {
    const begun = await this.#writer.write(statements.BEGIN, {
      read: { load, since, batches, isDone },
      load: span.until,
      since: span.since ?? null,
      batches: span.done,
      isFresh: span.isFresh,
    });
    return begun.length > 0;
  }

  /** After a graph was found to be another than its checkpoint says: the next way begins from nothing. */
  async forget(): Promise<void> {
    await this.#writer.write(statements.FORGET, {});
  }

  async #clear(load: string): Promise<void> {
    for (let gone = 0; ;) {
      const [row] = await this.#writer.write(statements.CLEAR_PAIRS, { load });
      gone += Number(row?.['rows'] ?? 0);
      this.#work.onProgress?.({ phase: 'Removing sightings of unknown origin', done: gone, total: 0, unit: 'pairs' });
      if (!row?.['rows']) break;
    }
    await this.#writer.write(statements.CLEARED, { load });
  }

  async #writeBatch(
    batch: GraphBatch,
    place: { readonly load: string; readonly at: number; readonly isFresh: boolean },
  ): Promise<void> {
    const { load, at, isFresh } = place;
    const rows = rowsOf(batch);
    await this.#writer.transaction(async (run) => {
      const [turn] = await run(statements.TAKE_TURN, { load, batch: at });
      if (turn === undefined) throw new IolausError('CANCELLED', { done: 'part of the load, by another load' });
      const before = Number(turn['before']);
      if (before > at) return;
      if (before < at) throw new Diverged();
      const [written] = await run(statementOf(batch, isFresh), { rows });
      if (written?.['rows'] !== sizeOf(batch)) throw new Diverged();
      if (batch.action === 'all' && batch.what !== 'pairs' && !isFresh) {
        const keys = keysOf(batch);
        const last = batch.isLast ? null : keys.at(-1);
        await run(statements.WRITE[batch.what].sweep, { keys, after: batch.after, last });
      }
    });
  }

  /** Compares the counts, keeps the figures of the feed, and closes the checkpoint. */
  async #finish(until: string): Promise<void> {
    this.#work.onProgress?.({ phase: 'Closing the load', done: 0, total: 1, unit: 'steps' });
    const { accounts, indicators, pairs, kinds, dumps, id } = this.#feed;
    if (until === id) {
      const [counts] = await this.#writer.write(statements.COUNT, {});
      if (counts?.['accounts'] !== accounts || counts['indicators'] !== indicators || counts['pairs'] !== pairs)
        throw new Diverged();
    }
    await this.#writer.write(statements.FINISH, {
      load: until,
      kinds: kinds.map((each) => [each.kind, each.indicators, each.sightings, each.pairs]),
      dumps: dumps.map((sha256) => [sha256, dumpNumber(sha256)]),
    });
    if (until !== id) return;
    // The full-text index follows its writes in the background; a search right after a load must find them.
    await this.#writer.write(statements.AWAIT_WORDS, {});
    await this.#feed.keep([id]);
    this.#work.onProgress?.({ phase: 'Closing the load', done: 1, total: 1, unit: 'steps' });
  }

  #report(phase: string, done: number, total: number): void {
    this.#work.onProgress?.({ phase, done, total, unit: 'rows' });
  }
}

function statementOf(batch: GraphBatch, isFresh: boolean): string {
  if (batch.what === 'pairs') return statements.WRITE.pairs[batch.action === 'all' ? 'create' : batch.action];
  const action = batch.action === 'all' ? (isFresh ? 'create' : 'merge') : batch.action;
  return statements.WRITE[batch.what][action];
}
