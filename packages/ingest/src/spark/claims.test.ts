import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Claims, workThrough } from './claims.js';

const STALE_MS = 2500;
const WORKER = fileURLToPath(new URL('../../dist/testing/claim-worker.js', import.meta.url));

let folder: string;
const claimsIn = (): Claims => new Claims({ folder: join(folder, 'claims'), staleMs: STALE_MS });
const claimFile = (): string => {
  const [name = ''] = readdirSync(join(folder, 'claims'));
  return join(folder, 'claims', name);
};
/** Makes a claim look as if its owner had written to it so long ago. */
const age = (ms: number): void => {
  const then = (Date.now() - ms) / 1000;
  utimesSync(claimFile(), then, then);
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'iolaus-claims-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a claim', () => {
  it('is held by one worker at a time', async () => {
    const [mine, other] = [claimsIn(), claimsIn()];
    const claim = await mine.take('a');
    expect(await other.take('a')).toBeUndefined();
    expect(await (await other.take('b'))?.isMine()).toBe(true);
    await claim?.release();
    expect(await other.take('a')).toBeDefined();
  });

  it('goes to exactly one of many who want it at once', async () => {
    const taken = await Promise.all(Array.from({ length: 20 }, () => claimsIn().take('a')));
    expect(taken.filter((claim) => claim !== undefined)).toHaveLength(1);
  });

  it('whose owner is silent goes to exactly one of many, and its owner knows that it is lost', async () => {
    const claim = await new Claims({ folder: join(folder, 'claims') }).take('a');
    age(STALE_MS + 1000);
    const taken = await Promise.all(Array.from({ length: 20 }, () => claimsIn().take('a')));
    expect(taken.filter((each) => each !== undefined)).toHaveLength(1);
    expect(await claim?.isMine()).toBe(false);
    await claim?.release();
    expect(await taken.find((each) => each !== undefined)?.isMine()).toBe(true);
    expect(readdirSync(join(folder, 'claims'))).toHaveLength(1);
  });

  it('is kept as long as its owner gives signs of life', async () => {
    const claim = await new Claims({ folder: join(folder, 'claims'), staleMs: 60 }).take('a');
    age(STALE_MS + 1000);
    await expect.poll(() => Date.now() - statSync(claimFile()).mtimeMs, { timeout: 5000 }).toBeLessThan(STALE_MS);
    expect(await claimsIn().take('a')).toBeUndefined();
    expect(await claim?.isMine()).toBe(true);
    await claim?.release();
  });

  it('is let go when the work under it fails', async () => {
    const claims = claimsIn();
    await expect(claims.during('a', () => Promise.reject(new Error('no room')))).rejects.toThrow('no room');
    expect(await claims.take('a')).toBeDefined();
  });
});

describe('workThrough', () => {
  it('does each item once, whoever asks, and ends when all are done', async () => {
    const done: string[] = [];
    const worker = (): Promise<void> =>
      workThrough({
        claims: claimsIn(),
        items: ['a', 'b', 'c', 'd', 'e'],
        keyOf: (item) => item,
        isDone: (item) => Promise.resolve(done.includes(item)),
        work: async (item) => void (await Promise.resolve(done.push(item))),
      });
    await Promise.all([worker(), worker(), worker()]);
    expect(done.toSorted()).toEqual(['a', 'b', 'c', 'd', 'e']);
  });
});

describe('two workers of which one is killed', () => {
  const ITEMS = Array.from({ length: 40 }, (_, at) => `dump-${String(at).padStart(2, '0')}`);
  const start = (...death: string[]): ChildProcess =>
    spawn(process.execPath, [WORKER, folder, String(STALE_MS), ...death], { stdio: ['ignore', 'pipe', 'inherit'] });

  it.each([
    ['took', 2],
    ['wrote', 1],
    ['locked', 2],
    ['renamed', 1],
    ['appended', 3],
  ] as const)(
    'when it %s a dump (time %i) lose nothing and do nothing twice',
    async (step, nth) => {
      for (const name of ['in', 'lake']) mkdirSync(join(folder, name));
      for (const item of ITEMS) writeFileSync(join(folder, 'in', item), `content of ${item}`);
      const victim = start(step, String(nth));
      const died = once(victim, 'exit');
      // The other one comes while this one is at work.
      await once(victim.stdout!, 'data');
      const other = start();
      const ended = once(other, 'exit');
      for (const { stdout } of [victim, other]) stdout?.resume();
      expect(await died).toEqual([null, 'SIGKILL']);
      expect(await ended).toEqual([0, null]);
      const rows = JSON.parse(readFileSync(join(folder, 'lake', 'manifest.json'), 'utf8')) as string[];
      expect(rows.toSorted()).toEqual(ITEMS);
      for (const item of ITEMS) expect(readFileSync(join(folder, 'lake', item), 'utf8')).toBe(`content of ${item}`);
    },
    60_000,
  );
});
