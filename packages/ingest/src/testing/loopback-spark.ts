import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { findSpark, type Environment, type SparkProgram } from '../spark/find-spark.js';

/** Version of pyspark that tests fetch where there is no Spark. */
const PYSPARK = 'pyspark==4.3.0';
const MINUTE_MS = 60_000;
/** Options of a JVM that ends before its second compiler would pay: half the CPU of a run. */
export const SHORT_LIVED = '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC';

const run = promisify(execFile);

/** A Spark for tests with the environment in which it is found, or why there is none. */
export type SparkForTests = { readonly program: SparkProgram; readonly env: Environment } | { readonly reason: string };

/** The Spark of this machine, or one that is fetched from the Python package index into `cache`, once. */
export async function sparkForTests(cache: string): Promise<SparkForTests> {
  const bin = join(cache, 'spark-venv', 'bin');
  const env = { ...process.env, PATH: [bin, process.env['PATH']].join(delimiter), SPARK_LOCAL_IP: '127.0.0.1' };
  const found = await findSpark(env);
  if ('sql' in found) return { program: found, env };
  const failure = await fetchPyspark(cache, bin);
  if (failure !== undefined) return { reason: failure };
  const fetched = await findSpark(env);
  return 'sql' in fetched ? { program: fetched, env } : { reason: fetched.missing };
}

async function fetchPyspark(cache: string, bin: string): Promise<string | undefined> {
  mkdirSync(cache, { recursive: true });
  try {
    if (!existsSync(join(bin, 'pip'))) await run('python3', ['-m', 'venv', join(cache, 'spark-venv')]);
    await run(join(bin, 'pip'), ['install', '--quiet', '--no-input', PYSPARK], { timeout: 8 * MINUTE_MS });
    return undefined;
  } catch (error) {
    return `pyspark could not be fetched (${error instanceof Error ? error.message.split('\n', 1)[0] : 'unknown'})`;
  }
}

/** A Spark cluster of this machine alone: a master and two workers of one core each. */
export interface LoopbackCluster {
  readonly master: string;
  /** Where its files lie; those of an executor under `work/APPLICATION/NUMBER`. */
  readonly folder: string;
  /** Ends its processes, by their ids. */
  stop(): Promise<void>;
}

/** Starts the cluster on free ports of 127.0.0.1; its files lie in `folder`. */
export async function startLoopbackCluster(
  { program, env }: Extract<SparkForTests, { env: Environment }>,
  folder: string,
): Promise<LoopbackCluster> {
  const started: ChildProcess[] = [];
  const launch = (part: 'master.Master' | 'worker.Worker', words: readonly string[]): ChildProcess => {
    const child = spawn(
      join(program.home, 'bin', 'spark-class'),
      [`org.apache.spark.deploy.${part}`, '--host', '127.0.0.1', '--port', '0', '--webui-port', '0', ...words],
      {
        cwd: folder,
        env: {
          ...env,
          SPARK_DAEMON_MEMORY: '256m',
          SPARK_DAEMON_JAVA_OPTS: SHORT_LIVED,
          SPARK_WORKER_DIR: join(folder, 'work'),
        },
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    started.push(child);
    return child;
  };
  const stop = async (): Promise<void> => {
    await Promise.all(started.map(end));
  };
  try {
    const master = await said(launch('master.Master', []), /Starting Spark master at (spark:\/\/\S+)/);
    const worker = (): ChildProcess => launch('worker.Worker', ['--cores', '1', '--memory', '600m', master]);
    await Promise.all([worker(), worker()].map((child) => said(child, /Successfully registered with master (\S+)/)));
    return { master, folder, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Waits for a line of a process's log; gives what the pattern catches. The log is read on, so that the process never waits for it. */
async function said(child: ChildProcess, pattern: RegExp): Promise<string> {
  const lines = createInterface({ input: child.stderr! });
  return new Promise((resolve, reject) => {
    lines.on('line', (line) => {
      const caught = pattern.exec(line)?.[1];
      if (caught !== undefined) resolve(caught);
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`a process of the cluster ended with ${code}`)));
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill();
  await gone;
}
