import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findDumps } from './find-dumps.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'iolaus-find-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const at = (path: string): string => join(root, path);

function write(path: string, text = ''): void {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), text);
}

function writeMapping(path: string, match: string): void {
  const lines = [
    'version: 1',
    `match: "${match}"`,
    'format: jsonl',
    'entity: exchange',
    'fields: { account: { paths: [a] } }',
  ];
  write(path, lines.join('\n'));
}

/** Dumps and the mapping of each, as paths under the root. */
function found(paths: readonly string[], mapping?: string): [string, string][] {
  const dumps = findDumps(paths.map(at), mapping === undefined ? undefined : at(mapping));
  return dumps.map((dump) => [relative(root, dump.path), relative(root, dump.mapping.path)]);
}

describe('findDumps', () => {
  it('finds the dumps of a folder that a mapping fits, in the order of their paths', () => {
    writeMapping('logs/mapping.yaml', '*.jsonl');
    for (const name of ['logs/b.jsonl', 'logs/a.jsonl', 'logs/notes.txt', 'logs/.a.jsonl']) write(name);
    expect(found(['logs'])).toEqual([
      ['logs/a.jsonl', 'logs/mapping.yaml'],
      ['logs/b.jsonl', 'logs/mapping.yaml'],
    ]);
  });

  it('gives each file the first mapping by name that fits it', () => {
    writeMapping('a.mapping.yml', 'a*');
    writeMapping('b.mapping.yaml', '*');
    write('a1');
    write('b1');
    expect(found([''])).toEqual([
      ['a1', 'a.mapping.yml'],
      ['b1', 'b.mapping.yaml'],
    ]);
  });

  it('looks in the folders above, up to the named one', () => {
    writeMapping('mapping.yaml', '*');
    writeMapping('logs/mapping.yaml', '*.jsonl');
    write('logs/2026/03/a.jsonl');
    expect(found(['logs'])).toEqual([['logs/2026/03/a.jsonl', 'logs/mapping.yaml']]);
  });

  it('takes a mapping beside the file before one above it', () => {
    writeMapping('mapping.yaml', '*');
    writeMapping('logs/mapping.yaml', '*');
    write('logs/a');
    expect(found([''])).toEqual([['logs/a', 'logs/mapping.yaml']]);
  });

  it('does not look above the folder that was named', () => {
    writeMapping('mapping.yaml', '*');
    write('logs/a');
    expect(() => found(['logs'])).toThrow(expect.objectContaining({ code: 'MAPPING_MISSING' }));
  });

  it('finds a file that is named by itself', () => {
    writeMapping('mapping.yaml', '*.jsonl');
    write('a.jsonl');
    write('b.jsonl');
    expect(found(['a.jsonl'])).toEqual([['a.jsonl', 'mapping.yaml']]);
  });

  it('finds a file once that was named twice', () => {
    writeMapping('mapping.yaml', '*.jsonl');
    write('a.jsonl');
    expect(found(['a.jsonl', '', 'a.jsonl'])).toHaveLength(1);
  });

  it('refuses a file that no mapping fits', () => {
    writeMapping('mapping.yaml', '*.csv');
    write('a.jsonl');
    expect(() => found(['a.jsonl'])).toThrow(
      expect.objectContaining({ code: 'MAPPING_MISSING', facts: { path: at('a.jsonl') } }),
    );
  });

  it('refuses a folder without dumps, also beside one whose name goes on', () => {
    writeMapping('logs-old/mapping.yaml', '*');
    write('logs-old/a');
    write('logs/b');
    expect(() => found(['logs-old', 'logs'])).toThrow(
      expect.objectContaining({ code: 'MAPPING_MISSING', facts: { path: at('logs') } }),
    );
  });

  it('refuses a path that is not there', () => {
    expect(() => found(['nothing'])).toThrow(expect.objectContaining({ code: 'FILE_MISSING' }));
    write('a');
    expect(() => found(['a'], 'nothing.yaml')).toThrow(expect.objectContaining({ code: 'FILE_MISSING' }));
  });

  describe('with a mapping given', () => {
    it('reads a named file by it, whatever its match', () => {
      writeMapping('given.yaml', '*.jsonl');
      write('a.log');
      expect(found(['a.log'], 'given.yaml')).toEqual([['a.log', 'given.yaml']]);
    });

    it('takes of a folder what it fits, and looks at no other mapping', () => {
      writeMapping('given.yaml', 'a*');
      writeMapping('logs/mapping.yaml', '*');
      write('logs/a1');
      write('logs/b1');
      expect(found(['logs'], 'given.yaml')).toEqual([['logs/a1', 'given.yaml']]);
    });
  });
});
