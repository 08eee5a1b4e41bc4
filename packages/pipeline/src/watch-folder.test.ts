import { EventEmitter, once } from 'node:events';
import { appendFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isCandidate, WatchFolder, type FileState, type Taken } from './watch-folder.js';

const IMPORTED: Taken = { state: 'imported', accepted: 1, refused: 0, job: 'job', error: null };
const SETTLE_MS = 3000;

let folder: string;
let now: number;
let taken: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'iolaus-watch-'));
  now = Date.now();
  taken = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const place = (name: string): string => join(folder, name);
/** A file that was written just now, by the clock of the test. */
function write(name: string, text: string): void {
  writeFileSync(place(name), text);
  utimesSync(place(name), now / 1000, now / 1000);
}

function watchFolder(options: Partial<ConstructorParameters<typeof WatchFolder>[0]> = {}): WatchFolder {
  return new WatchFolder({
    folder,
    clock: () => now,
    settleMs: SETTLE_MS,
    take: (path) => (taken.push(basename(path)), Promise.resolve(IMPORTED)),
    ...options,
  });
}

async function lookAfter(watcher: WatchFolder, ms: number): Promise<void> {
  now += ms;
  await watcher.look();
}

describe('a file in a watched folder', () => {
  it('is taken once it stood still, once', async () => {
    const watcher = watchFolder();
    write('a.jsonl', 'row');
    await lookAfter(watcher, 0);
    expect([taken, watcher.view().waiting]).toEqual([[], [{ path: place('a.jsonl'), bytes: 3 }]]);
    await lookAfter(watcher, SETTLE_MS);
    await lookAfter(watcher, SETTLE_MS);
    expect([taken, watcher.view().waiting, watcher.view().taken]).toEqual([['a.jsonl'], [], 1]);
  });

  it('is not taken while it grows, however long that takes', async () => {
    const watcher = watchFolder();
    write('a.jsonl', 'row');
    for (let round = 0; round < 5; round++) {
      await lookAfter(watcher, SETTLE_MS - 1000);
      appendFileSync(place('a.jsonl'), 'row');
      utimesSync(place('a.jsonl'), now / 1000, now / 1000);
    }
    expect(taken).toEqual([]);
    await lookAfter(watcher, 0);
    await lookAfter(watcher, SETTLE_MS);
    expect(taken).toEqual(['a.jsonl']);
  });

  it('that is written under another name is taken when it is renamed into place, at once', async () => {
    const watcher = watchFolder();
    write('a.jsonl.part', 'row');
    await lookAfter(watcher, 10 * SETTLE_MS);
    expect(taken).toEqual([]);
    renameSync(place('a.jsonl.part'), place('a.jsonl'));
    await lookAfter(watcher, 0);
    expect(taken).toEqual(['a.jsonl']);
  });

  it('waits for the one before it', async () => {
    let running = 0;
    let most = 0;
    const watcher = watchFolder({
      take: async (path) => {
        most = Math.max(most, ++running);
        await new Promise((resolve) => setImmediate(resolve));
        running--;
        taken.push(basename(path));
        return IMPORTED;
      },
    });
    for (const name of ['b.jsonl', 'a.jsonl', 'c.jsonl']) write(name, 'row');
    now += SETTLE_MS;
    await Promise.all([watcher.look(), watcher.look()]);
    expect([taken, most]).toEqual([['a.jsonl', 'b.jsonl', 'c.jsonl'], 1]);
  });

  it('that vanishes before it is read is reported, and taken when it comes back', async () => {
    const outcomes: Taken[] = [{ ...IMPORTED, state: 'vanished', accepted: 0 }, IMPORTED];
    const watcher = watchFolder({ take: () => Promise.resolve(outcomes.shift()!) });
    write('a.jsonl', 'row');
    await lookAfter(watcher, SETTLE_MS);
    await lookAfter(watcher, SETTLE_MS);
    expect(watcher.view().reports.map(({ name, state }) => [name, state])).toEqual([
      ['a.jsonl', 'imported'],
      ['a.jsonl', 'vanished'],
    ]);
  });

  it('that is refused is tried again when it changes, not before', async () => {
    const outcomes: Taken[] = [{ ...IMPORTED, state: 'refused', accepted: 0, error: 'It is cut off.' }, IMPORTED];
    const watcher = watchFolder({ take: () => Promise.resolve(outcomes.shift()!) });
    write('a.csv', 'who');
    await lookAfter(watcher, SETTLE_MS);
    await lookAfter(watcher, SETTLE_MS);
    expect(outcomes).toHaveLength(1);
    write('a.csv', 'who,at');
    await lookAfter(watcher, SETTLE_MS);
    expect(watcher.view().reports.map(({ state }) => state)).toEqual(['imported', 'refused']);
  });

  it('that grows after it was taken is reported, not taken again', async () => {
    const watcher = watchFolder();
    write('a.jsonl', 'row');
    await lookAfter(watcher, SETTLE_MS);
    appendFileSync(place('a.jsonl'), 'row');
    utimesSync(place('a.jsonl'), now / 1000, now / 1000);
    await lookAfter(watcher, SETTLE_MS);
    await lookAfter(watcher, SETTLE_MS);
    expect([taken, watcher.view().reports.map(({ state }) => state)]).toEqual([['a.jsonl'], ['grown', 'imported']]);
  });

  it('that takes the name of another one is a new file', async () => {
    const watcher = watchFolder();
    write('day.csv', 'row');
    await lookAfter(watcher, SETTLE_MS);
    write('other.tmp', 'row of the next day');
    renameSync(place('other.tmp'), place('day.csv'));
    await lookAfter(watcher, SETTLE_MS);
    expect(taken).toEqual(['day.csv', 'day.csv']);
  });

  it('that was deleted leaves its name free', async () => {
    const watcher = watchFolder();
    write('day.csv', 'row');
    await lookAfter(watcher, SETTLE_MS);
    rmSync(place('day.csv'));
    await lookAfter(watcher, 0);
    write('day.csv', 'row of the next day');
    await lookAfter(watcher, SETTLE_MS);
    expect(taken).toEqual(['day.csv', 'day.csv']);
  });

  it('that an earlier run took is not taken again', async () => {
    let kept: readonly FileState[] = [];
    const before = watchFolder({ onTaken: (files) => (kept = files) });
    write('a.jsonl', 'row');
    await lookAfter(before, SETTLE_MS);
    await lookAfter(watchFolder({ taken: kept }), SETTLE_MS);
    expect(taken).toEqual(['a.jsonl']);
  });
});

describe('a watched folder', () => {
  it('that goes away is said to be unreadable, and goes on when it is back', async () => {
    const watcher = watchFolder();
    rmSync(folder, { recursive: true });
    await watcher.look();
    expect(watcher.view()).toMatchObject({ state: 'unreadable', error: 'The folder cannot be watched: ENOENT.' });
    mkdirSync(folder);
    write('a.jsonl', 'row');
    await lookAfter(watcher, SETTLE_MS);
    expect([watcher.view().state, taken]).toEqual(['watching', ['a.jsonl']]);
  });

  it('that is watched no longer takes no more files, and lets the one in hand come to its end', async () => {
    const gate = new EventEmitter();
    const begun = once(gate, 'begun');
    const watcher = watchFolder({
      take: async (path) => {
        gate.emit('begun');
        await once(gate, 'finish');
        taken.push(basename(path));
        return IMPORTED;
      },
    });
    write('a.jsonl', 'row');
    write('b.jsonl', 'row');
    now += SETTLE_MS;
    const looking = watcher.look();
    await begun;
    const stopped = watcher.stop();
    gate.emit('finish');
    await Promise.all([looking, stopped]);
    expect(taken).toEqual(['a.jsonl']);
  });

  it.each([
    ['exchanges.jsonl', true],
    ['exchanges-2026-11-22.csv.gz', true],
    ['exchanges.jsonl.tmp', false],
    ['exchanges.jsonl.part', false],
    ['Unconfirmed.crdownload', false],
    ['.exchanges.jsonl.Xy12', false],
    ['exchanges.jsonl~', false],
    ['gateway.mapping.yaml', false],
    ['mapping.yml', false],
  ])('takes %s: %s', (name, isTaken) => {
    expect(isCandidate(name)).toBe(isTaken);
  });
});
