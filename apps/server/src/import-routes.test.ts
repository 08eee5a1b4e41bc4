import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Api, Job } from '@iolaus/contracts';
import { createRouterClient } from '@orpc/server';
import { answers, Workbench } from '@iolaus/pipeline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localApi, router } from './router.js';

const MAPPING = `version: 1
match: "shares*"
format: csv
entity: sighting
fields:
  account: { paths: [who], required: true }
  time: { paths: [at], required: true, parse: unix-s }
indicators:
  - { name: wallet, paths: [wallet] }
`;
const ROWS = ['who,at,wallet', 'tern-1,1790000000,w-77', 'tern-2,soon,w-77', 'tern-1,1790000900,w-78'].join('\n');

let folder: string;
let path: string;
let workbench: Workbench;
let api: Api;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'iolaus-routes-'));
  path = join(folder, 'shares.csv');
  writeFileSync(path, ROWS);
  writeFileSync(join(folder, 'shares.mapping.yaml'), MAPPING);
  workbench = await Workbench.open({ home: join(folder, 'home'), env: {} });
  api = localApi(workbench);
});
afterAll(async () => {
  await workbench.close();
  rmSync(folder, { recursive: true, force: true });
});

const endOf = (job: Job): Promise<Job> => workbench.jobs.ended(job.id);

describe('a dry run over the whole file', () => {
  it('is a job that counts all rows and writes nothing', async () => {
    const { dryRun, state } = await endOf(await api.dumps.dryRunWhole({ path }));
    expect([state, dryRun?.accepted, dryRun?.refused, dryRun?.groups[0]?.reason, dryRun?.known]).toEqual([
      'done',
      2,
      1,
      'time is not a Unix time',
      null,
    ]);
    expect(await api.dumps.list()).toEqual([]);
  });

  it('carries the refusal of a mapping that does not fit', async () => {
    const mapping = MAPPING.replace('[who]', '[nobody]');
    const { state, error } = await endOf(await api.dumps.dryRunWhole({ path, mapping }));
    expect([state, error?.code]).toEqual(['failed', 'COLUMN_MISSING']);
  });

  it('ends when it is cancelled', async () => {
    const job = await api.dumps.dryRunWhole({ path });
    await api.jobs.cancel({ id: job.id });
    expect((await endOf(job)).state).toBe('cancelled');
  });

  it('says that the lake has the content already, whatever the file is called', async () => {
    await endOf(await api.dumps.import({ paths: [path], lakeOnly: true }));
    const other = join(folder, 'shares-renamed.csv');
    writeFileSync(other, ROWS);
    const { dryRun } = await endOf(await api.dumps.dryRunWhole({ path: other }));
    expect(dryRun?.known?.name).toBe('shares.csv');
  });
});

it('an import that was cancelled before it began is offered again, and then does it all', async () => {
  const before = await api.dumps.import({ paths: [path], lakeOnly: true });
  await api.jobs.pause({ id: before.id });
  const other = join(folder, 'shares-other.csv');
  writeFileSync(other, ROWS.replaceAll('tern', 'heron'));
  const job = await api.dumps.import({ paths: [other], lakeOnly: true });
  await api.jobs.cancel({ id: job.id });
  await api.jobs.resume({ id: before.id });
  expect(await endOf(job)).toMatchObject({ state: 'cancelled', isResumable: true });
  const again = await endOf(await api.jobs.resume({ id: job.id }));
  expect([again.state, again.report?.dumps.map(({ name }) => name)]).toEqual(['done', ['shares-other.csv']]);
  expect((await api.jobs.list()).find(({ id }) => id === job.id)?.isResumable).toBe(false);
});

it('an import reads by a mapping that is written with it', async () => {
  const other = join(folder, 'written.csv');
  writeFileSync(other, 'account,when\nheron-1,1790000000\n');
  const mapping = MAPPING.replace('[who]', '[account]').replace('[at]', '[when]');
  const { report } = await endOf(await api.dumps.import({ paths: [other], mapping, lakeOnly: true }));
  expect(report).toMatchObject({ accepted: 1, refused: 0 });
});

describe('a dump of the lake', () => {
  let sha256: string;
  beforeAll(async () => {
    const file = join(folder, 'shares-refused.csv');
    writeFileSync(file, ['who,at,wallet', 'kite-1,1790000000,w-1', 'kite-2,soon,=1+1', 'kite-3,later,w-2'].join('\n'));
    const { report } = await endOf(await api.dumps.import({ paths: [file], lakeOnly: true }));
    sha256 = report!.dumps[0].sha256;
  });

  it('has the mapping that read it', async () => {
    expect(await api.dumps.get({ sha256 })).toMatchObject({ mapping: MAPPING, isSourceThere: true });
  });

  it('gives its records again byte for byte, also those that it refused', async () => {
    const rows = await api.dumps.rows({ sha256, ordinals: '3,1' });
    expect(rows.map(({ ordinal, text, byteOffset }) => [ordinal, text, byteOffset])).toEqual([
      [3, 'kite-3,later,w-2', 53],
      [1, 'kite-1,1790000000,w-1', 14],
    ]);
    expect(Buffer.from(rows[1].base64, 'base64').toString()).toBe('kite-1,1790000000,w-1');
  });

  describe('in a browser', () => {
    const said = { purpose: 'To compare two dumps.', author: 'Iris Vole' };
    const revealed = async (): Promise<unknown[]> =>
      (await api.casebook.steps({ which: 'all' })).rows
        .filter(({ verb }) => verb === 'reveal')
        .map(({ author, subject }) => [author, subject]);
    let browser: Api;
    beforeAll(() => (browser = createRouterClient(router, { context: { workbench, caller: 'browser' } })));

    it('gives refused records, which are nobody’s, as they are', async () => {
      expect(await browser.dumps.rows({ sha256, ordinals: '2' })).toMatchObject([{ text: 'kite-2,soon,=1+1' }]);
      expect(await revealed()).toEqual([]);
    });

    it.each([{}, { purpose: said.purpose }, { author: said.author }])(
      'keeps the record of an account back from one who says %o',
      async (of) => {
        const asked = browser.dumps.rows({ sha256, ordinals: '2,1', ...of });
        await expect(asked).rejects.toMatchObject({ code: 'BAD_INPUT', message: expect.stringContaining('record 1') });
        expect(await revealed()).toEqual([]);
      },
    );

    it('gives it for a purpose that is on record', async () => {
      expect(await browser.dumps.rows({ sha256, ordinals: '2,1', ...said })).toMatchObject([
        { text: 'kite-2,soon,=1+1' },
        { text: 'kite-1,1790000000,w-1' },
      ]);
      expect(await revealed()).toEqual([['Iris Vole', { on: 'account', id: 'kite-1' }]]);
    });

    it('says of a record that is not there that it is not', async () => {
      await expect(browser.dumps.rows({ sha256, ordinals: '9', ...said })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });

    it('reveals a record to nobody who names another account, and notes nothing', async () => {
      const before = await revealed();
      const asked = browser.accounts.reveal({ id: 'kite-9', dump: sha256, ordinal: 1, ...said });
      await expect(asked).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect(await revealed()).toEqual(before);
      expect(await browser.accounts.reveal({ id: 'kite-1', dump: sha256, ordinal: 1, ...said })).toMatchObject({
        text: 'kite-1,1790000000,w-1',
      });
    });
  });

  it.each(['', '1,', 'x', '1,2;3', Array.from({ length: 101 }, () => '1').join()])(
    'gives no records for the ordinals “%s”',
    async (ordinals) => {
      await expect(api.dumps.rows({ sha256, ordinals })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    },
  );

  it('groups what it refused by reason', async () => {
    expect(await api.dumps.refusedGroups({ dump: sha256 })).toMatchObject([
      { reason: 'time is not a Unix time', field: 'time', count: 2, firstOrdinal: 2 },
    ]);
  });

  it('leaves its refused records as CSV that runs in no spreadsheet, and as JSON lines', async () => {
    const pieces = async (form: 'csv' | 'jsonl'): Promise<string> => {
      let text = '';
      for await (const piece of answers.refusedFile(workbench, { form, dump: sha256 })) text += piece;
      return text;
    };
    const [head, ...lines] = (await pieces('csv')).trimEnd().split('\r\n');
    expect(head).toBe('dump,name,row,byte,length,code,field,reason,raw');
    expect(lines[0]).toBe(
      `${sha256},shares-refused.csv,2,36,16,bad-time,time,time is not a Unix time,"kite-2,soon,=1+1"`,
    );
    const [first] = (await pieces('jsonl'))
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as object);
    expect(first).toMatchObject({ dump: sha256, ordinal: 2, raw: 'kite-2,soon,=1+1' });
  });

  it('is read again by a corrected mapping, and what was refused comes in', async () => {
    const mapping = MAPPING.replace(', required: true, parse: unix-s', ', parse: text').replace('at]', 'wallet]');
    const corrected = mapping.replace(
      'time: { paths: [wallet], parse: text }',
      'time: { paths: [never], parse: unix-s }',
    );
    const { state, report } = await endOf(await api.dumps.reimport({ sha256, mapping: corrected, lakeOnly: true }));
    expect([state, report?.accepted, report?.refused, report?.newAccounts]).toEqual(['done', 3, 0, 2]);
    expect(await api.dumps.refusedGroups({ dump: sha256 })).toEqual([]);
  });

  it('stays as it was when the corrected mapping is wrong', async () => {
    const { state, error } = await endOf(await api.dumps.reimport({ sha256, mapping: 'version: 2\n', lakeOnly: true }));
    expect([state, error?.code]).toEqual(['failed', 'MAPPING_INVALID']);
    expect((await api.dumps.get({ sha256 })).dump.accepted).toBe(3);
  });

  it('stays as it was when the corrected mapping fits none of its columns', async () => {
    const mapping = MAPPING.replace('[who]', '[nobody]');
    const { state, error } = await endOf(await api.dumps.reimport({ sha256, mapping, lakeOnly: true }));
    expect([state, error?.code]).toEqual(['failed', 'COLUMN_MISSING']);
    expect((await api.dumps.get({ sha256 })).dump.accepted).toBe(3);
  });

  it('goes with all that came of it, and comes back when its file is imported again', async () => {
    const { dump } = await api.dumps.get({ sha256 });
    expect((await endOf(await api.dumps.remove({ sha256, lakeOnly: true }))).state).toBe('done');
    await expect(api.dumps.get({ sha256 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const { report } = await endOf(await api.dumps.import({ paths: [dump.path], lakeOnly: true }));
    expect(report?.dumps).toMatchObject([{ sha256, isKnown: false }]);
  });

  it('that is not there is refused in a sentence', async () => {
    const absent = 'f'.repeat(64);
    await expect(api.dumps.remove({ sha256: absent })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(() => answers.refusedFile(workbench, { form: 'csv', dump: absent })).toThrow(/no dump/);
  });
});

describe('while an import is paused', () => {
  it('refused rows and accounts can be read, and the import then ends as it would have', async () => {
    const file = join(folder, 'shares-long.csv');
    const rows = Array.from({ length: 60_000 }, (_, at) => `gull-${at},${1790000000 + at},w-${at % 97}`);
    writeFileSync(file, ['who,at,wallet', ...rows].join('\n'));
    const job = await api.dumps.import({ paths: [file], lakeOnly: true });
    await api.jobs.pause({ id: job.id });
    expect((await api.dumps.refused({ offset: 0, limit: 10 })).rows).toBeDefined();
    expect(workbench.jobs.get(job.id).state).toBe('paused');
    await api.jobs.resume({ id: job.id });
    expect((await endOf(job)).report?.accepted).toBe(60_000);
  });

  it('cancelling it leaves nothing half done', async () => {
    const file = join(folder, 'shares-longer.csv');
    const rows = Array.from({ length: 60_000 }, (_, at) => `swan-${at},${1790000000 + at},w-${at % 89}`);
    writeFileSync(file, ['who,at,wallet', ...rows].join('\n'));
    const before = await api.dumps.list();
    const job = await api.dumps.import({ paths: [file], lakeOnly: true });
    await api.jobs.pause({ id: job.id });
    await api.jobs.cancel({ id: job.id });
    expect((await endOf(job)).state).toBe('cancelled');
    expect(await api.dumps.list()).toEqual(before);
  });
});
