import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Job } from '@iolaus/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workbenchOf } from '../testing/snapshots.js';
import { startWatch, takenOf } from './watch.js';

const job = (of: object): Job => ({ id: 'j', state: 'done', report: null, error: null, ...of }) as Job;
const report = (...isKnown: boolean[]) => ({
  accepted: 7,
  refused: 2,
  dumps: isKnown.map((each) => ({ isKnown: each })),
});
const error = (code: string) => ({ code, sentence: 'It failed.', hint: 'Try again.' });

describe('what came of a file of a watched folder', () => {
  it.each([
    ['imported', { report: report(true, false) }, { accepted: 7, refused: 2, error: null }],
    ['known', { report: report(true) }, { accepted: 7, refused: 2, error: null }],
    ['cancelled', { state: 'cancelled' }, { accepted: 0, refused: 0, error: null }],
    ['cancelled', { state: 'interrupted' }, { error: null }],
    ['vanished', { state: 'failed', error: error('FILE_MISSING') }, { error: 'It failed. Try again.' }],
    ['refused', { state: 'failed', error: error('MAPPING_MISSING') }, { accepted: 0, error: 'It failed. Try again.' }],
    ['refused', { state: 'failed' }, { error: null }],
  ])('is “%s” by its job %j', (state, of, told) => {
    expect(takenOf(job(of))).toMatchObject({ state, job: 'j', ...told });
  });
});

describe('a folder that cannot be watched', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'iolaus-watch-'));
    writeFileSync(join(folder, 'file'), '');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(['absent', 'file'])('is refused by its path when it is %s', (name) => {
    const request = { folder: join(folder, name), lakeOnly: false, keep: false };
    expect(() => startWatch(workbenchOf({}), request)).toThrow(`There is no file or folder ${join(folder, name)}.`);
  });

  it('is refused by the path of its mapping when that is absent', () => {
    const mapping = join(folder, 'absent.yaml');
    expect(() => startWatch(workbenchOf({}), { folder, mapping, lakeOnly: false, keep: false })).toThrow(mapping);
  });
});
