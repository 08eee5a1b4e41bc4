import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Api, Job } from '@iolaus/contracts';
import { Workbench } from '@iolaus/pipeline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localApi } from './router.js';

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
