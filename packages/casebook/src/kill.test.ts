import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Casebook } from './casebook.js';

let file: string;
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'iolaus-kill-'));
  file = join(folder, 'journal.jsonl');
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Takes steps as fast as it can, and says each once it was answered. The built package: another process has no other. */
const WRITER = `
import { Casebook } from '@iolaus/casebook';
const book = new Casebook(process.argv[1]);
for (let at = 0; ; at++) {
  const subject = { on: 'account', id: 'acct_' + at };
  const { id } = book.run({ verb: 'note', subject, text: 'x'.repeat(1 + (at % 4000)) }, { atMs: at });
  process.stdout.write(id + '\\n');
}
`;

it.each([1, 40, 200])(
  'holds every step that was answered before a process was killed after %d of them',
  async (count) => {
    const writer = spawn(process.execPath, ['--input-type=module', '-e', WRITER, file], {
      cwd: import.meta.dirname,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const answered: string[] = [];
    for await (const id of createInterface(writer.stdout)) {
      answered.push(id);
      if (answered.length === count) writer.kill('SIGKILL');
    }
    const book = new Casebook(file);
    const kept = new Set(book.state.steps.map(({ id }) => id));
    expect(answered.length).toBeGreaterThanOrEqual(count);
    expect(answered.filter((id) => !kept.has(id))).toEqual([]);
    expect(book.check().entries).toBe(book.state.steps.length);
    book.close();
  },
);
