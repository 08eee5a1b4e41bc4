import { mkdir, rename, rm } from 'node:fs/promises';
import { IolausError } from '@iolaus/contracts';
import { enrichBins, enrichIps, type EnrichmentStore } from './enrich/index.js';
import type { CallContext } from './lake-engine.js';
import { enrichmentOf, type LakeState } from './lake-state.js';
import { ensureFingerprints } from './lake-templates.js';
import { numbered, openViews, rollupViews } from './lake-views.js';
import { kindsOf, type ManifestDump } from './manifest.js';
import { mergeRollups, rollUpGroup, rollupId, type ForeignRollups } from './rollup.js';
import { DUMP_ROLLUPS } from './rollup-sql.js';
import { runOnSpark } from './spark/run-spark.js';
import { sparkViews } from './spark/spark-views.js';

const STEPS = 6;
/** Counts up when accounts and indicators are numbered in another way: what was merged before is merged again. */
const NUMBERING = 2;

/** What computes the rollups of records. */
export type RollupEngine = 'duckdb' | 'spark';

/** The folder of the merged rollup of all that the lake holds; made when something changed since the last one. */
export async function ensureRollup(
  state: LakeState,
  context: CallContext,
  engine: RollupEngine = 'duckdb',
): Promise<string> {
  let step = 0;
  const onPhase = (phase: string): void => context.onProgress({ phase, done: step++, total: STEPS, unit: 'steps' });
  const kinds = kindsOf(state.dumps);
  const store = await enrichmentOf(state);
  const fingerprints = await ensureFingerprints(state, context, store.digest);
  const of = rollupId([
    NUMBERING,
    fingerprints.of,
    kinds,
    state.dumps.map(({ sha256, hasSeen, mapping }) => [sha256, hasSeen, mapping]),
    ...(store.digest === '' ? [] : [store.digest]),
  ]);
  const path = (name: string): string => `${state.folder}/${name}`;
  if (state.manifest.rollup?.of === of) return path(state.manifest.rollup.folder);
  onPhase('Rolling up new dumps');
  await ensureGroups(state, context, engine);
  const enriched = store.digest === '' ? undefined : `enriched-${of.slice(0, 16)}`;
  if (enriched !== undefined) {
    onPhase('Looking up addresses');
    await writeEnriched(state, store, path(enriched));
  }
  const folder = await mergeRollups(state.connection, {
    of,
    folder: state.folder,
    memoryMb: state.memoryMb,
    dumps: state.dumps,
    groups: state.manifest.groups,
    kinds,
    fingerprints: { pairs: `${fingerprints.folder}/pairs.parquet`, texts: `${fingerprints.folder}/texts.parquet` },
    enrichment: enriched === undefined ? undefined : factFiles(path(enriched)),
    onPhase,
  });
  await state.change({ rollup: { folder, of, ...(enriched === undefined ? {} : { enriched }) } });
  await state.reopen();
  return path(folder);
}

/** Rolls up together all dumps that are in no group yet. */
async function ensureGroups(state: LakeState, context: CallContext, engine: RollupEngine): Promise<void> {
  const { groups } = state.manifest;
  const grouped = new Set(groups.flatMap(({ members }) => members));
  const dumps = state.dumps.filter(({ sha256 }) => !grouped.has(sha256));
  if (dumps.length === 0) return;
  const members = dumps.map(({ sha256 }) => sha256);
  const id = rollupId(dumps.map(({ sha256, hasSeen }) => [sha256, hasSeen])).slice(0, 16);
  const scratch = `${state.folder}/.spark-${id}`;
  const foreign = engine === 'spark' ? await onSpark(state, { dumps, scratch, context }) : undefined;
  await rollUpGroup(state.connection, {
    folder: state.folder,
    id,
    dumps,
    memoryMb: state.memoryMb,
    ...(foreign ? { foreign } : {}),
  });
  if (foreign) await rm(scratch, { recursive: true, force: true });
  await state.change({ groups: [...groups, { id, members }] });
}

/** The same selects over the same files, on the cluster whose master SPARK_MASTER names. */
async function onSpark(
  state: LakeState,
  of: { readonly dumps: readonly ManifestDump[]; readonly scratch: string; readonly context: CallContext },
): Promise<ForeignRollups> {
  const master = process.env['SPARK_MASTER'];
  if (master === undefined || master === '')
    throw new IolausError('SPARK_MISSING', { missing: 'SPARK_MASTER is not set' });
  const folders = await runOnSpark({
    master,
    views: sparkViews(state.folder, numbered(of.dumps)),
    selects: DUMP_ROLLUPS,
    outFolder: of.scratch,
    env: process.env,
    onProgress: of.context.onProgress,
    isCancelled: of.context.isCancelled,
  });
  return folders as ForeignRollups;
}

const factFiles = (folder: string): { ips: string; bins: string } => ({
  ips: `${folder}/ips.parquet`,
  bins: `${folder}/bins.parquet`,
});

/** Writes what the files of the store say of the addresses and BINs of all dumps. */
async function writeEnriched(state: LakeState, store: EnrichmentStore, folder: string): Promise<void> {
  const partial = `${folder}.tmp`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true, mode: 0o700 });
  await openViews(state.connection, 'main', rollupViews(state.folder, state.dumps, state.manifest.groups));
  const { ips, bins } = factFiles(partial);
  await enrichIps(state.connection, store, { from: "SELECT DISTINCT value FROM pairs WHERE kind = 'ip'", to: ips });
  await enrichBins(state.connection, store, { from: "SELECT DISTINCT value FROM pairs WHERE kind = 'bin'", to: bins });
  await rm(folder, { recursive: true, force: true });
  await rename(partial, folder);
}
