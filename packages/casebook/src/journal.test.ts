import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NO_HASH, seal, stepIdOf } from './entry.js';
import { Journal, type Disk, type NewEntry } from './journal.js';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'iolaus-journal-'));
  file = join(folder, 'journal.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** As fast as memory; what a test says of syncing does not stand on it. */
const UNSYNCED: Disk = { write: writeSync, sync: () => undefined };

const noteOf = (text: string): NewEntry => ({
  atMs: 1_700_000_000_000,
  author: 'M. Okafor',
  branch: 'main',
  command: { verb: 'note', subject: { on: 'account', id: 'acct_1' }, text },
});

/** A journal with these notes, closed again. */
function written(...texts: readonly string[]): Buffer {
  const journal = new Journal(file, UNSYNCED);
  for (const text of texts) journal.append(noteOf(text));
  journal.close();
  return readFileSync(file);
}

const opened = <T>(work: (journal: Journal) => T): T => {
  const journal = new Journal(file, UNSYNCED);
  try {
    return work(journal);
  } finally {
    journal.close();
  }
};

describe('a journal', () => {
  it('holds when it is opened again what was added, each entry with the hash of the one before', () => {
    written('one', 'two', 'three');
    const steps = opened((journal) => [...journal.steps]);
    expect(steps.map(({ id, seq }) => [id, seq])).toEqual([
      ['S-0001', 1],
      ['S-0002', 2],
      ['S-0003', 3],
    ]);
    expect(steps.map(({ prev }) => prev)).toEqual([NO_HASH, steps[0].hash, steps[1].hash]);
  });

  it('is for its owner alone', () => {
    written('one');
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('is on disk before an entry is answered: each is written, then synced', () => {
    const calls: string[] = [];
    const disk: Disk = {
      write: (fd, bytes, from) => (calls.push('write'), writeSync(fd, bytes, from)),
      sync: () => void calls.push('sync'),
    };
    const journal = new Journal(file, disk);
    journal.append(noteOf('one'));
    // The first sync is that of the folder, which has a new file.
    expect(calls).toEqual(['sync', 'write', 'sync']);
    journal.append(noteOf('two'));
    expect(calls).toEqual(['sync', 'write', 'sync', 'write', 'sync']);
    journal.close();
  });

  it('keeps any text, and line ends in it, within one line', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.string({ unit: 'binary', minLength: 1 }).map((text) => `x${text}x`),
          { maxLength: 5 },
        ),
        (texts) => {
          rmSync(file, { force: true });
          written(...texts);
          expect(opened(({ steps }) => steps.map(({ command }) => command.verb === 'note' && command.text))).toEqual(
            texts,
          );
        },
      ),
      { seed: 7, numRuns: 20 },
    );
  });

  it('opens after a crash at EVERY byte to the entries before it, and keeps the torn end in a file beside', () => {
    const whole = written('one', 'zwei – drei');
    const all = opened((journal) => [...journal.steps]);
    const ends = [...whole.keys()].filter((at) => whole[at] === 10).map((at) => at + 1);
    for (let cut = 0; cut <= whole.length; cut++) {
      rmSync(folder, { recursive: true });
      folder = mkdtempSync(join(tmpdir(), 'iolaus-journal-'));
      file = join(folder, 'journal.jsonl');
      writeFileSync(file, whole.subarray(0, cut));
      const count = ends.filter((end) => end <= cut).length;
      const kept = ends[count - 1] ?? 0;
      opened((journal) => {
        expect(journal.steps).toEqual(all.slice(0, count));
        expect(journal.check().torn).toEqual(cut === kept ? [] : [{ file: 'journal.jsonl.torn-1', bytes: cut - kept }]);
        if (cut > kept) expect(readFileSync(`${file}.torn-1`)).toEqual(whole.subarray(kept, cut));
        journal.append(noteOf('after the crash'));
      });
      expect(opened(({ steps }) => steps.length)).toBe(count + 1);
    }
  });

  it('never writes over an earlier torn end', () => {
    written('one');
    appendFileSync(file, '{"torn');
    opened(() => undefined);
    appendFileSync(file, '{"again');
    opened(() => undefined);
    const torn = readdirSync(folder).filter((name) => name.includes('.torn-'));
    expect(torn.map((name) => readFileSync(join(folder, name), 'utf8'))).toEqual(['{"torn', '{"again']);
  });

  it('finds every change of one byte before its end, names the line, and leaves the file as it is', () => {
    const whole = written('one', 'two', 'three');
    const lineOf = (at: number): number => whole.subarray(0, at).filter((byte) => byte === 10).length + 1;
    for (let at = 0; at < whole.length - 1; at++) {
      const damaged = Buffer.from(whole);
      damaged[at] ^= 1;
      writeFileSync(file, damaged);
      expect(() => new Journal(file), `byte ${at}`).toThrow(
        expect.objectContaining({ code: 'JOURNAL_DAMAGED', facts: expect.objectContaining({ line: lineOf(at) }) }),
      );
      expect(readFileSync(file)).toEqual(damaged);
    }
  });

  it.each([
    ['taken out', ([a, , c]: string[]) => [a, c], 2],
    ['swapped', ([a, b, c]: string[]) => [b, a, c], 1],
    ['told twice', ([a, b, c]: string[]) => [a, b, b, c], 3],
  ])('finds that a line was %s', (_, change, line) => {
    const lines = written('one', 'two', 'three').toString().trim().split('\n');
    writeFileSync(file, `${change(lines).join('\n')}\n`);
    expect(() => new Journal(file)).toThrow(
      expect.objectContaining({ code: 'JOURNAL_DAMAGED', facts: expect.objectContaining({ line }) }),
    );
  });

  it('is refused, and not called damaged, where a newer version wrote a step', () => {
    written('one');
    const last = opened(({ steps }) => steps[0]);
    const of = { ...noteOf('x'), seq: 2, id: stepIdOf(2), prev: last.hash, command: { verb: 'paint' } };
    appendFileSync(file, seal(of as never));
    expect(() => new Journal(file)).toThrow(expect.objectContaining({ code: 'JOURNAL_NEWER' }));
  });

  it('writes nothing that it could not read again', () => {
    opened((journal) => {
      expect(() => journal.append(noteOf(''))).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }));
      expect(statSync(file).size).toBe(0);
      expect(journal.append(noteOf(' seen ')).command).toMatchObject({ text: 'seen' });
    });
  });

  it('adds nothing once another program wrote to the file, or took it away', () => {
    written('one');
    const journal = new Journal(file);
    appendFileSync(file, 'foreign\n');
    expect(() => journal.append(noteOf('two'))).toThrow(expect.objectContaining({ code: 'JOURNAL_CHANGED' }));
    rmSync(file);
    expect(() => journal.append(noteOf('two'))).toThrow(expect.objectContaining({ code: 'JOURNAL_CHANGED' }));
    expect(journal.steps).toHaveLength(1);
    journal.close();
  });

  it('holds nothing of an entry that the disk had no room for, and goes on when there is room', () => {
    let isFull = true;
    const disk: Disk = {
      write: (fd, bytes, from) => {
        if (!isFull) return writeSync(fd, bytes, from);
        if (from > 0) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
        return writeSync(fd, bytes, 0, 20);
      },
      sync: () => undefined,
    };
    const journal = new Journal(file, disk);
    expect(() => journal.append(noteOf('one'))).toThrow(/cannot be written: ENOSPC/);
    expect([journal.steps.length, statSync(file).size]).toEqual([0, 0]);
    isFull = false;
    journal.append(noteOf('two'));
    journal.close();
    expect(opened(({ steps }) => steps.length)).toBe(1);
  });

  it('is written no more once a sync failed and nobody can tell what the disk holds', () => {
    written();
    let isBad = true;
    const disk: Disk = {
      write: writeSync,
      sync: () => {
        if (isBad) throw Object.assign(new Error('bad disk'), { code: 'EIO' });
      },
    };
    const journal = new Journal(file, disk);
    expect(() => journal.append(noteOf('one'))).toThrow(/cannot be written: EIO/);
    isBad = false;
    expect(() => journal.append(noteOf('two'))).toThrow(/an earlier write failed/);
    journal.close();
  });

  it('is checked again against the file', () => {
    written('one', 'two');
    opened((journal) => {
      expect(journal.check()).toMatchObject({ entries: 2, head: journal.steps[1].hash });
      const lines = readFileSync(file, 'utf8').split('\n');
      writeFileSync(file, `${lines[0]}\n`);
      expect(() => journal.check()).toThrow(expect.objectContaining({ code: 'JOURNAL_CHANGED' }));
    });
  });
});
