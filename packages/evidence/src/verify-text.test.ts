import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256, unzipBag } from './bag.js';
import { sealBundle } from './seal-bundle.js';
import { bundleInput, keyOf } from './testing/bundle.js';
import { isOnPath } from './testing/on-path.js';
import { VERIFY_TEXT } from './verify-text.js';

const COMMANDS = VERIFY_TEXT.split('\n').filter((line) => line.startsWith('  '));

describe.skipIf(!isOnPath('bash', 'ssh-keygen', 'sha256sum', 'diff', 'find'))('VERIFY.txt', () => {
  let folder = '';
  const run = (command: string): { status: number | null; stdout: string } =>
    spawnSync('bash', ['-o', 'pipefail', '-c', command], { cwd: folder, encoding: 'utf8' });
  const statuses = (): (number | null)[] => COMMANDS.slice(0, 4).map((command) => run(command).status);

  beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'iolaus-verify-'))));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const unpack = (): void => {
    rmSync(folder, { recursive: true, force: true });
    const opened = unzipBag(sealBundle(bundleInput(), keyOf(1)).bytes);
    if ('reason' in opened) throw new Error(opened.reason);
    for (const [path, bytes] of opened.files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), bytes);
    }
  };

  it('names commands that all pass on a sealed bundle, just as they stand', () => {
    unpack();
    expect(COMMANDS).toHaveLength(5);
    expect(statuses()).toEqual([0, 0, 0, 0]);
  });

  it.each([
    ['a changed file', 'data/network.json', 2],
    ['a changed tag file', 'bag-info.txt', 1],
    ['a changed manifest', 'tagmanifest-sha256.txt', 0],
    ['an added file', 'data/raw/extra.json', 3],
  ])('names a command that fails for %s', (_, path, which) => {
    unpack();
    writeFileSync(join(folder, path), 'x');
    expect(statuses()[which]).not.toBe(0);
  });

  it('names a command that finds a quoted record in its dump again', () => {
    unpack();
    const [citation] = bundleInput().citations;
    const record = citation?.bytes ?? new Uint8Array();
    writeFileSync(join(folder, 'DUMP.gz'), gzipSync(Buffer.concat([Buffer.alloc(120, 'x'), record, Buffer.alloc(50)])));
    const command = (COMMANDS[4] ?? '').replace('OFFSET', '120').replace('LENGTH', String(record.length));
    expect(run(command).stdout).toBe(`${sha256(record)}  -\n`);
  });
});
