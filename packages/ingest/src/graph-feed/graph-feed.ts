import { IolausError, type GraphFeed } from '@iolaus/contracts';
import type { FeedCalls } from './feed-source.js';

/** The feed of a lake's graph out of its calls, wherever they are answered; refuses with NOTHING_IMPORTED before the first rollup. */
export async function graphFeed(calls: FeedCalls): Promise<GraphFeed> {
  const { id, accounts, indicators, pairs, kinds, dumps, kept } = await calls.feedHead();
  return {
    id,
    accounts,
    indicators,
    pairs,
    kinds,
    dumps,
    kept,
    writeFiles: (folder, work = {}) => calls.writeGraphFiles(folder, work),
    changes: async (span, { signal } = {}) => {
      if (signal?.aborted) throw new IolausError('CANCELLED', { done: 'nothing of the load' });
      const opened = await calls.openChanges(span);
      return {
        rows: opened.rows,
        skippedRows: opened.skippedRows,
        next: () => calls.nextChanges(opened.id),
        close: () => calls.closeChanges(opened.id),
      };
    },
    keep: (ids) => calls.keepRollups(ids),
  };
}
