import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { IolausError, type OnProgress, type WorkOptions } from '@iolaus/contracts';
import { javaTools } from './find-way.js';
import { runTool } from './run-tool.js';

/** The pinned server; a change goes with new sums in neo4j/jars.sha256. */
export const NEO4J_VERSION = '5.26.30';

/** Class path of the embedded server and its tools: our starter's classes and the checked jars. */
export interface Neo4jProgram {
  readonly java: string;
  readonly classes: string;
  readonly lib: string;
}

const RECIPE = fileURLToPath(new URL('../../neo4j/', import.meta.url));
const POLL_MS = 500;

/** The per-user cache: XDG_CACHE_HOME or ~/.cache, then iolaus/neo4j-VERSION. */
export function neo4jCacheDir(env: NodeJS.ProcessEnv = process.env): string {
  return join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'iolaus', `neo4j-${NEO4J_VERSION}`);
}

/**
 * Makes the server ready to run in the cache: jars by Maven when absent, every SHA-256 checked each time (0.5 s), our starter compiled once
 * per source. Refuses with JARS_UNAVAILABLE or JARS_MISMATCH; a cut fetch leaves nothing behind that a later one would trust.
 */
export async function fetchNeo4j(
  options: { readonly cacheDir?: string; readonly env?: NodeJS.ProcessEnv } & WorkOptions = {},
): Promise<Neo4jProgram> {
  const { env = process.env } = options;
  const cacheDir = options.cacheDir ?? neo4jCacheDir(env);
  const lib = join(cacheDir, 'lib');
  await mkdir(cacheDir, { recursive: true });
  if (!existsSync(lib)) await fetchJars(lib, { ...options, cacheDir, env });
  await checkJars(lib, await expectedSums());
  const classes = await compileStarter({ cacheDir, lib, env });
  return { java: javaTools(env).java, classes, lib };
}

/** Expected SHA-256 by jar, out of the committed list. */
export async function expectedSums(): Promise<ReadonlyMap<string, string>> {
  const lines = (await readFile(join(RECIPE, 'jars.sha256'), 'utf8')).trim().split('\n');
  return new Map(lines.map((line) => [line.slice(66), line.slice(0, 64)]));
}

/** Refuses with JARS_MISMATCH when a jar is missing, extra, or differs by one byte. */
export async function checkJars(lib: string, expected: ReadonlyMap<string, string>): Promise<void> {
  const found = new Set(await readdir(lib));
  const odd = [...found].find((jar) => !expected.has(jar)) ?? [...expected.keys()].find((jar) => !found.has(jar));
  if (odd !== undefined) throw new IolausError('JARS_MISMATCH', { jar: odd, folder: lib });
  for (const [jar, sum] of expected) {
    const actual = createHash('sha256')
      .update(await readFile(join(lib, jar)))
      .digest('hex');
    if (actual !== sum) throw new IolausError('JARS_MISMATCH', { jar, folder: lib });
  }
}

async function fetchJars(
  lib: string,
  options: { cacheDir: string; env: NodeJS.ProcessEnv } & WorkOptions,
): Promise<void> {
  const { cacheDir, env, onProgress, signal } = options;
  const expected = await expectedSums();
  const fetched = await mkdtemp(join(cacheDir, 'fetch-'));
  const watch = setInterval(() => void reportJars(fetched, expected.size, onProgress), POLL_MS);
  try {
    const { code, output } = await runTool(javaTools(env).mvn, {
      arguments: [
        '-B',
        '-f',
        join(RECIPE, 'pom.xml'),
        'dependency:copy-dependencies',
        `-DoutputDirectory=${fetched}`,
        '-DincludeScope=runtime',
      ],
      env,
      cwd: cacheDir,
      signal,
    });
    if (signal?.aborted) throw new IolausError('CANCELLED', { done: 'part of the Neo4j jars' });
    if (code !== 0) throw new IolausError('JARS_UNAVAILABLE', { detail: lastError(output) });
    await checkJars(fetched, expected);
    await rename(fetched, lib).catch((error: unknown) => {
      // Another process may have finished the same fetch first; its jars are checked like ours.
      if (!existsSync(lib)) throw error;
    });
    await reportJars(lib, expected.size, onProgress);
  } finally {
    clearInterval(watch);
    await rm(fetched, { recursive: true, force: true });
  }
}

async function reportJars(folder: string, total: number, onProgress: OnProgress | undefined): Promise<void> {
  const jars = await readdir(folder).catch(() => []);
  onProgress?.({ phase: 'Fetching Neo4j', done: jars.length, total, unit: 'jars' });
}

function lastError(output: string): string {
  const lines = output.split('\n').filter((line) => line.startsWith('[ERROR]') && line.length > 9);
  return (lines[0] ?? output.trim().split('\n').at(-1) ?? 'no answer').replace('[ERROR] ', '').slice(0, 300);
}

async function compileStarter(options: { cacheDir: string; lib: string; env: NodeJS.ProcessEnv }): Promise<string> {
  const { cacheDir, lib, env } = options;
  const source = join(RECIPE, 'EmbeddedNeo4j.java');
  const key = createHash('sha256')
    .update(await readFile(source))
    .digest('hex')
    .slice(0, 16);
  const classes = join(cacheDir, `starter-${key}`);
  if (await isFolder(classes)) return classes;
  const fresh = await mkdtemp(join(cacheDir, 'compile-'));
  try {
    const { code, output } = await runTool(javaTools(env).javac, {
      arguments: ['--release', '17', '-cp', join(lib, '*'), '-d', fresh, source],
      env,
    });
    if (code !== 0) throw new IolausError('JARS_UNAVAILABLE', { detail: `javac: ${output.trim().slice(0, 300)}` });
    await rename(fresh, classes).catch((error: unknown) => {
      if (!existsSync(classes)) throw error;
    });
    return classes;
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
