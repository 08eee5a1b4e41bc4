import { existsSync } from 'node:fs';
import { basename, isAbsolute, join, resolve } from 'node:path';
import { IolausError, type DryRun, type ImportRequest, type Job, type SearchHit } from '@iolaus/contracts';
import { exportBundle } from '../export-bundle.js';
import { isOver } from '../jobs.js';
import { importDumps } from '../import-dumps.js';
import { framePath } from '../snapshot.js';
import type { Workbench } from '../workbench.js';
import { findNetwork } from './networks.js';

/** Accounts, indicators and networks by text. */
export async function search(workbench: Workbench, query: { text: string; limit: number }): Promise<SearchHit[]> {
  const store = await workbench.graph.store();
  return [...(await store.search(query.text.trim(), query.limit))];
}

/** Reads the first records of a file by its mapping; a mapping is a path, or the text itself when it has several lines. */
export function dryRun(workbench: Workbench, query: { path: string; mapping?: string | undefined }): Promise<DryRun> {
  if (!existsSync(query.path)) throw new IolausError('FILE_MISSING', { path: query.path });
  if (query.mapping === undefined) return workbench.lake.dryRun({ path: query.path });
  return workbench.lake.dryRun(
    query.mapping.includes('\n')
      ? { path: query.path, mappingText: query.mapping }
      : { path: query.path, mappingPath: query.mapping },
  );
}

/** Queues an import; detection is asked for by itself, once all that belongs together is in. */
export function startImport(workbench: Workbench, query: ImportRequest): Job {
  const title = query.paths.length === 1 ? basename(query.paths[0]!) : `${query.paths.length} files`;
  const again = { ...query, paths: query.paths.map((path) => resolve(path)) };
  return workbench.jobs.add({ kind: 'import', title: `Import ${title}`, again }, async (work) => {
    const { report } = await importDumps(workbench, { ...again, mapping: query.mapping, ...work });
    return { report };
  });
}

/** Lets a paused import go on; one that was interrupted is run again as a new job, and does no row twice. */
export function resumeJob(workbench: Workbench, id: string): Job {
  return isOver(workbench.jobs.get(id)) ? startImport(workbench, workbench.jobs.takeUp(id)) : workbench.jobs.resume(id);
}

/** Queues a detection. */
export function startDetection(workbench: Workbench): Job {
  return workbench.jobs.add({ kind: 'detect', title: 'Detect networks' }, async (work) => {
    await workbench.detect({ publish: true, ...work });
    return {};
  });
}

/** Queues the export of a network's bundle, into the home unless a path is given. */
export function startExport(workbench: Workbench, query: { network: string; out?: string | undefined }): Job {
  const { record } = findNetwork(workbench.snapshot(), query.network);
  const out = query.out ?? join(workbench.home.bundles, `${record.id}-${workbench.snapshot().id}.zip`);
  if (!isAbsolute(out)) throw new IolausError('BAD_INPUT', { detail: 'the path of a bundle must be absolute' });
  return workbench.jobs.add({ kind: 'export', title: `Export ${record.name}` }, async (work) => ({
    bundle: await exportBundle(workbench, { network: record.id, out, ...work }),
  }));
}

/** Where a network's frame lies, and its tag. */
export function frameOf(workbench: Workbench, network: string): { path: string; tag: string } {
  const snapshot = workbench.snapshot();
  const { record } = findNetwork(snapshot, network);
  return { path: framePath(workbench.home.snapshots, snapshot.id, record.id), tag: `"${snapshot.id}-${record.id}"` };
}
