import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { WatchReport, WatchView } from '@iolaus/contracts';

/** One file as the disk tells of it. */
export interface FileState {
  readonly path: string;
  readonly bytes: number;
  readonly mtimeMs: number;
  /** The same number as long as it is the same file, whatever it is called. */
  readonly inode: number;
}

/** What came of a file that was taken. */
export type Taken = Pick<WatchReport, 'state' | 'accepted' | 'refused' | 'job' | 'error'>;

/** How a folder is watched. */
export interface WatchFolderOptions {
  readonly folder: string;
  /** Imports one file; called for one file after the other, never for two at once. Must not throw for a file that is refused. */
  readonly take: (path: string) => Promise<Taken>;
  readonly clock: () => number;
  /** A file is complete when nothing of it changed for so long. */
  readonly settleMs?: number;
  /** What an earlier run took, so that it is not read again. */
  readonly taken?: readonly FileState[];
  /** Called after each change of what was taken. */
  readonly onTaken?: (taken: readonly FileState[]) => void;
}

const REPORTS_KEPT = 50;
/** Names under which programs write what is not complete: curl, browsers, rsync, editors, `mv`-into-place writers. */
const UNFINISHED = /(^[.~])|(~$)|\.(tmp|temp|part|partial|crdownload|download|filepart|swp|lock)$/i;
const MAPPING = /(^|\.)mapping\.ya?ml$/;

/** Whether a name in a watched folder can be a dump: no mapping file, and none of the names that half-written files have. */
export const isCandidate = (name: string): boolean => !UNFINISHED.test(name) && !MAPPING.test(name);

/**
 * Takes the files of a folder as they are completed: those whose size and time of change stood still for `settleMs`, and those that were renamed into place
 * so long after their last change. `look` is one round; who calls it, and how often, is the caller's choice.
 */
export class WatchFolder {
  readonly #options: WatchFolderOptions;
  readonly #settleMs: number;
  readonly #seen = new Map<string, { readonly file: FileState; readonly sinceMs: number }>();
  readonly #taken: Map<string, FileState>;
  #reports: WatchReport[] = [];
  #error: string | undefined;
  #importing: string | undefined;
  #looking: Promise<void> | undefined;
  #isStopped = false;

  constructor(options: WatchFolderOptions) {
    this.#options = options;
    this.#settleMs = options.settleMs ?? 3000;
    this.#taken = new Map((options.taken ?? []).map((file) => [file.path, file]));
  }

  /** What is watched, what waits until it is complete, and what came of the last files. */
  view(): Pick<WatchView, 'state' | 'error' | 'importing' | 'waiting' | 'taken' | 'reports'> {
    const waiting = [...this.#seen.values()].map(({ file }) => ({ path: file.path, bytes: file.bytes }));
    return {
      state: this.#error === undefined ? 'watching' : 'unreadable',
      error: this.#error ?? null,
      importing: this.#importing ?? null,
      waiting,
      taken: this.#taken.size,
      reports: this.#reports,
    };
  }

  /** Looks once, and takes every file that is complete, in the order of their names. A look that is under way is waited for instead. */
  look(): Promise<void> {
    this.#looking ??= this.#look()
      .then(
        () => (this.#error = undefined),
        (error: unknown) => (this.#error = `The folder cannot be watched: ${systemCode(error)}.`),
      )
      .finally(() => (this.#looking = undefined))
      .then(() => undefined);
    return this.#looking;
  }

  /** No file is taken from now on; resolves when the one that is being taken is done. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#looking;
  }

  async #look(): Promise<void> {
    const files = await filesOf(this.#options.folder);
    const now = this.#options.clock();
    this.#forgetAbsent(files);
    for (const file of files) {
      if (this.#isStopped) return;
      if (this.#isComplete(file, now)) await this.#take(file);
    }
  }

  /** A name whose file is gone is free for another one, which may even get the same inode. */
  #forgetAbsent(files: readonly FileState[]): void {
    const present = new Set(files.map(({ path }) => path));
    for (const path of [...this.#seen.keys(), ...this.#taken.keys()]) {
      if (present.has(path)) continue;
      this.#seen.delete(path);
      this.#taken.delete(path);
    }
  }

  /** Also notes the file, so that the next look can tell whether it stood still. */
  #isComplete(file: FileState, now: number): boolean {
    const taken = this.#taken.get(file.path);
    if (taken && isSame(taken, file)) return false;
    const before = this.#seen.get(file.path);
    const sinceMs = before && isSame(before.file, file) ? before.sinceMs : now;
    this.#seen.set(file.path, { file, sinceMs });
    return now - sinceMs >= this.#settleMs || (!before && now - file.mtimeMs >= this.#settleMs);
  }

  async #take(file: FileState): Promise<void> {
    this.#importing = file.path;
    const before = this.#taken.get(file.path);
    const isGrown = before !== undefined && before.inode === file.inode && before.bytes < file.bytes;
    // What was taken and grows was no complete file: its first part is in the lake, and would be counted twice.
    const taken: Taken = isGrown ? GROWN : await this.#options.take(file.path);
    this.#importing = undefined;
    this.#seen.delete(file.path);
    this.#report(file, taken);
    if (taken.state === 'vanished') return;
    // A refused file that changes is another attempt: it is not remembered as taken in that form.
    this.#taken.set(file.path, taken.state === 'refused' ? { ...file, inode: -1 } : file);
    this.#options.onTaken?.([...this.#taken.values()]);
  }

  #report(file: FileState, taken: Taken): void {
    const report = { path: file.path, name: basename(file.path), atMs: this.#options.clock(), ...taken };
    this.#reports = [report, ...this.#reports].slice(0, REPORTS_KEPT);
  }
}

const GROWN: Taken = {
  state: 'grown',
  accepted: 0,
  refused: 0,
  job: null,
  error:
    'It grew after it was imported. Remove the dump, then import the whole file; write files elsewhere and rename them into the folder.',
};

const isSame = (a: FileState, b: FileState): boolean =>
  a.bytes === b.bytes && a.mtimeMs === b.mtimeMs && (a.inode === b.inode || a.inode === -1);

/** The files of a folder that may be dumps, by name. A file that vanishes between listing and asking is left out. */
async function filesOf(folder: string): Promise<FileState[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile() && isCandidate(entry.name)).map(({ name }) => name);
  const files: FileState[] = [];
  for (const name of names.toSorted()) {
    const path = join(folder, name);
    const found = await stat(path).catch(unlessGone);
    if (found) files.push({ path, bytes: found.size, mtimeMs: found.mtimeMs, inode: found.ino });
  }
  return files;
}

function unlessGone(error: unknown): undefined {
  if (systemCode(error) !== 'ENOENT') throw error;
}

/** The system's own word, for example EACCES; a fault of ours is thrown on. */
function systemCode(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === undefined) throw error;
  return code;
}
