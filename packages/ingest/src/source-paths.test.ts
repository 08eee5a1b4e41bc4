import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { expandPath, spoolStdin } from './source-paths.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'iolaus-paths-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('expandPath', () => {
  const expanded = (glob: string): string[] => expandPath(join(root, glob)).map((path) => relative(root, path));
  beforeEach(() => {
    for (const name of [
      'a.jsonl',
      'b.csv',
      'logs/c.jsonl.gz',
      'logs/2026/d.jsonl.gz',
      'logs/2026/d+e.txt',
      'logs/.f.jsonl.gz',
      '.git/g.jsonl.gz',
    ]) {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      writeFileSync(join(root, name), '');
    }
  });

  it.each([
    ['a.jsonl', ['a.jsonl']],
    ['logs', ['logs']],
    ['*', ['a.jsonl', 'b.csv']],
    ['*.{jsonl,csv}', ['a.jsonl', 'b.csv']],
    ['?.csv', ['b.csv']],
    ['**/*.jsonl.gz', ['logs/2026/d.jsonl.gz', 'logs/c.jsonl.gz']],
    ['logs/**/*.jsonl.gz', ['logs/2026/d.jsonl.gz', 'logs/c.jsonl.gz']],
    ['**/d+*.txt', ['logs/2026/d+e.txt']],
    ['logs/*/d.jsonl.gz', ['logs/2026/d.jsonl.gz']],
  ])('%s is %j', (glob, files) => {
    expect(expanded(glob)).toEqual(files);
  });

  it('takes a file whose name looks like a glob as it stands', () => {
    writeFileSync(join(root, '[x]*.csv'), '');
    expect(expanded('[x]*.csv')).toEqual(['[x]*.csv']);
  });

  it.each(['nothing', '*.parquet', 'nothing/*.csv'])('refuses %s', (glob) => {
    expect(() => expanded(glob)).toThrow(expect.objectContaining({ code: 'FILE_MISSING' }));
  });
});

describe('spoolStdin', () => {
  it('keeps what comes in under a name of its content', async () => {
    const first = await spoolStdin(join(root, 'inbox'), Readable.from([Buffer.from('a\n'), Buffer.from('b\n')]));
    const again = await spoolStdin(join(root, 'inbox'), Readable.from([Buffer.from('a\nb\n')]));
    expect(readFileSync(first, 'utf8')).toBe('a\nb\n');
    expect(again).toBe(first);
    expect(readdirSync(join(root, 'inbox'))).toHaveLength(1);
  });

  it('leaves nothing when the stream breaks', async () => {
    const broken = Readable.from(
      (function* () {
        yield Buffer.from('a');
        throw new Error('gone');
      })(),
    );
    await expect(spoolStdin(root, broken)).rejects.toMatchObject({ code: 'OUTPUT_UNWRITABLE' });
    expect(readdirSync(root)).toEqual([]);
  });
});
