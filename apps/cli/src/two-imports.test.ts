import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const CLI = join(import.meta.dirname, '../bin/iolaus.mjs');
const TINY = join(import.meta.dirname, '../../../seed-data/tiny');

interface Run {
  readonly child: ChildProcess;
  readonly said: () => string;
  readonly ended: Promise<number | null>;
}

/** `iolaus import` of one dump into the lake of the home. */
function importing(home: string, dump: string): Run {
  const child = spawn(process.execPath, [CLI, 'import', join(TINY, dump), '--lake-only', '--home', home], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const keep = (chunk: Buffer): void => void (text += chunk.toString());
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  return { child, said: () => text, ended: once(child, 'close').then(([code]) => code as number | null) };
}

describe('an import into a home that another command has', () => {
  let home: string;
  let owner: ChildProcess;
  const own = (more: object = {}): void => {
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, 'lock.json'), JSON.stringify({ pid: owner.pid, startedMs: 1, ...more }));
  };
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'iolaus-two-'));
    owner = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], { stdio: 'ignore' });
  });
  afterEach(() => {
    owner.kill('SIGKILL');
    rmSync(home, { recursive: true, force: true });
  });

  it('waits for it, says for which process, and then does its work', async () => {
    own();
    const { said, ended } = importing(home, 'accounts.csv');
    await expect.poll(said, { timeout: 20_000 }).toContain(`Waiting for process ${owner.pid}`);
    owner.kill('SIGKILL');
    expect(await ended).toBe(0);
    expect(said()).toContain('accounts.csv');
  });

  it('can be cancelled while it waits, and leaves nothing', async () => {
    own();
    const { child, said, ended } = importing(home, 'accounts.csv');
    await expect.poll(said, { timeout: 20_000 }).toContain('Waiting for process');
    child.kill('SIGINT');
    expect(await ended).toBe(1);
    expect(said()).toContain('CANCELLED');
  });

  it('comes after the other one when two begin at once', async () => {
    const both = [importing(home, 'accounts.csv'), importing(home, 'payments.csv')];
    expect(await Promise.all(both.map(({ ended }) => ended))).toEqual([0, 0]);
    const again = importing(home, '.');
    expect(await again.ended).toBe(0);
    expect(again.said().match(/known, unchanged/g)).toHaveLength(2);
  });
});
