import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, renameSync, watch, writeFileSync, type FSWatcher } from 'node:fs';
import { IolausError, type WatchView } from '@iolaus/contracts';
import { WatchFolder, type FileState, type Taken } from './watch-folder.js';

/** A folder to watch, and how its files are imported. */
export interface WatchRequest {
  readonly folder: string;
  readonly mapping?: string | undefined;
  readonly lakeOnly: boolean;
  /** Stands in the home, and goes on when the service starts again. */
  readonly keep: boolean;
}

/** Imports one file of a watched folder. */
export type TakeFile = (path: string, request: WatchRequest) => Promise<Taken>;

interface KeptWatch extends WatchRequest {
  readonly id: string;
  readonly sinceMs: number;
  readonly taken: readonly FileState[];
}

interface Watched {
  kept: KeptWatch;
  readonly watcher: WatchFolder;
  readonly stopLooking: () => void;
}

const LOOK_EVERY_MS = 2000;
/** After a hint of the system: as long as a file must stand still, and a little. */
const LOOK_AFTER_MS = 3200;

/** The watched folders of a home. */
export class Watches {
  readonly #file: string;
  readonly #clock: () => number;
  readonly #watched = new Map<string, Watched>();

  constructor({ file, clock = Date.now }: { readonly file: string; readonly clock?: () => number }) {
    this.#file = file;
    this.#clock = clock;
  }

  /** Begins to watch a folder. The same folder twice is refused (BAD_INPUT). */
  add(request: WatchRequest, take: TakeFile): WatchView {
    if (this.list().some(({ folder }) => folder === request.folder))
      throw new IolausError('BAD_INPUT', { detail: `the folder ${request.folder} is watched already` });
    const view = this.#begin({ ...request, id: randomUUID(), sinceMs: this.#clock(), taken: [] }, take);
    this.#save();
    return view;
  }

  /** Goes on with the folders that an earlier run of the service watched. */
  resume(take: TakeFile): void {
    if (!existsSync(this.#file)) return;
    for (const kept of JSON.parse(readFileSync(this.#file, 'utf8')) as KeptWatch[]) this.#begin(kept, take);
  }

  list(): WatchView[] {
    return [...this.#watched.values()].map(viewOf);
  }

  /** Watches a folder no longer; the file that is being imported is imported to its end. */
  remove(id: string): WatchView {
    const watched = this.#watched.get(id);
    if (!watched) throw new IolausError('NOT_FOUND', { what: 'watched folder', id });
    this.#watched.delete(id);
    watched.stopLooking();
    void watched.watcher.stop();
    this.#save();
    return viewOf(watched);
  }

  /** Lets go of all folders; those that are kept stand in the home for the next run. */
  async close(): Promise<void> {
    const all = [...this.#watched.values()];
    for (const { stopLooking } of all) stopLooking();
    await Promise.all(all.map(({ watcher }) => watcher.stop()));
  }

  #begin(kept: KeptWatch, take: TakeFile): WatchView {
    const watcher = new WatchFolder({
      folder: kept.folder,
      clock: this.#clock,
      taken: kept.taken,
      take: (path) => take(path, kept),
      onTaken: (taken) => {
        watched.kept = { ...watched.kept, taken };
        this.#save();
      },
    });
    const watched: Watched = { kept, watcher, stopLooking: lookAgainAndAgain(kept.folder, () => watcher.look()) };
    this.#watched.set(kept.id, watched);
    return viewOf(watched);
  }

  #save(): void {
    const kept = [...this.#watched.values()].map((each) => each.kept).filter(({ keep }) => keep);
    writeFileSync(`${this.#file}.tmp`, JSON.stringify(kept), { mode: 0o600 });
    renameSync(`${this.#file}.tmp`, this.#file);
  }
}

function viewOf({ kept, watcher }: Watched): WatchView {
  const { id, folder, mapping = null, sinceMs } = kept;
  return { id, folder, mapping, sinceMs, ...watcher.view() };
}

/** Looks every two seconds, and sooner after the system says that something changed; the hint is worth a look, never trusted alone. */
function lookAgainAndAgain(folder: string, look: () => Promise<void>): () => void {
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  let soon: NodeJS.Timeout | undefined;
  const hint = hintOf(folder, () => {
    clearTimeout(soon);
    soon = setTimeout(() => void look(), LOOK_AFTER_MS);
  });
  void look();
  return () => {
    clearInterval(timer);
    clearTimeout(soon);
    hint?.close();
  };
}

/** Undefined where the system gives none: a folder that is not there yet, a network share, too many watches. The timer finds the files as well. */
function hintOf(folder: string, onChange: () => void): FSWatcher | undefined {
  try {
    const watcher = watch(folder, onChange);
    watcher.on('error', () => watcher.close());
    return watcher;
  } catch {
    return undefined;
  }
}
