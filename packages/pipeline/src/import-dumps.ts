import type { ImportReport, LakeTables, WorkOptions } from '@iolaus/contracts';
import { whilePaused } from './pause.js';
import type { Workbench } from './workbench.js';

/** What to import. With `lakeOnly` the graph is left alone and Neo4j is not started. */
export interface ImportOptions extends WorkOptions {
  readonly paths: readonly string[];
  readonly mapping?: string | undefined;
  readonly lakeOnly: boolean;
}

/** Imports dumps into the lake, then makes the graph equal to it. Content that is known changes nothing, and is said to be known. */
export async function importDumps(
  workbench: Workbench,
  options: ImportOptions,
): Promise<{ readonly report: ImportReport; readonly tables: LakeTables }> {
  const started = Date.now();
  const work: WorkOptions = {
    ...(options.onProgress ? { onProgress: options.onProgress } : {}),
    ...(options.signal ? { signal: options.signal } : {}),
    ...(options.pause ? { pause: options.pause } : {}),
  };
  if (!options.lakeOnly) await workbench.graph.check(work);
  const accountsBefore = await workbench.lake.countAccounts();
  const { dumps } = await workbench.lake.importFiles({
    paths: options.paths,
    ...(options.mapping === undefined ? {} : { mappingPath: options.mapping }),
    ...work,
  });
  await whilePaused(work, 'reading the dumps');
  const tables = await workbench.lake.tables(work);
  await whilePaused(work, 'counting sightings');
  if (!options.lakeOnly) await workbench.graph.load(tables, work);
  const fresh = dumps.filter((dump) => !dump.isKnown);
  const total = (key: 'records' | 'accepted' | 'refused'): number => fresh.reduce((sum, dump) => sum + dump[key], 0);
  const { sightings } = tables;
  const report: ImportReport = {
    dumps: [...dumps],
    records: total('records'),
    accepted: total('accepted'),
    refused: total('refused'),
    accounts: sightings.accounts.length,
    indicators: sightings.indicatorValue.length,
    sightings: sightings.count.reduce((sum, each) => sum + each, 0),
    pairs: sightings.account.length,
    newAccounts: sightings.accounts.length - accountsBefore,
    seconds: Math.round((Date.now() - started) / 100) / 10,
  };
  return { report, tables };
}
