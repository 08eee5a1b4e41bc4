import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { IolausError, type GraphFeed, type WorkOptions } from '@iolaus/contracts';
import { fetchNeo4j, type Neo4jProgram } from './fetch-neo4j.js';
import { type Neo4jHome, prepareNeo4jHome, writeConf } from './neo4j-home.js';
import { importArguments } from './import-files.js';
import { runTool } from './run-tool.js';
import { JVM_OPTIONS } from './jvm-options.js';

/** What an offline import did. */
export interface OfflineImport {
  readonly accounts: number;
  readonly indicators: number;
  readonly pairs: number;
  readonly seconds: number;
}

const HEAP_MB = 1024;
const CUT_MARK = 'import-running';
const TICK_MS = 500;

/**
 * Fills the store of a stopped embedded server by Neo4j's own importer, many times faster than Bolt; whatever the store held is replaced.
 * The graph is the one that `load` makes; schema and indexes come when it is opened. A cut import is wiped at the next start.
 */
export async function importOffline(
  options: {
    readonly home: string;
    readonly feed: GraphFeed;
    readonly cacheDir?: string;
    readonly env?: NodeJS.ProcessEnv;
  } & WorkOptions,
): Promise<OfflineImport> {
  const started = performance.now();
  const { feed } = options;
  const program = await fetchNeo4j(options);
  const home = await prepareNeo4jHome(options.home);
  await writeConf(home, { port: 0, heapMb: HEAP_MB, pageCacheMb: 256 });
  const folder = importFolder(home);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { mode: 0o700 });
  try {
    const files = await importArguments(folder, feed, await feed.writeFiles(folder, options));
    await writeFile(cutMark(home), '');
    await runImporter({ program, home, folder, files, work: options });
    await rm(cutMark(home));
  } catch (error) {
    await wipeCutImport(home);
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const { accounts, indicators, pairs } = feed;
  return { accounts, indicators, pairs, seconds: (performance.now() - started) / 1000 };
}

/** Whether there is a store in the home that a server wrote, or an importer to its end. */
export function hasGraph(home: string): boolean {
  const dir = join(home, 'neo4j');
  return existsSync(join(dir, 'data', 'databases', 'neo4j')) && !existsSync(join(dir, CUT_MARK));
}

/** Removes the store of an import that never ended, so that the server starts empty instead of not at all. */
export async function wipeCutImport(home: Neo4jHome): Promise<void> {
  await rm(importFolder(home), { recursive: true, force: true });
  if (!existsSync(cutMark(home))) return;
  for (const part of ['databases', 'transactions']) {
    await rm(join(home.dir, 'data', part, 'neo4j'), { recursive: true, force: true });
  }
  await rm(cutMark(home));
}

function importFolder(home: Neo4jHome): string {
  return join(home.dir, 'import');
}

function cutMark(home: Neo4jHome): string {
  return join(home.dir, CUT_MARK);
}

async function runImporter(run: {
  readonly program: Neo4jProgram;
  readonly home: Neo4jHome;
  readonly folder: string;
  readonly files: readonly string[];
  readonly work: WorkOptions;
}): Promise<void> {
  const { program, home, folder, files, work } = run;
  const started = performance.now();
  const tick = setInterval(() => {
    const done = Math.round((performance.now() - started) / 1000);
    work.onProgress?.({ phase: 'Importing the graph', done, total: 0, unit: 's' });
  }, TICK_MS);
  const { code, output } = await runTool(program.java, {
    arguments: [
      ...JVM_OPTIONS,
      `-Xmx${HEAP_MB}m`,
      '-cp',
      `${program.classes}:${join(program.lib, '*')}`,
      'EmbeddedNeo4j',
      home.dir,
      'database',
      'import',
      'full',
      'neo4j',
      '--overwrite-destination',
      '--id-type=integer',
      '--bad-tolerance=0',
      '--max-off-heap-memory=1g',
      `--report-file=${join(folder, 'report.txt')}`,
      ...files,
    ],
    env: { ...process.env, NEO4J_HOME: home.dir, NEO4J_CONF: home.conf },
    cwd: folder,
    signal: work.signal,
  }).finally(() => clearInterval(tick));
  if (work.signal?.aborted) throw new IolausError('CANCELLED', { done: 'part of the import into Neo4j' });
  if (code === 0) return;
  const log = join(home.dir, 'logs', 'import.log');
  await mkdir(join(home.dir, 'logs'), { recursive: true });
  await writeFile(log, output, { mode: 0o600 });
  throw new IolausError('GRAPH_IMPORT_FAILED', { detail: `the importer ended with code ${code ?? 'none'}`, log });
}
