import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, rm, stat, writeFile, type FileHandle } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** Time after which a claim without a sign of life may be taken over, in ms. */
export const STALE_MS = 60_000;
const BEATS_A_TERM = 6;
const MOST_WAIT_MS = 500;

/** A claim in the hands of this process. */
export interface Claim {
  readonly key: string;
  /** False when another worker took it over, because this one gave no sign of life for too long: what it made must not be committed then. */
  isMine(): Promise<boolean>;
  release(): Promise<void>;
}

/**
 * Claims of one worker on a path that all workers share. A claim is a file that only one of them can create; its owner writes to it again and again, and when it
 * has not for a while another worker takes the claim over. Ages are told by the clock of the file system alone, so the workers' clocks may differ.
 */
export class Claims {
  readonly #folder: string;
  readonly #staleMs: number;
  readonly #name = `${hostname()}-${process.pid}-${randomBytes(6).toString('hex')}`;

  constructor(options: { readonly folder: string; readonly staleMs?: number }) {
    this.#folder = options.folder;
    this.#staleMs = options.staleMs ?? STALE_MS;
  }

  /** Takes the claim on a key; undefined while another worker holds it. */
  async take(key: string): Promise<Claim | undefined> {
    await mkdir(this.#folder, { recursive: true });
    const path = join(this.#folder, `${createHash('sha256').update(key).digest('hex').slice(0, 32)}.claim`);
    const file = (await create(path)) ?? ((await this.#clearStale(path)) ? await create(path) : undefined);
    return file && this.#hold(key, path, file);
  }

  /** Waits for the claim on a key, and does something while it holds it. */
  async during<T>(key: string, work: (claim: Claim) => Promise<T>): Promise<T> {
    for (let waitMs = 10; ; waitMs = Math.min(MOST_WAIT_MS, waitMs * 2)) {
      const claim = await this.take(key);
      if (!claim) {
        await setTimeout(waitMs);
        continue;
      }
      try {
        return await work(claim);
      } finally {
        await claim.release();
      }
    }
  }

  async #hold(key: string, path: string, file: FileHandle): Promise<Claim> {
    const text = JSON.stringify({ key, host: hostname(), pid: process.pid });
    const beat = (): Promise<unknown> => file.write(text, 0);
    await beat();
    let beating: Promise<unknown> = Promise.resolve();
    let failure: unknown;
    const timer = setInterval(() => {
      beating = beating.then(beat).catch((error: unknown) => (failure = error));
    }, this.#staleMs / BEATS_A_TERM);
    timer.unref();
    // The file that is open here cannot be mistaken for one that another worker made in its place.
    const isMine = async (): Promise<boolean> =>
      failure === undefined && (await inodeOf(path)) === (await file.stat()).ino;
    return {
      key,
      isMine,
      release: async () => {
        clearInterval(timer);
        await beating;
        if (await isMine()) await rm(path, { force: true });
        await file.close();
      },
    };
  }

  /**
   * Removes a claim without a sign of life; false when it lives, or another worker is removing it. One worker at a time looks again and removes: what it saw before may be
   * the claim of the dead, and what lies there now that of the next owner.
   */
  async #clearStale(path: string): Promise<boolean> {
    if (!(await this.#isStale(path))) return false;
    const turn = `${path}.turn`;
    const file = await create(turn);
    if (!file) {
      // Its owner died in the moment between the two steps below.
      if (await this.#isStale(turn)) await rm(turn, { force: true });
      return false;
    }
    try {
      const isStale = await this.#isStale(path);
      if (isStale) await rm(path, { force: true });
      return isStale;
    } finally {
      await file.close();
      await rm(turn, { force: true });
    }
  }

  /** Whether nobody has written to a file for too long; one that is not there is as good as stale. */
  async #isStale(path: string): Promise<boolean> {
    const seen = await statOf(path);
    return seen === undefined || (await this.#now()) - seen.mtimeMs > this.#staleMs;
  }

  /** The time of the file system, in Unix ms. */
  async #now(): Promise<number> {
    const probe = join(this.#folder, `.now-${this.#name}`);
    await writeFile(probe, '');
    const { mtimeMs } = await stat(probe);
    await rm(probe);
    return mtimeMs;
  }
}

/** A list of things to do that several workers share. */
export interface SharedWork<T> {
  readonly claims: Claims;
  readonly items: readonly T[];
  /** Names an item in the same way for all workers. */
  readonly keyOf: (item: T) => string;
  /** Whether the item is done, as all workers can see. */
  readonly isDone: (item: T) => Promise<boolean>;
  /** Does the item and makes that visible, unless the claim is lost. */
  readonly work: (item: T, claim: Claim) => Promise<void>;
}

/** Works on items until all of them are done, by whomever; those that another worker holds are looked at again, since it may die. */
export async function workThrough<T>({ claims, items, keyOf, isDone, work }: SharedWork<T>): Promise<void> {
  for (let waitMs = 20; ; waitMs = Math.min(MOST_WAIT_MS, waitMs * 2)) {
    let open = 0;
    for (const item of items) {
      if (await isDone(item)) continue;
      open++;
      const claim = await claims.take(keyOf(item));
      if (!claim) continue;
      waitMs = 20;
      try {
        // It may have been finished between the question and the claim.
        if (!(await isDone(item))) await work(item, claim);
      } finally {
        await claim.release();
      }
    }
    if (open === 0) return;
    await setTimeout(waitMs);
  }
}

async function create(path: string): Promise<FileHandle | undefined> {
  let file: FileHandle | undefined;
  await unless(
    'EEXIST',
    open(path, 'wx', 0o600).then((opened) => (file = opened)),
  );
  return file;
}

async function statOf(path: string): Promise<{ ino: number; mtimeMs: number } | undefined> {
  let found: { ino: number; mtimeMs: number } | undefined;
  await unless(
    'ENOENT',
    stat(path).then((each) => (found = each)),
  );
  return found;
}

const inodeOf = async (path: string): Promise<number | undefined> => (await statOf(path))?.ino;

/** True when it is done, false when it failed for the expected reason. */
async function unless(code: string, done: Promise<unknown>): Promise<boolean> {
  try {
    await done;
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === code) return false;
    throw error;
  }
}
