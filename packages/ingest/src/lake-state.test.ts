import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { HOST } from './dump-writer.js';
import { LakeState } from './lake-state.js';

describe('opening a lake', () => {
  const folder = mkdtempSync(join(tmpdir(), 'iolaus-state-'));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('removes what ended processes of this machine left, and nothing of others', async () => {
    const ended = spawnSync(process.execPath, ['-e', '']).pid;
    const leftBy = (host: string, pid: number): string[] => {
      const spill = join(folder, `.spill-${host}-${pid}`);
      mkdirSync(spill, { recursive: true });
      const files = [join(spill, 'duckdb_temp_storage-0.tmp'), join(folder, `.importing-${host}-${pid}.1.plain`)];
      for (const file of files) writeFileSync(file, 'words of a prompt');
      return files;
    };
    const [stale, living, foreign] = [leftBy(HOST, ended), leftBy(HOST, process.pid), leftBy('elsewhere', ended)];
    await LakeState.open({ folder, memoryMb: 100, threads: 1 });
    expect([stale, living, foreign].map((files) => files.map((file) => existsSync(file)))).toEqual([
      [false, false],
      [true, true],
      [true, true],
    ]);
  });
});

describe('changing a lake', () => {
  const folder = mkdtempSync(join(tmpdir(), 'iolaus-state-'));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is refused once another process has taken over, and leaves what that one wrote', async () => {
    let isMine = true;
    const state = await LakeState.open({ folder, memoryMb: 100, threads: 1, mayChange: () => Promise.resolve(isMine) });
    await state.change({ keys: 'plain' });
    const before = readFileSync(join(folder, 'manifest.json'), 'utf8');
    isMine = false;
    await expect(state.change({ dumps: [] })).rejects.toMatchObject({ code: 'CLAIM_LOST', facts: { path: folder } });
    expect(readFileSync(join(folder, 'manifest.json'), 'utf8')).toBe(before);
  });
});
