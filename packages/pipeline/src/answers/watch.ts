import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { IolausError, type Job, type WatchView } from '@iolaus/contracts';
import type { Taken } from '../watch-folder.js';
import type { TakeFile, WatchRequest } from '../watches.js';
import type { Workbench } from '../workbench.js';
import { startImport } from './work.js';

/** Begins to import the files of a folder as they are completed. Refuses what is no folder (FILE_MISSING). */
export function startWatch(workbench: Workbench, request: WatchRequest): WatchView {
  const folder = resolve(request.folder);
  const mapping = request.mapping === undefined ? undefined : resolve(request.mapping);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new IolausError('FILE_MISSING', { path: folder });
  if (mapping !== undefined && !statSync(mapping, { throwIfNoEntry: false }))
    throw new IolausError('FILE_MISSING', { path: mapping });
  return workbench.watches.add({ ...request, folder, mapping }, takerOf(workbench));
}

/** Goes on with the folders that the service watched when it ended. */
export function resumeWatches(workbench: Workbench): void {
  workbench.watches.resume(takerOf(workbench));
}

/** A file of a watched folder becomes a job like any other import. */
function takerOf(workbench: Workbench): TakeFile {
  return async (path, { mapping, lakeOnly }) => {
    const { id } = startImport(workbench, { paths: [path], mapping, lakeOnly, engine: 'duckdb' });
    return takenOf(await workbench.jobs.ended(id));
  };
}

/** What came of a file, told from its job. */
export function takenOf({ id, state, report, error }: Job): Taken {
  const counts = { accepted: report?.accepted ?? 0, refused: report?.refused ?? 0, job: id };
  if (report)
    return { ...counts, state: report.dumps.every(({ isKnown }) => isKnown) ? 'known' : 'imported', error: null };
  if (state === 'cancelled' || state === 'interrupted') return { ...counts, state: 'cancelled', error: null };
  return {
    ...counts,
    state: error?.code === 'FILE_MISSING' ? 'vanished' : 'refused',
    error: error ? `${error.sentence} ${error.hint}` : null,
  };
}
