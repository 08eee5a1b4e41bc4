import { closeSync, fstatSync, mkdtempSync, openSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importDump } from './import-dump.js';
import { LineSigner } from './line-signer.js';
import { parseMapping } from './mapping.js';

const MAPPING = [
  'version: 1',
  'match: "*.jsonl"',
  'format: jsonl',
  'entity: exchange',
  'fields:',
  '  account: { paths: [account], required: true }',
  '  prompt: { paths: [prompt], parse: line }',
].join('\n');

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'iolaus-import-'));
  path = join(folder, 'log.jsonl');
  writeFileSync(path, '{"account":"acct_a","prompt":"words of a prompt"}\n{"prompt":"refused"}\n');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Imports over a database that fails at the n-th file that it is to pack. */
function importFailing(at: number, onRun: () => void = () => undefined): Promise<unknown> {
  let asked = 0;
  const run = (): Promise<void> => {
    onRun();
    return ++asked === at ? Promise.reject(new Error('Out of Memory Error: no more')) : Promise.resolve();
  };
  return importDump({
    connection: { run } as unknown as DuckDBConnection,
    folder,
    path,
    mapping: parseMapping(MAPPING, path),
    signer: new LineSigner(),
    isKnown: () => false,
    onBatch: () => Promise.resolve(),
  });
}

describe('an import whose end fails', () => {
  it('says why, and leaves nothing of what it wrote', async () => {
    await expect(importFailing(1)).rejects.toThrow('Out of Memory Error: no more');
    expect(readdirSync(folder)).toEqual(['log.jsonl']);
  });

  it('closes no file but its own', async () => {
    const others: number[] = [];
    // Takes the number that the file of records had until it was closed.
    await expect(importFailing(1, () => others.push(openSync(path, 'r')))).rejects.toThrow();
    expect(others.map((each) => fstatSync(each).isFile())).toEqual([true]);
    others.forEach(closeSync);
  });
});
