import type { ImportReport, WorkOptions } from '@iolaus/contracts';
import type { RollupEngine } from '@iolaus/ingest';
import { whilePaused } from './pause.js';
import { withSpace } from './with-space.js';
import type { Workbench } from './workbench.js';

/** What to import. With `lakeOnly` the graph is left alone and Neo4j is not started. */
export interface ImportOptions extends WorkOptions {
  readonly paths: readonly string[];
  readonly mapping?: string | undefined;
  readonly lakeOnly: boolean;
  /** What computes the rollups of the new dumps: DuckDB unless the cluster of SPARK_MASTER is asked for. */
  readonly engine?: RollupEngine | undefined;
}

/** Imports dumps into the lake, then makes the graph equal to it. Content that is known changes nothing, and is said to be known. */
export async function importDumps(workbench: Workbench, options: ImportOptions): Promise<ImportReport> {
  const started = Date.now();
  const { lake, graph } = workbench;
  const work: WorkOptions = {
    ...(options.onProgress ? { onProgress: options.onProgress } : {}),
    ...(options.signal ? { signal: options.signal } : {}),
    ...(options.pause ? { pause: options.pause } : {}),
  };
  if (!options.lakeOnly) await graph.check(work);
  const accountsBefore = await lake.countAccounts();
  const { dumps, leftOut, facts } = await withSpace({ folder: workbench.home.lake }, work, async (watched) => {
    const imported = await lake.importFiles({
      paths: options.paths,
      ...(options.mapping === undefined ? {} : { mappingPath: options.mapping }),
      ...watched,
    });
    await whilePaused(watched, 'reading the dumps');
    return { ...imported, facts: await lake.rollUp({ engine: options.engine ?? 'duckdb', ...watched }) };
  });
  await whilePaused(work, 'counting sightings');
  if (!options.lakeOnly) await graph.load(await lake.graphFeed(), work);
  const fresh = dumps.filter((dump) => !dump.isKnown);
  const total = (key: 'records' | 'accepted' | 'refused' | 'duplicates'): number =>
    fresh.reduce((sum, dump) => sum + dump[key], 0);
  return {
    dumps: [...dumps],
    leftOut: [...leftOut],
    records: total('records'),
    accepted: total('accepted'),
    refused: total('refused'),
    duplicates: total('duplicates'),
    added: total('accepted') - total('duplicates'),
    accounts: facts.accounts,
    indicators: facts.indicators,
    sightings: facts.sightings,
    pairs: facts.pairs,
    newAccounts: facts.accounts - accountsBefore,
    seconds: Math.round((Date.now() - started) / 100) / 10,
  };
}
