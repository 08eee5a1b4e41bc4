import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { IolausError, type OnProgress } from '@iolaus/contracts';
import { findSpark, type Environment } from './find-spark.js';
import { DONE, sparkScript, type SparkSelect, type SparkView } from './spark-script.js';

/** What to run on which cluster. */
export interface SparkRun {
  /** URL of the cluster's master, as SPARK_MASTER has it: `spark://HOST:PORT`, `yarn`, `local[2]`, … */
  readonly master: string;
  readonly views: readonly SparkView[];
  /** Run one after the other; each may read the results of those before it. */
  readonly selects: readonly SparkSelect[];
  /** Folder that the driver and all workers see under the same path; made when absent. */
  readonly outFolder: string;
  /** Settings on top of the cluster's own. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly env: Environment;
  readonly onProgress: OnProgress;
  readonly isCancelled: () => boolean;
}

const ASK_MS = 200;
const GRACE_MS = 10_000;

/**
 * Runs selects on an existing Spark cluster; gives the folder of Parquet files of each. Refuses without Spark or Java (SPARK_MISSING), when Spark fails
 * (SPARK_FAILED, which names the log) and when it is cancelled (CANCELLED); then nothing is left but the log.
 */
export async function runOnSpark(run: SparkRun): Promise<Map<string, string>> {
  const spark = await findSpark(run.env);
  if ('missing' in spark) throw new IolausError('SPARK_MISSING', { missing: spark.missing });
  await mkdir(run.outFolder, { recursive: true, mode: 0o700 });
  const folderOf = (name: string): string => join(run.outFolder, name);
  const script = join(run.outFolder, 'rollups.sql');
  const log = join(run.outFolder, 'spark.log');
  await writeFile(script, sparkScript({ ...run, folderOf }), { mode: 0o600 });
  try {
    await drive(spark.sql, [...wordsOf(run), '-f', script], { run, log });
  } catch (error) {
    for (const { name } of run.selects) await rm(folderOf(name), { recursive: true, force: true });
    throw error;
  }
  await rm(script);
  return new Map(run.selects.map(({ name }) => [name, folderOf(name)]));
}

function wordsOf({ master, settings }: SparkRun): string[] {
  const all = {
    'spark.app.name': 'iolaus',
    'spark.ui.enabled': 'false',
    'spark.sql.catalogImplementation': 'in-memory',
    'spark.sql.session.timeZone': 'UTC',
    ...settings,
  };
  return ['--master', master, ...Object.entries(all).flatMap(([name, value]) => ['--conf', `${name}=${value}`])];
}

/** Runs the driver to its end; it ends with this process and on cancel. */
async function drive(
  program: string,
  words: readonly string[],
  { run, log }: { readonly run: SparkRun; readonly log: string },
): Promise<void> {
  const file = openSync(log, 'w', 0o600);
  const child = spawn(program, words, { cwd: run.outFolder, env: { ...run.env }, stdio: ['ignore', 'pipe', file] });
  closeSync(file);
  const stop = (): void => void child.kill();
  process.once('exit', stop);
  const asking = setInterval(() => run.isCancelled() && stop(), ASK_MS);
  const told = tell(child, run);
  try {
    const code = await endOf(child);
    await told;
    if (run.isCancelled()) throw new IolausError('CANCELLED', { done: 'the rollups of Spark' });
    if (code !== 0) throw new IolausError('SPARK_FAILED', { detail: `it ended with ${code}`, log });
  } finally {
    clearInterval(asking);
    process.off('exit', stop);
  }
}

/** The exit code; a driver that does not end within ten seconds of its signal is killed. */
async function endOf(child: ChildProcess): Promise<number | null> {
  const ended = once(child, 'close') as Promise<[number | null]>;
  const hurry = setInterval(() => {
    if (child.killed && child.exitCode === null) child.kill('SIGKILL');
  }, GRACE_MS);
  try {
    const [code] = await ended;
    return code;
  } finally {
    clearInterval(hurry);
  }
}

/** Tells which selects are done, as the driver prints it. */
async function tell(child: ChildProcess, { selects, onProgress }: SparkRun): Promise<void> {
  let done = 0;
  const progress = (): void =>
    onProgress({ phase: 'Rolling up on Spark', done, total: selects.length, unit: 'rollups' });
  progress();
  for await (const line of createInterface({ input: child.stdout! })) {
    if (!line.startsWith(DONE)) continue;
    done++;
    progress();
  }
}
