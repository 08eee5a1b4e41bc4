import { mkdirSync, mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Job } from '@iolaus/contracts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { takenOf } from './answers/watch.js';
import type { Taken } from './watch-folder.js';
import { Watches, type TakeFile } from './watches.js';

const IMPORTED: Taken = { state: 'imported', accepted: 1, refused: 0, job: 'job', error: null };
const LONG_AGO_S = 1_700_000_000;

let root: string;
let folder: string;
let file: string;
let open: Watches[] = [];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'iolaus-watches-'));
  folder = join(root, 'logs');
  file = join(root, 'watches.json');
  mkdirSync(folder);
});
afterEach(async () => {
  await Promise.all(open.map((watches) => watches.close()));
  open = [];
  rmSync(root, { recursive: true, force: true });
});

const watchesOf = (): Watches => {
  const watches = new Watches({ file });
  open.push(watches);
  return watches;
};
const request = (part: { keep?: boolean } = {}) => ({ folder, lakeOnly: false, keep: true, ...part });

/** A file that has stood still for years. */
function write(name: string): void {
  writeFileSync(join(folder, name), 'row');
  utimesSync(join(folder, name), LONG_AGO_S, LONG_AGO_S);
}

describe('watched folders', () => {
  it('are kept for the next run, with what they gave so far', async () => {
    write('a.jsonl');
    const first = vi.fn<TakeFile>(() => Promise.resolve(IMPORTED));
    const before = watchesOf();
    before.add(request(), first);
    await vi.waitFor(() => expect(before.list()[0]?.taken).toBe(1));
    await before.close();
    write('b.jsonl');
    const second = vi.fn<TakeFile>(() => Promise.resolve(IMPORTED));
    const after = watchesOf();
    after.resume(second);
    await vi.waitFor(() => expect(after.list()[0]?.taken).toBe(2));
    expect(second.mock.calls.map(([path]) => path)).toEqual([join(folder, 'b.jsonl')]);
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  it('of one command are not kept', async () => {
    watchesOf().add(request({ keep: false }), () => Promise.resolve(IMPORTED));
    const after = watchesOf();
    after.resume(() => Promise.resolve(IMPORTED));
    expect(after.list()).toEqual([]);
  });

  it('are watched once', () => {
    const watches = watchesOf();
    watches.add(request(), () => Promise.resolve(IMPORTED));
    expect(() => watches.add(request(), () => Promise.resolve(IMPORTED))).toThrow(/watched already/);
  });

  it('that are removed are gone, here and after a restart', () => {
    const watches = watchesOf();
    const { id } = watches.add(request(), () => Promise.resolve(IMPORTED));
    watches.remove(id);
    const after = watchesOf();
    after.resume(() => Promise.resolve(IMPORTED));
    expect([watches.list(), after.list()]).toEqual([[], []]);
    expect(() => watches.remove(id)).toThrow(/no watched folder/);
  });
});

describe('what came of a file', () => {
  const job = (part: Partial<Job>): Job => ({ id: 'job', state: 'done', report: null, error: null, ...part }) as Job;
  const report = (isKnown: boolean): NonNullable<Job['report']> =>
    ({ accepted: 3, refused: 1, dumps: [{ isKnown }] }) as unknown as NonNullable<Job['report']>;
  const error = (code: string) => ({ code, sentence: 'It failed.', hint: 'Mend it.' });

  it.each([
    [job({ report: report(false) }), { state: 'imported', accepted: 3, refused: 1, error: null }],
    [job({ report: report(true) }), { state: 'known', error: null }],
    [job({ state: 'failed', error: error('FILE_MISSING') }), { state: 'vanished', accepted: 0 }],
    [job({ state: 'failed', error: error('DUMP_UNREADABLE') }), { state: 'refused', error: 'It failed. Mend it.' }],
    [job({ state: 'cancelled', error: error('CANCELLED') }), { state: 'cancelled', error: null }],
    [job({ state: 'interrupted' }), { state: 'cancelled' }],
  ])('is told by its job, %#', (ended, taken) => {
    expect(takenOf(ended)).toMatchObject(taken);
  });
});
