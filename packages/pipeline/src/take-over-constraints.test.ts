import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Casebook } from '@iolaus/casebook';
import type { Constraint } from '@iolaus/contracts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takeOverConstraints } from './take-over-constraints.js';

let folder: string;
let file: string;
let book: Casebook;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'iolaus-constraints-'));
  file = join(folder, 'constraints.jsonl');
  book = new Casebook(join(folder, 'journal.jsonl'));
});
afterEach(() => {
  book.close();
  rmSync(folder, { recursive: true });
});

const made = (id: string, account: string, createdMs: number): Constraint => ({
  id,
  rule: { verb: 'exclude-account', account },
  reason: 'asked and confirmed',
  createdMs,
  undoneMs: null,
  anchors: [],
});
const PINNED: Constraint = {
  id: 'C-0002',
  rule: { verb: 'pin-account', account: 'b', network: 'N-0001' },
  reason: 'the same hand',
  author: 'M. Okafor',
  createdMs: 7,
  undoneMs: null,
  anchors: ['x', 'y'],
};
const LINES = [made('C-0001', 'a', 5), PINNED, { ...made('C-0001', 'a', 5), undoneMs: 9 }, made('C-0003', 'a', 11)];
const WANTED = [LINES[2], PINNED, LINES[3]];
const text = (of: readonly Constraint[]): string => of.map((each) => `${JSON.stringify(each)}\n`).join('');

describe('constraints of an earlier version', () => {
  it('go into the journal once, with ids, authors and times, and undone ones undone', () => {
    writeFileSync(file, text(LINES));
    takeOverConstraints(file, book);
    expect(book.constraints()).toEqual(WANTED);
    takeOverConstraints(file, book);
    expect(book.constraints()).toEqual(WANTED);
  });

  it('stay aside as they were, under another name', () => {
    writeFileSync(file, text(LINES));
    takeOverConstraints(file, book);
    expect(existsSync(file)).toBe(false);
    expect(readFileSync(join(folder, 'constraints.before-journal.jsonl'), 'utf8')).toBe(text(LINES));
  });

  it.each([1, 2, 3, 4])('are not taken twice where a crash cut the journal off after %d entries', (kept) => {
    writeFileSync(file, text(LINES));
    takeOverConstraints(file, book);
    book.close();
    const lines = readFileSync(join(folder, 'journal.jsonl'), 'utf8').split('\n');
    writeFileSync(
      join(folder, 'journal.jsonl'),
      lines
        .slice(0, kept)
        .map((line) => `${line}\n`)
        .join(''),
    );
    book = new Casebook(join(folder, 'journal.jsonl'));
    writeFileSync(file, text(LINES));
    takeOverConstraints(file, book);
    expect(book.constraints()).toEqual(WANTED);
    expect(book.check().entries).toBe(4);
  });

  it('lose nothing but a line that was never answered', () => {
    writeFileSync(file, text(LINES) + text(LINES).slice(0, 20));
    takeOverConstraints(file, book);
    expect(book.constraints()).toEqual(WANTED);
  });

  it('are refused with their line when one is damaged, and left as they are', () => {
    writeFileSync(file, `${text(LINES)}not a constraint\n`);
    expect(() => takeOverConstraints(file, book)).toThrow(/damaged in line 5/);
    expect(readdirSync(folder)).toContain('constraints.jsonl');
    expect(book.constraints()).toEqual([]);
  });

  it('are none in a new home', () => {
    takeOverConstraints(file, book);
    expect(book.check().entries).toBe(0);
  });
});
