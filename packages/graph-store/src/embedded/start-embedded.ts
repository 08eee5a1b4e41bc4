import { type ChildProcess, spawn } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { IolausError, type WorkOptions } from '@iolaus/contracts';
import { connect, type Credentials } from '../connect.js';
import { fetchNeo4j, NEO4J_VERSION, type Neo4jProgram } from './fetch-neo4j.js';
import { wipeCutImport } from './import-offline.js';
import { JVM_OPTIONS } from './jvm-options.js';
import { proveLockdown } from './lockdown.js';
import { freePort, type Neo4jHome, prepareNeo4jHome, writeConf } from './neo4j-home.js';

/** A running embedded server. It ends when this process ends, however that ends. */
export interface EmbeddedNeo4j extends Credentials {
  readonly version: string;
  readonly pid: number;
  /** Settles when the server's process has ended, asked for or not. */
  readonly exited: Promise<{ readonly code: number | null }>;
  /** Ends it in order, and by force after 20 s. */
  stop(): Promise<void>;
}

/** Where the server lives and how much memory it gets. */
export interface EmbeddedOptions extends WorkOptions {
  readonly home: string;
  readonly cacheDir?: string;
  readonly heapMb?: number;
  readonly pageCacheMb?: number;
  readonly env?: NodeJS.ProcessEnv;
}

const DEFAULT_HEAP_MB = 2048;
const DEFAULT_PAGE_CACHE_MB = 1024;
const START_TRIES = 3;
const READY_MS = 120_000;
const STOP_MS = 20_000;
const POLL_MS = 100;

/** Starts Neo4j in HOME/neo4j on a free loopback port; resolves when it answers an authenticated query and proved to be closed. */
export async function startEmbeddedNeo4j(options: EmbeddedOptions): Promise<EmbeddedNeo4j> {
  const program = await fetchNeo4j(options);
  const home = await prepareNeo4jHome(options.home);
  await wipeCutImport(home);
  for (let tried = 1; ; tried += 1) {
    try {
      return await startOnce(program, home, options);
    } catch (error) {
      const isPortTaken =
        error instanceof IolausError && /already in use|BindException/.test(String(error.facts['detail']));
      if (!isPortTaken || tried === START_TRIES) throw error;
    }
  }
}

async function startOnce(program: Neo4jProgram, home: Neo4jHome, options: EmbeddedOptions): Promise<EmbeddedNeo4j> {
  const { heapMb = DEFAULT_HEAP_MB, pageCacheMb = DEFAULT_PAGE_CACHE_MB } = options;
  const port = await freePort();
  await writeConf(home, { port, heapMb, pageCacheMb });
  const child = await spawnServer(program, home, heapMb);
  const credentials = { uri: `bolt://127.0.0.1:${port}`, user: 'neo4j', password: home.password };
  const exited = new Promise<{ code: number | null }>((resolve) => {
    child.once('error', () => resolve({ code: null }));
    child.once('exit', (code) => resolve({ code }));
  });
  const stop = (): Promise<void> => stopChild(child, exited);
  try {
    await waitUntilReady({ credentials, child, home, options });
    await proveLockdown(credentials, home.log);
  } catch (error) {
    await stop();
    throw error;
  }
  return { ...credentials, version: NEO4J_VERSION, pid: child.pid ?? 0, exited, stop };
}

async function spawnServer(program: Neo4jProgram, home: Neo4jHome, heapMb: number): Promise<ChildProcess> {
  const log = await open(home.log, 'w', 0o600);
  try {
    const classPath = `${program.classes}:${join(program.lib, '*')}`;
    const memory = [`-Xms${Math.min(512, heapMb)}m`, `-Xmx${heapMb}m`];
    const child = spawn(program.java, [...JVM_OPTIONS, ...memory, '-cp', classPath, 'EmbeddedNeo4j', home.dir], {
      // Its own process group: Ctrl-C reaches our process, which then ends this one in order.
      detached: true,
      stdio: ['pipe', log.fd, log.fd],
      cwd: home.dir,
    });
    // A server that ends early closes the pipe under us; its exit is what counts.
    child.stdin?.on('error', () => undefined);
    child.stdin?.write(`${home.password}\n`);
    return child;
  } finally {
    await log.close();
  }
}

async function waitUntilReady(waiting: {
  readonly credentials: Credentials;
  readonly child: ChildProcess;
  readonly home: Neo4jHome;
  readonly options: WorkOptions;
}): Promise<void> {
  const { credentials, child, home, options } = waiting;
  const started = performance.now();
  for (;;) {
    const waitedMs = performance.now() - started;
    options.onProgress?.({
      phase: 'Starting Neo4j',
      done: Math.round(waitedMs / 1000),
      total: 0,
      unit: 's',
    });
    if (options.signal?.aborted) throw new IolausError('CANCELLED', { done: 'the start of Neo4j' });
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) {
      throw new IolausError('NEO4J_START_FAILED', { detail: await lastCause(home.log), log: home.log });
    }
    if (waitedMs > READY_MS) {
      throw new IolausError('NEO4J_START_FAILED', {
        detail: `it did not answer within ${READY_MS / 1000} s`,
        log: home.log,
      });
    }
    // The Bolt port opens before the database does, so only the starter's word is worth a query.
    if ((await readFile(home.log, 'utf8')).includes('READY\n')) break;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  const driver = await connect(credentials);
  await driver.close();
}

async function stopChild(child: ChildProcess, exited: Promise<unknown>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.stdin?.end('stop\n');
  const force = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await exited;
  clearTimeout(force);
}

async function lastCause(log: string): Promise<string> {
  const lines = (await readFile(log, 'utf8')).split('\n').filter((line) => line.trim() !== '');
  const causes = lines.filter((line) => /^Caused by:|Exception in thread|OutOfMemory/.test(line));
  return (causes.at(-1) ?? lines.at(-1) ?? 'it said nothing').replace(/^Caused by: /, '').slice(0, 300);
}
