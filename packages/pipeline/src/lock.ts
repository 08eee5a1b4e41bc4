import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { IolausError, type WorkOptions } from '@iolaus/contracts';
import { isAlive } from '@iolaus/ingest/process-alive';
import { parseJson } from './parse-json.js';

/** Who owns a home. `url` and `token` are there when it is being served. */
export interface Owner {
  readonly pid: number;
  readonly startedMs: number;
  readonly url?: string;
  readonly token?: string;
}

/** Locks that this process has. In a container every process has the same number: a lock with this one's may be that of a dead one. */
const own = new Set<string>();

/** The living owner of a home, or undefined. A lock of a dead process counts as none, and so does one of which a power cut left a part. */
export function ownerOf(lockFile: string): Owner | undefined {
  const owner = parseJson(read(lockFile)) as Partial<Owner> | null | undefined;
  if (typeof owner?.pid !== 'number') return undefined;
  const isHeld = owner.pid === process.pid ? own.has(resolve(lockFile)) : isAlive(owner.pid);
  return isHeld ? (owner as Owner) : undefined;
}

/** Another process may let its lock go at any time. */
function read(lockFile: string): string {
  try {
    return readFileSync(lockFile, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

/** A home's lock in the hands of its owner. */
export interface Lock {
  /** Tells others where the home is served. The token lets local commands in. */
  announce(url: string, token: string): void;
  release(): void;
}

/** Takes the lock, or refuses while another process lives (HOME_BUSY). Two processes that try at once cannot both get it: the lock file is linked into place. */
export function takeLock(lockFile: string, home: string, startedMs: number): Lock {
  const mine: Owner = { pid: process.pid, startedMs };
  const draft = `${lockFile}.${process.pid}.${randomBytes(4).toString('hex')}`;
  const write = (file: string, owner: Owner): void => writeFileSync(file, JSON.stringify(owner), { mode: 0o600 });
  write(draft, mine);
  try {
    const owner = ownerOf(lockFile);
    if (owner && owner.pid !== process.pid) throw new IolausError('HOME_BUSY', { home, pid: owner.pid });
    if (!owner) rmSync(lockFile, { force: true });
    linkSync(draft, lockFile);
    own.add(resolve(lockFile));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST')
      throw new IolausError('HOME_BUSY', { home, pid: ownerOf(lockFile)?.pid ?? 0 }, { cause: error });
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return {
    announce: (url, token) => {
      write(draft, { ...mine, url, token });
      renameSync(draft, lockFile);
    },
    release: () => {
      if (ownerOf(lockFile)?.pid === process.pid) rmSync(lockFile, { force: true });
      own.delete(resolve(lockFile));
    },
  };
}

const POLL_MS = 300;

/** Waits until the home has no owner, or one that serves it; refuses with CANCELLED when the wish is taken back. */
export async function untilFree(lockFile: string, { onProgress, signal }: WorkOptions): Promise<void> {
  const started = Date.now();
  for (;;) {
    const owner = ownerOf(lockFile);
    if (owner === undefined || owner.url !== undefined || owner.pid === process.pid) return;
    if (signal?.aborted) throw new IolausError('CANCELLED', { done: 'nothing: another process had the home' });
    const waited = Math.round((Date.now() - started) / 1000);
    onProgress?.({ phase: `Waiting for process ${owner.pid}`, done: waited, total: 0, unit: 's' });
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
