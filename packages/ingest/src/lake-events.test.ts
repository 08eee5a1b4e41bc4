import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventTable } from '@iolaus/contracts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LakeEngine } from './lake-engine.js';
import { calm } from './testing/calm.js';

const EXCHANGES = [
  'version: 1',
  'match: "exchanges*"',
  'format: jsonl',
  'entity: exchange',
  'fields:',
  '  account: { paths: [account] }',
  '  time: { paths: [ts], parse: unix-s }',
  '  request: { paths: [id] }',
  '  model: { paths: [model] }',
].join('\n');
const SIGHTINGS = [
  'version: 1',
  'match: "logins*"',
  'format: csv',
  'entity: sighting',
  'fields:',
  '  account: { paths: [account], required: true }',
  '  time: { paths: [ts], parse: unix-s }',
  'indicators:',
  '  - { name: badge, paths: [badge] }',
].join('\n');
const PLAIN = EXCHANGES.replace('exchanges*', 'plain*').replace('  request: { paths: [id] }\n', '');

/** Request number `at` of three accounts that take turns, one a second. */
const exchange = (at: number): object => ({ account: `acct_${at % 3}`, ts: at, id: `req_${at}` });
const lines = (records: readonly object[]): string => records.map((each) => `${JSON.stringify(each)}\n`).join('');
const numbers = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, at) => from + at);

let folder: string;
let engine: LakeEngine;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'iolaus-events-'));
  writeFileSync(join(folder, 'exchanges.mapping.yaml'), EXCHANGES);
  writeFileSync(join(folder, 'plain.mapping.yaml'), PLAIN);
  writeFileSync(join(folder, 'logins.mapping.yaml'), SIGHTINGS);
  engine = await LakeEngine.open({ folder: join(folder, 'lake'), memoryMb: 256, threads: 1 });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function take(name: string, content: string): Promise<string> {
  writeFileSync(join(folder, name), content);
  const { dumps } = await engine.importFiles({ paths: [join(folder, name)] }, calm);
  return dumps[0].sha256;
}

const events = (accounts: readonly string[], most?: number): Promise<EventTable> =>
  engine.eventsOf({ accounts, most }, calm);

const ALL = ['acct_0', 'acct_1', 'acct_2'];

describe('events of accounts', () => {
  it('are in time order, whatever the order of dumps and records', async () => {
    await take('exchanges-2.jsonl', lines(numbers(6, 12).toReversed().map(exchange)));
    await take('exchanges-1.jsonl', lines(numbers(0, 6).map(exchange)));
    const { account, ms, total } = await events(ALL);
    expect([...ms]).toEqual(numbers(0, 12).map((at) => at * 1000));
    expect([...account]).toEqual(numbers(0, 12).map((at) => at % 3));
    expect(total).toBe(12);
  });

  it('are numbered by the list that is given, and of its accounts alone', async () => {
    await take('exchanges.jsonl', lines(numbers(0, 6).map(exchange)));
    const { account, ms } = await events(['acct_2', "nobody's '; DROP VIEW exchange", 'acct_0', 'acct_2']);
    expect([...account]).toEqual([2, 0, 2, 0]);
    expect([...ms]).toEqual([0, 2000, 3000, 5000]);
    expect((await events(ALL)).total).toBe(6);
  });

  it('are none of accounts that are not there, of no account, and of an empty lake', async () => {
    expect(await events(ALL)).toEqual({ account: new Uint32Array(), ms: new Float64Array(), total: 0 });
    await take('exchanges.jsonl', lines(numbers(0, 6).map(exchange)));
    expect((await events(['acct_9'])).total).toBe(0);
    expect((await events([])).total).toBe(0);
  });

  it('count a request once that two dumps tell of, and again once the first of them is gone', async () => {
    const first = await take('exchanges-1.jsonl', lines(numbers(0, 9).map(exchange)));
    await take('exchanges-2.jsonl', lines(numbers(6, 12).map(exchange)));
    expect([...(await events(ALL)).ms]).toEqual(numbers(0, 12).map((at) => at * 1000));
    await engine.removeDump({ sha256: first });
    expect([...(await events(ALL)).ms]).toEqual(numbers(6, 12).map((at) => at * 1000));
  });

  it('count a record without a request id once where two dumps hold it, and as often as one of them does', async () => {
    await take('plain-1.jsonl', lines([1, 1, 2].map(exchange)));
    await take('plain-2.jsonl', lines([2, 3].map(exchange)));
    expect([...(await events(ALL)).ms]).toEqual([1000, 1000, 2000, 3000]);
  });

  it('are those of a dump as it was mapped last', async () => {
    const sha256 = await take('exchanges.jsonl', lines(numbers(0, 6).map(exchange)));
    await engine.remapDump({ sha256, mappingText: EXCHANGES.replace('unix-s', 'unix-ms') }, calm);
    expect([...(await events(ALL)).ms]).toEqual(numbers(0, 6));
  });

  it('leave out records without a time or an account', async () => {
    await take('exchanges.jsonl', lines([exchange(0), { account: 'acct_1', id: 'req_x' }, { ts: 5, id: 'req_y' }]));
    expect(await events(ALL)).toMatchObject({ total: 1 });
  });

  it('stand in the order of their records where times are the same', async () => {
    const same = [2, 0, 1, 0].map((a, at) => ({ account: `acct_${a}`, ts: 7, id: `req_${at}` }));
    await take('exchanges.jsonl', lines(same));
    expect([...(await events(ALL)).account]).toEqual([2, 0, 1, 0]);
    expect([...(await events(ALL, 1)).account]).toEqual([2, 0, 1]);
  });

  it('are the first of each account where there is a limit, and say how many there are', async () => {
    const busy = numbers(0, 50).map((at) => ({ account: 'acct_0', ts: 100 + at, id: `busy_${at}` }));
    await take('exchanges.jsonl', lines([...numbers(0, 9).map(exchange), ...busy]));
    const { account, ms, total } = await events(ALL, 4);
    expect([...account]).toEqual([0, 1, 2, 0, 1, 2, 0, 1, 2, 0]);
    expect(ms.at(-1)).toBe(100_000);
    expect(total).toBe(59);
  });

  it('are more than one chunk of the database', async () => {
    await take('exchanges.jsonl', lines(numbers(0, 20_000).map(exchange)));
    const { account, ms, total } = await events(['acct_1']);
    expect(total).toBe(6667);
    expect(account).toHaveLength(6667);
    expect(ms.at(-1)).toBe(19_999_000);
  });

  it('are recorded sightings in a lake without any exchange', async () => {
    await take('logins.csv', 'account,ts,badge\nacct_1,5,b-1\nacct_0,4,b-1\n');
    expect(await events(ALL)).toEqual({
      account: Uint32Array.from([0, 1]),
      ms: Float64Array.from([4000, 5000]),
      total: 2,
    });
  });

  it('are refused under a limit that is none', async () => {
    for (const most of [0, -1, 1.5, Number.NaN])
      await expect(events(ALL, most)).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  it('are not read to the end once nobody waits for them', async () => {
    await take('exchanges.jsonl', lines(numbers(0, 9).map(exchange)));
    const cancelled = { ...calm, isCancelled: () => true };
    await expect(engine.eventsOf({ accounts: ALL }, cancelled)).rejects.toMatchObject({ code: 'CANCELLED' });
    expect((await events(ALL)).total).toBe(9);
  });
});

describe('the shift to new models', () => {
  const HOUR = 3600;
  const use = (account: number, hour: number, model: string): object => ({
    account: `acct_${account}`,
    ts: hour * HOUR,
    id: `${account}-${hour}-${model}`,
    model,
  });

  it('counts what accounts used in the day after the first record of a model', async () => {
    const old = numbers(0, 200).map((hour) => use(hour % 3, hour, 'model-1'));
    const fresh = [use(1, 100, 'model-2'), use(1, 110, 'model-2'), use(2, 123, 'model-2'), use(2, 124, 'model-2')];
    await take('exchanges.jsonl', lines([...old, ...fresh, use(0, 70, 'early')]));
    const shift = await engine.modelShift({ accounts: ['acct_1', 'acct_9'] });
    expect(shift.releases).toEqual([{ model: 'model-2', releaseMs: 100 * HOUR * 1000 }]);
    expect([...shift.release]).toEqual([0, 0, 0]);
    // Two others, and of the two asked for the one that made any.
    expect([...shift.isMember]).toEqual([0, 0, 1]);
    expect([...shift.exchanges]).toEqual([8, 9, 10]);
    expect([...shift.onNew]).toEqual([0, 1, 2]);
    expect([...shift.accounts]).toEqual([1, 1, 1]);
  });

  it('puts accounts of as many exchanges into one row', async () => {
    const old = numbers(0, 200).flatMap((hour) => numbers(0, 6).map((account) => use(account, hour, 'model-1')));
    const fresh = numbers(0, 4).map((account) => use(account, 100, 'model-2'));
    await take('exchanges.jsonl', lines([...old, ...fresh]));
    const { isMember, exchanges, onNew, accounts } = await engine.modelShift({ accounts: ['acct_0', 'acct_1'] });
    expect([...isMember]).toEqual([0, 0, 1]);
    expect([...exchanges]).toEqual([24, 25, 25]);
    expect([...onNew]).toEqual([0, 1, 1]);
    expect([...accounts]).toEqual([2, 2, 2]);
  });

  it('is none where no model is new, or none is told', async () => {
    await take('exchanges.jsonl', lines(numbers(0, 200).map((hour) => exchange(hour * HOUR))));
    expect(await engine.modelShift({ accounts: ALL })).toMatchObject({ releases: [], accounts: new Uint32Array() });
  });

  it('counts each request once', async () => {
    const records = [use(0, 0, 'model-1'), use(0, 90, 'model-2'), use(0, 91, 'model-2')];
    await take('exchanges-1.jsonl', lines(records));
    await take('exchanges-2.jsonl', lines([...records.slice(1), use(0, 92, 'model-1')]));
    const { exchanges, onNew } = await engine.modelShift({ accounts: ALL });
    expect([[...exchanges], [...onNew]]).toEqual([[3], [2]]);
  });
});
