import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { IolausError } from '@iolaus/contracts';

/** What a merged rollup says of itself, in its rollup.json. */
export interface RollupHead {
  /** Digest of its content. */
  readonly id: string;
  /** SHA-256 (hex) of each dump; pairs name theirs by its place here. */
  readonly dumps: readonly string[];
  readonly accounts: number;
  readonly indicators: number;
  readonly pairs: number;
}

const HEAD = 'rollup.json';
const FILES = ['accounts.parquet', 'indicators.parquet', 'pairs.parquet', HEAD];

/** The head of the rollup in a folder; refuses with NOTHING_IMPORTED when there is none. */
export function readRollupHead(folder: string): RollupHead {
  if (!existsSync(join(folder, HEAD))) throw new IolausError('NOTHING_IMPORTED');
  return JSON.parse(readFileSync(join(folder, HEAD), 'utf8')) as RollupHead;
}

/** Ids of the rollups that are kept, in order. */
export function keptRollups(keptFolder: string): string[] {
  if (!existsSync(keptFolder)) return [];
  const heads = readdirSync(keptFolder).map((name) => join(keptFolder, name));
  return heads
    .filter((folder) => existsSync(join(folder, HEAD)))
    .map((folder) => readRollupHead(folder).id)
    .toSorted();
}

/**
 * Keeps the rollups of these ids, the current one among them when it is named, and removes all others that were kept. A copy is hard links, so it costs no space and
 * survives when the current rollup is replaced; it is made under another name, so a cut copy is none.
 */
export function keepRollups(folders: RollupFolders, ids: readonly string[]): void {
  mkdirSync(folders.kept, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(folders.kept))
    if (!ids.includes(name)) rmSync(join(folders.kept, name), { recursive: true, force: true });
  const { id } = readRollupHead(folders.current);
  const copy = join(folders.kept, id);
  if (!ids.includes(id) || existsSync(join(copy, HEAD))) return;
  const partial = `${copy}.partial`;
  rmSync(partial, { recursive: true, force: true });
  rmSync(copy, { recursive: true, force: true });
  mkdirSync(partial, { mode: 0o700 });
  for (const file of FILES) linkSync(join(folders.current, file), join(partial, file));
  renameSync(partial, copy);
}

/** Where the current rollup lies, and where kept ones do, each under its id. */
export interface RollupFolders {
  readonly current: string;
  readonly kept: string;
}

/** The folder of a rollup by its id: the current one, or a kept one; refuses with NOT_FOUND. */
export function rollupFolder(folders: RollupFolders, id: string): string {
  if (readRollupHead(folders.current).id === id) return folders.current;
  if (keptRollups(folders.kept).includes(id)) return join(folders.kept, id);
  throw new IolausError('NOT_FOUND', { what: 'rollup', id });
}
