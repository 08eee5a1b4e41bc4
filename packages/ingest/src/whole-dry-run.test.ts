import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Progress } from '@iolaus/contracts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { wholeDryRun } from './whole-dry-run.js';

const MAPPING = `version: 1
match: "*.jsonl*"
format: jsonl
entity: exchange
fields:
  account: { paths: [account], required: true }
  time: { paths: [ts] }
  ip: { paths: [ip] }
indicators:
  - { name: wallet, paths: [wallet] }
`;
const LINES = [
  '{"account":"acct_1","ts":"2026-03-01T00:00:00Z","ip":"203.0.113.4","wallet":"w-1"}',
  '',
  '{"account":"acct_2","ts":"2026-03-01T00:00:00Z","ip":"203.0.113.4"}',
  '{"account":"acct_3","ts":"soon"}',
  '{"account":"acct_1","ip":"nowhere"}',
  '{"account":"acct_4","ts":"later"}',
  '{"account":',
].join('\n');

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'iolaus-whole-'));
  path = join(folder, 'a.jsonl.gz');
  writeFileSync(path, gzipSync(LINES));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const read = (onProgress: (progress: Progress) => void = () => undefined, clock = () => 0) =>
  wholeDryRun({ path, mappingText: MAPPING }, { onProgress, clock });

describe('a dry run over the whole file', () => {
  it('counts every record once, accepted or refused', async () => {
    expect(await read()).toMatchObject({
      entity: 'exchange',
      records: 6,
      accepted: 2,
      refused: 4,
      blankLines: 1,
      sha256: createHash('sha256').update(LINES).digest('hex'),
    });
  });

  it('groups what it refuses by reason, most first, with the place of the first', async () => {
    const { groups } = await read();
    expect(groups.map(({ code, field, count, rows }) => [code, field, count, rows[0]?.ordinal])).toEqual([
      ['bad-time', 'time', 2, 3],
      ['bad-ip', 'ip', 1, 4],
      ['malformed', null, 1, 6],
    ]);
    expect(groups[0]?.rows[0]?.byteOffset).toBe(LINES.indexOf('{"account":"acct_3"'));
    expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(4);
  });

  it('counts different values by kind, of accepted records alone', async () => {
    expect((await read()).distinct).toEqual([
      { kind: 'account', values: 2, isMore: false },
      { kind: 'ip', values: 1, isMore: false },
      { kind: 'wallet', values: 1, isMore: false },
    ]);
  });

  it('says how often each target has a value', async () => {
    expect((await read()).fields).toEqual([
      { target: 'account', filled01: 1 },
      { target: 'time', filled01: 1 },
      { target: 'ip', filled01: 1 },
      { target: 'wallet', filled01: 0.5 },
    ]);
  });

  it('tells bytes and rows as it goes on', async () => {
    let now = 0;
    const told: Progress[] = [];
    await read(
      (progress) => told.push(progress),
      () => (now += 1000),
    );
    expect(told.at(-1)).toEqual({
      phase: 'Reading a.jsonl.gz',
      done: LINES.length,
      total: LINES.length,
      unit: 'bytes',
      rows: 6,
    });
  });

  it('counts all records of a reason, and keeps the first hundred', async () => {
    const mapping = MAPPING.replace('  ip: { paths: [ip] }\n', '');
    writeFileSync(path, Array.from({ length: 600 }, (_, at) => `{"account":"a${at}","ts":"x"}`).join('\n'));
    const { groups, refused } = await wholeDryRun(
      { path, mappingText: mapping },
      { onProgress: () => undefined, clock: () => 0 },
    );
    expect([groups.length, groups[0]?.count, groups[0]?.rows.length, refused]).toEqual([1, 600, 100, 600]);
  });

  it('says where a file ends too early, and counts what stands before', async () => {
    const whole = gzipSync(LINES);
    writeFileSync(path, whole.subarray(0, whole.length - 12));
    const { incomplete, accepted, refused, records } = await read();
    expect(incomplete?.detail).toMatch(/\w/);
    expect(incomplete?.atByte).toBeLessThanOrEqual(LINES.length);
    expect(accepted + refused).toBe(records);
  });

  it('writes nothing', async () => {
    await read();
    expect(readdirSync(folder)).toEqual(['a.jsonl.gz']);
  });
});
