import { mkdir, rename, rm } from 'node:fs/promises';
import { enrichBins, EnrichmentStore, enrichIps } from './enrich/index.js';
import type { CallContext } from './lake-engine.js';
import type { LakeState } from './lake-state.js';
import { numbered, openViews, rollupViews } from './lake-views.js';
import { kindsOf } from './manifest.js';
import { mergeRollups, rollupId } from './rollup.js';

const STEPS = 5;

/** The folder of a lake in which files lie that tell more about what its dumps hold. */
export const enrichmentOf = (state: LakeState): Promise<EnrichmentStore> =>
  EnrichmentStore.open(`${state.folder}/enrichment`);

/** The folder of the merged rollup of all that the lake holds; made when something changed since the last one. */
export async function ensureRollup(state: LakeState, context: CallContext): Promise<string> {
  const kinds = kindsOf(state.dumps);
  const store = await enrichmentOf(state);
  const of = rollupId([
    state.manifest.salt,
    kinds,
    state.dumps.map(({ sha256, hasSeen, mapping }) => [sha256, hasSeen, mapping]),
    ...(store.digest === '' ? [] : [store.digest]),
  ]);
  const path = (name: string): string => `${state.folder}/${name}`;
  if (state.manifest.rollup?.of === of) return path(state.manifest.rollup.folder);
  let step = 0;
  const onPhase = (phase: string): void => context.onProgress({ phase, done: step++, total: STEPS, unit: 'steps' });
  const enriched = store.digest === '' ? undefined : `enriched-${of.slice(0, 16)}`;
  if (enriched !== undefined) {
    onPhase('Looking up addresses');
    await writeEnriched(state, store, path(enriched));
  }
  const folder = await mergeRollups(state.connection, {
    of,
    folder: state.folder,
    dumps: state.dumps,
    kinds,
    fingerprints: undefined,
    enrichment: enriched === undefined ? undefined : factFiles(path(enriched)),
    onPhase,
  });
  await state.change({ rollup: { folder, of, ...(enriched === undefined ? {} : { enriched }) } });
  await state.reopen();
  return path(folder);
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
  await openViews(state.connection, 'main', rollupViews(state.folder, numbered(state.dumps)));
  const { ips, bins } = factFiles(partial);
  await enrichIps(state.connection, store, { from: "SELECT DISTINCT value FROM pairs WHERE kind = 'ip'", to: ips });
  await enrichBins(state.connection, store, { from: "SELECT DISTINCT value FROM pairs WHERE kind = 'bin'", to: bins });
  await rm(folder, { recursive: true, force: true });
  await rename(partial, folder);
}
