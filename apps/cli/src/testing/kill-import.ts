import { spawn, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, statSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const CLI = join(import.meta.dirname, '../../bin/iolaus.mjs');

/** Numbers in 0–1 that are the same in each run. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Makes a home whose lake is empty and has a known salt: ids of templates depend on it. */
export function makeHome(home: string): string {
  mkdirSync(join(home, 'lake'), { recursive: true });
  const manifest = { version: 2, salt: '0123456789abcdef'.repeat(2), dumps: [], groups: [] };
  writeFileSync(join(home, 'lake', 'manifest.json'), JSON.stringify(manifest));
  return home;
}

/** When an import is to be killed: so many ms after it has made so many files in the lake folder. */
export interface Moment {
  readonly files: number;
  readonly afterMs: number;
}

/** How a command ended, what it said, and how many files it made in the lake folder, also those that it took away again. */
export interface Ended {
  readonly isKilled: boolean;
  readonly code: number | null;
  readonly said: string;
  /** What it said on its standard output alone: the answer, without progress and refusals. */
  readonly answer: string;
  readonly files: number;
}

/** Runs `iolaus` with arguments on a home; at the moment given its process, and no other, is killed with SIGKILL. */
export async function runOn(home: string, args: readonly string[], moment?: Moment): Promise<Ended> {
  const env = { ...process.env, IOLAUS_NEO4J_HEAP_MB: '512', IOLAUS_NEO4J_CACHE_MB: '128' };
  const child = spawn(process.execPath, [CLI, ...args, '--home', home], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  let said = '';
  let answer = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    answer += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const made = new Set<string>();
  const kill = async (): Promise<void> => {
    await wait(moment?.afterMs);
    child.kill('SIGKILL');
  };
  let killing = moment?.files === 0 ? kill() : undefined;
  const watcher = watch(join(home, 'lake'), (event, name) => {
    if (event === 'rename' && name !== null) made.add(name);
    if (moment && made.size >= moment.files) killing ??= kill();
  });
  const [code, signal] = await exited;
  watcher.close();
  await killing;
  return { isKilled: signal === 'SIGKILL', code, said, answer, files: made.size };
}

/** Command lines of living processes that work on the home. */
export function processesOn(home: string): string[] {
  const lines = execFileSync('ps', ['-A', '-o', 'args='], { encoding: 'utf8', maxBuffer: 1 << 26 }).split('\n');
  return lines.filter((line) => line.includes(home));
}

/** Where the lake keeps what it counted: how dumps are grouped depends on when each came, the merged rollup must not. */
const GROUP = /^lake\/group-([0-9a-f]+)\.(?:activity|counts|pairs)\.parquet$/;

/** What tells of earlier runs: jobs, and ids that templates once had. The ids that count stand in the merged rollup. */
const HISTORY = /^(?:jobs\.jsonl|lake\/templates-[0-9a-f]+\/mined\.json)$/;

/** SHA-256 by path of everything that a home holds and that does not depend on when, in how many runs or by which process it was made. */
export function contentOf(home: string): Record<string, string> {
  const content: Record<string, string> = {};
  const manifest = JSON.parse(readFileSync(join(home, 'lake', 'manifest.json'), 'utf8')) as KeptManifest;
  const groups = new Set(manifest.groups.map(({ id }) => id));
  for (const path of (readdirSync(home, { recursive: true }) as string[]).sort()) {
    if (!statSync(join(home, path)).isFile() || groups.has(GROUP.exec(path)?.[1] ?? '')) continue;
    content[path] = HISTORY.test(path) ? 'there' : digestOf(readFileSync(join(home, path)));
  }
  const dumps = manifest.dumps.map(({ importedMs: _, ...dump }) => dump);
  content['lake/manifest.json'] = digestOf(JSON.stringify({ ...manifest, dumps, groups: [] }));
  return content;
}

interface KeptManifest {
  readonly groups: readonly { readonly id: string; readonly members: readonly string[] }[];
  readonly dumps: readonly { readonly sha256: string; readonly importedMs: number }[];
}

const digestOf = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');
