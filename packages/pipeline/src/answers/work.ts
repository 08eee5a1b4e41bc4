import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, isAbsolute, join, resolve } from 'node:path';
import {
  IolausError,
  type DetectedFormat,
  type DryRun,
  type ImportRequest,
  type Job,
  type MappingWords,
  type SearchHit,
} from '@iolaus/contracts';
import { FORMATS, INDICATOR_PARSES, TARGET_PARSES, TARGETS, type DryRunQuery } from '@iolaus/ingest';
import { exportBundle } from '../export-bundle.js';
import { isOver } from '../jobs.js';
import { importDumps } from '../import-dumps.js';
import { runDetectFormat, runDryRun, runWholeDryRun } from '../run-dry-run.js';
import type { Home } from '../home.js';
import type { Workbench } from '../workbench.js';
import { withNamedHits } from './named-hits.js';
import { findNetwork } from './networks.js';

/** Accounts, indicators and networks by text. */
export async function search(workbench: Workbench, query: { text: string; limit: number }): Promise<SearchHit[]> {
  const store = await workbench.graph.store();
  const found = await store.search(query.text.trim(), query.limit);
  return workbench.hasSnapshot
    ? withNamedHits(workbench.snapshot(), workbench.casebook.state, query, found)
    : [...found];
}

/** What a file looks like, whatever mapping there is for it. */
export async function detect(path: string): Promise<DetectedFormat> {
  const {
    compression,
    format = null,
    columns,
    candidates,
    chosen,
    draft,
    rows,
  } = await runDetectFormat(asQuery({ path }).path);
  return {
    path,
    compression,
    format,
    columns: [...columns],
    candidates: candidates.map(candidateOf),
    chosen: chosen ? candidateOf(chosen) : null,
    mapping: chosen?.mapping ?? draft?.mapping ?? null,
    rows: [...rows],
  };
}

const candidateOf = ({ preset, label, score01, why }: DetectedFormat['candidates'][number]) => ({
  preset,
  label,
  score01,
  why,
});

/** Reads the first records of a file by its mapping; a mapping is a path, or the text itself when it has several lines. */
export function dryRun(query: DryRunRequest): Promise<DryRun> {
  return runDryRun(asQuery(query));
}

/** The words of mapping files. */
export function mappingWords(): MappingWords {
  const targets = Object.fromEntries(Object.entries(TARGETS).map(([entity, names]) => [entity, [...names]]));
  return {
    formats: [...FORMATS],
    targets: targets as MappingWords['targets'],
    parses: [...TARGET_PARSES],
    declaredParses: [...INDICATOR_PARSES],
  };
}

/** Queues a dry run over the whole of a file; it says as well whether the lake has its content already. */
export function startDryRun(workbench: Workbench, request: DryRunRequest): Job {
  const query = asQuery(request);
  return workbench.jobs.add({ kind: 'dry-run', title: `Dry run of ${basename(query.path)}` }, async (work) => {
    const read = await runWholeDryRun(query, work);
    const known = workbench.lake.dumps().find(({ sha256 }) => sha256 === read.sha256);
    return {
      dryRun: {
        ...read,
        known: known ? { sha256: known.sha256, name: known.name, importedMs: known.importedMs } : null,
      },
    };
  });
}

interface DryRunRequest {
  readonly path: string;
  readonly mapping?: string | undefined;
}

function asQuery({ path, mapping }: DryRunRequest): DryRunQuery {
  if (!existsSync(path)) throw new IolausError('FILE_MISSING', { path });
  if (mapping === undefined) return { path };
  return mapping.includes('\n') ? { path, mappingText: mapping } : { path, mappingPath: mapping };
}

/** Queues an import; detection is asked for by itself, once all that belongs together is in. */
export function startImport(workbench: Workbench, query: ImportRequest): Job {
  const title = query.paths.length === 1 ? basename(query.paths[0]!) : `${query.paths.length} files`;
  const again = {
    paths: query.paths.map((path) => resolve(path)),
    lakeOnly: query.lakeOnly,
    engine: query.engine,
    ...(query.mapping === undefined ? {} : { mapping: mappingFile(workbench.home, query.mapping) }),
  };
  return workbench.jobs.add({ kind: 'import', title: `Import ${title}`, again }, async (work) => {
    return { report: await importDumps(workbench, { ...again, ...work }) };
  });
}

/** A mapping is a path, or the text itself when it has several lines; the text is kept in the inbox, so that an import can be resumed with it. */
export function mappingFile({ inbox }: Home, mapping: string): string {
  if (!mapping.includes('\n')) return resolve(mapping);
  const digest = createHash('sha256').update(mapping).digest('hex').slice(0, 12);
  const file = join(inbox, digest, 'written.mapping.yaml');
  mkdirSync(join(inbox, digest), { recursive: true, mode: 0o700 });
  writeFileSync(file, mapping, { mode: 0o600 });
  return file;
}

/** Lets a paused import go on; one that was interrupted is run again as a new job, and does no row twice. */
export function resumeJob(workbench: Workbench, id: string): Job {
  return isOver(workbench.jobs.get(id)) ? startImport(workbench, workbench.jobs.takeUp(id)) : workbench.jobs.resume(id);
}

/** Queues a detection. */
export function startDetection(workbench: Workbench): Job {
  return workbench.jobs.add({ kind: 'detect', title: 'Detect networks' }, async (work) => {
    await workbench.refresh(work);
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
