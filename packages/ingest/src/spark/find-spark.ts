import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Environment variables, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A Spark of this machine that can drive a cluster. */
export interface SparkProgram {
  /** Folder of the installation, SPARK_HOME. */
  readonly home: string;
  /** The command-line program that runs a file of SQL. */
  readonly sql: string;
}

/** What stands in the way of running Spark, for a message. */
export interface SparkAbsence {
  readonly missing: string;
}

const run = promisify(execFile);
const ASK_PYTHON = 'import os, pyspark; print(os.path.dirname(pyspark.__file__))';

/** The Spark that SPARK_HOME names, else the one of the `pyspark` package of the first Python on the PATH that has it; or what is missing. Java must be there too. */
export async function findSpark(env: Environment): Promise<SparkProgram | SparkAbsence> {
  const home = env['SPARK_HOME'] || (await pysparkHome(env));
  if (home === undefined) return { missing: 'neither SPARK_HOME nor a Python with pyspark' };
  const sql = join(home, 'bin', 'spark-sql');
  if (!existsSync(sql)) return { missing: `there is no ${sql}` };
  if (!(await hasJava(env))) return { missing: 'Java is neither in JAVA_HOME nor on the PATH' };
  return { home, sql };
}

async function pysparkHome(env: Environment): Promise<string | undefined> {
  for (const python of ['python3', 'python']) {
    const answer = await answerOf(python, ['-c', ASK_PYTHON], env);
    if (answer !== undefined) return answer.trim();
  }
  return undefined;
}

async function hasJava(env: Environment): Promise<boolean> {
  const home = env['JAVA_HOME'];
  return (await answerOf(home ? join(home, 'bin', 'java') : 'java', ['-version'], env)) !== undefined;
}

/** What a program prints; undefined when it is not there or fails, which here are the same answer. */
async function answerOf(program: string, words: string[], env: Environment): Promise<string | undefined> {
  try {
    return (await run(program, words, { env: { ...env }, timeout: 30_000 })).stdout;
  } catch {
    return undefined;
  }
}
