import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Workbench } from '@iolaus/pipeline';
import { localApi } from '@iolaus/server';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { run } from '../run.js';

let home: string;
let out: string;
let err: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'iolaus-journal-'));
  [out, err] = ['', ''];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true));
});
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
  rmSync(home, { recursive: true, force: true });
});

/** A home in which two notes were made and the last was undone, or many were made. */
async function noted(count: number): Promise<void> {
  const workbench = await Workbench.open({ home, env: {} });
  const api = localApi(workbench);
  for (let at = 1; at <= count; at++)
    await api.casebook.run({
      command: { verb: 'note', subject: { on: 'account', id: `acct_${at}` }, text: 'seen' },
      author: 'M. Okafor',
    });
  await api.casebook.undo({ author: 'M. Okafor' });
  await workbench.close();
}
const lines = (): string[] => out.trimEnd().split('\n');

describe('journal', () => {
  it('says who did what and where it stands, newest last', async () => {
    await noted(2);
    await run(['journal', '--home', home]);
    expect(lines().map((line) => line.replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/, 'TIME').split(/ {2,}/))).toEqual([
      ['id', 'time (UTC)', 'author', 'branch', 'state', 'what'],
      ['S-0001', 'TIME', 'M. Okafor', 'main', 'in force', 'Noted on account acct_1'],
      ['S-0002', 'TIME', 'M. Okafor', 'main', 'undone', 'Noted on account acct_2'],
      ['S-0003', 'TIME', 'M. Okafor', 'main', 'Undid S-0002 “Noted on account acct_2”'],
    ]);
  });

  it('shows the last hundred and says so; all with --all', async () => {
    await noted(101);
    await run(['journal', '--home', home]);
    expect([lines()[1]?.slice(0, 6), lines().length, lines().at(-1)]).toEqual([
      'S-0003',
      102,
      'The last 100 of 102 shown; all with --all.',
    ]);
    out = '';
    await run(['journal', '--home', home, '--all', '--json']);
    expect(
      JSON.parse(out)
        .map(({ id }: { id: string }) => id)
        .slice(0, 2),
    ).toEqual(['S-0001', 'S-0002']);
  });

  it('says that there is nothing yet', async () => {
    await run(['journal', '--home', home]);
    expect(out).toContain('Nothing yet');
  });

  it('is checked with --verify, which gives the hash of the last entry', async () => {
    await noted(2);
    const file = readFileSync(join(home, 'journal.jsonl'), 'utf8');
    writeFileSync(join(home, 'journal.jsonl'), `${file}{"torn`);
    await run(['journal', '--home', home, '--verify']);
    const { hash } = JSON.parse(file.trimEnd().split('\n').at(-1) ?? '') as { hash: string };
    expect(lines()).toEqual([
      `3 entries, ${file.length} bytes: the chain is whole.`,
      `Hash of the last entry: ${hash}`,
      'A crash cut off 6 bytes that were never answered; they are in journal.jsonl.torn-1.',
    ]);
  });

  it('ends with 1 and names the line where one was changed', async () => {
    await noted(2);
    const file = join(home, 'journal.jsonl');
    writeFileSync(file, readFileSync(file, 'utf8').replace('acct_2', 'acct_9'));
    await run(['journal', '--home', home, '--verify']);
    expect(process.exitCode).toBe(1);
    expect(err).toContain('is damaged in line 2');
  });
});
