import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ownerOf, takeLock, untilFree } from './lock.js';

let folder: string;
let file: string;
let other: ChildProcess;
beforeAll(() => {
  // Lives until its input closes, with this process at the latest.
  other = spawn(process.execPath, ['-e', 'process.stdin.resume()'], { stdio: ['pipe', 'ignore', 'ignore'] });
});
afterAll(() => other.kill());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'iolaus-lock-'));
  file = join(folder, 'lock.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

const owned = (by: object): void => writeFileSync(file, JSON.stringify(by));
const take = () => takeLock(file, '/a/home', 7);
const gone = (): number => spawnSync(process.execPath, ['-e', '']).pid;

describe('the lock of a home', () => {
  it('names its owner, is for its owner alone, and is gone when it is let go', () => {
    const lock = take();
    expect(ownerOf(file)).toEqual({ pid: process.pid, startedMs: 7 });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    lock.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('tells where the home is served, and to nobody else', () => {
    const lock = take();
    lock.announce('http://127.0.0.1:1', 'token');
    expect(ownerOf(file)).toEqual({ pid: process.pid, startedMs: 7, url: 'http://127.0.0.1:1', token: 'token' });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    lock.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is refused while another process has it, which keeps it', () => {
    owned({ pid: other.pid, startedMs: 1 });
    expect(take).toThrow(`The home /a/home is in use by process ${other.pid}.`);
    expect(ownerOf(file)).toMatchObject({ pid: other.pid });
    expect(readdirSync(folder)).toEqual(['lock.json']);
  });

  it('is refused a second time in one process', () => {
    const lock = take();
    expect(take).toThrow(`in use by process ${process.pid}`);
    lock.release();
    take().release();
  });

  it('is taken from a process that is gone', () => {
    owned({ pid: gone(), startedMs: 1 });
    expect(ownerOf(file)).toBeUndefined();
    take();
    expect(ownerOf(file)).toMatchObject({ startedMs: 7 });
  });

  it('is taken from a process that is gone and had the number that this one has now, as in a container', () => {
    owned({ pid: process.pid, startedMs: 1 });
    take();
    expect(ownerOf(file)).toMatchObject({ startedMs: 7 });
  });

  it.each(['', '{"pid":', 'null', '{}'])('is taken where a power cut left %j of it', (text) => {
    writeFileSync(file, text);
    expect(ownerOf(file)).toBeUndefined();
    take();
    expect(ownerOf(file)).toMatchObject({ startedMs: 7 });
  });

  it('is not let go by one whose lock another has by now', () => {
    const lock = take();
    owned({ pid: other.pid, startedMs: 9 });
    lock.release();
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ pid: other.pid });
  });
});

describe('waiting for a home', () => {
  it.each([
    ['nobody has', () => undefined],
    ['is served', () => owned({ pid: other.pid, startedMs: 1, url: 'http://127.0.0.1:1', token: 'token' })],
    ['this process has', () => void take()],
  ])('is over at once where %s it', async (_, prepare) => {
    prepare();
    await untilFree(file, { onProgress: () => expect.unreachable() });
  });

  it('says for whom it waits, and ends when the other is gone', async () => {
    owned({ pid: other.pid, startedMs: 1 });
    const phases: string[] = [];
    await untilFree(file, {
      onProgress: ({ phase }) => {
        phases.push(phase);
        rmSync(file);
      },
    });
    expect(phases).toEqual([`Waiting for process ${other.pid}`]);
    expect(existsSync(file)).toBe(false);
  });

  it('is given up when the wish is taken back', async () => {
    owned({ pid: other.pid, startedMs: 1 });
    await expect(untilFree(file, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});
