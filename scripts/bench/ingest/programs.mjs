// What is measured against what.
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../setup/workspace.mjs';
import { chdbCommand, chdbMissing } from './chdb.mjs';

const IOLAUS = join(ROOT, 'apps/cli/bin/iolaus.mjs');
const own = (name) => join(ROOT, 'scripts/bench/ingest', `${name}.mjs`);
/** As the process of the lake is started (packages/ingest/src/lake.ts). */
const FLAGS = ['--max-semi-space-size=64', '--single-threaded-gc'];
const node = (...words) => [process.execPath, words];

/**
 * The programs: `command` gives the words for the exchange dumps of a size, whose results go to `out`; `result` names the Parquet files or the TSV to check, where
 * there is one; `missing` says why a program cannot run.
 */
export const PROGRAMS = [
  { name: 'zcat', command: ({ dumps }) => ['zcat', dumps] },
  { name: 'node-zlib', command: ({ dumps }) => node(own('inflate'), ...dumps) },
  {
    name: 'naive',
    command: ({ dumps, out }) => node('--max-old-space-size=12288', own('naive'), join(out, 'pairs.tsv'), ...dumps),
    result: (out) => ({ tsv: join(out, 'pairs.tsv') }),
  },
  {
    name: 'duckdb',
    command: ({ dumps, out }) => node(own('duckdb'), out, ...dumps),
    result: (out) => ({ parquet: join(out, '*.parquet') }),
  },
  {
    name: 'chdb',
    missing: chdbMissing,
    command: ({ dumps, out }) => chdbCommand(out, dumps),
    result: (out) => ({ parquet: join(out, '*.parquet') }),
  },
  {
    name: 'lake',
    command: ({ dumps, out }) => node(...FLAGS, own('lake'), 'lake', out, ...dumps),
    result: (out) => ({ parquet: join(out, '*.records-*.parquet') }),
  },
  {
    name: 'lake-signed',
    command: ({ dumps, out }) => node(...FLAGS, own('lake'), 'signed', out, ...dumps),
    result: (out) => ({ parquet: join(out, '*.records-*.parquet') }),
  },
  {
    name: 'import',
    command: ({ dumps, out }) => node(IOLAUS, 'import', ...dumps, '--lake-only', '--json', '--home', out),
    result: (out) => ({ parquet: join(out, 'lake', '*.records-*.parquet') }),
    isKept: true,
  },
  {
    name: 'rollups',
    needs: 'import',
    command: ({ lake }) => node(...FLAGS, own('lake'), 'rollups', join(lake, 'lake')),
  },
  {
    name: 'three-rollups',
    needs: 'import',
    command: ({ lake }) => node(...FLAGS, own('lake'), 'three-rollups', join(lake, 'lake')),
  },
  {
    name: 'merge',
    needs: 'import',
    command: ({ lake }) => node(...FLAGS, own('lake'), 'merge', join(lake, 'lake')),
  },
];

/** An empty folder for what a program writes. */
export function emptied(folder) {
  if (existsSync(folder)) rmSync(folder, { recursive: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}
