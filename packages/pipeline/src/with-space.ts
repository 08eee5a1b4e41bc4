import type { WorkOptions } from '@iolaus/contracts';
import { checkFreeSpace, freeBytes, LEAST_FREE_BYTES, type FreeBytes } from '@iolaus/graph-store';

const WATCH_MS = 1_000;

/** Which disk is watched, and how its room is found out. */
export interface SpaceGuard {
  readonly folder: string;
  /** Bytes that are needed before the work begins, beyond those that must always stay. */
  readonly need?: number;
  readonly free?: FreeBytes;
  readonly watchMs?: number;
}

/**
 * Does work that fills a disk. Refuses with DISK_FULL before it begins when there is no room, and stops it at its next safe point when room runs out meanwhile: a
 * database on a full disk stops answering altogether, one that is left in time goes on being read.
 */
export async function withSpace<T>(
  guard: SpaceGuard,
  work: WorkOptions,
  run: (work: WorkOptions) => Promise<T>,
): Promise<T> {
  const { folder, need = 0, free = freeBytes, watchMs = WATCH_MS } = guard;
  await checkFreeSpace(folder, LEAST_FREE_BYTES + need, free);
  const full = new AbortController();
  const timer = setInterval(
    () => void checkFreeSpace(folder, LEAST_FREE_BYTES, free).catch((error: unknown) => full.abort(error)),
    watchMs,
  );
  try {
    const signals = work.signal ? [work.signal, full.signal] : [full.signal];
    return await run({ ...work, signal: AbortSignal.any(signals) });
  } catch (error) {
    throw full.signal.aborted ? full.signal.reason : error;
  } finally {
    clearInterval(timer);
  }
}
