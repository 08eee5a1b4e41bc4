import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dryRun } from './dry-run.js';

const MAPPING = [
  'version: 1',
  'match: "*.jsonl"',
  'format: jsonl',
  'entity: exchange',
  'fields:',
  '  account: { paths: [account], required: true }',
  '  time: { paths: [ts] }',
  '  prompt: { paths: [prompt, text] }',
  'indicators:',
  '  - { name: wallet, paths: [wallet] }',
].join('\n');

const LINES = [
  '{"account":"acct_1","ts":"2026-03-01T00:00:00Z","prompt":"Write an advertisement for a boat","wallet":"w-1"}',
  '{"account":"acct_2"}',
  '{"account":"acct_3","ts":"soon","prompt":"Write an advertisement for a boat"}',
].join('\n');

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'iolaus-dry-'));
  path = join(folder, 'a.jsonl');
  writeFileSync(path, LINES);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('dryRun', () => {
  it('shows records as they would be read, with prompts cut', async () => {
    const { rows } = await dryRun({ path, mappingText: MAPPING });
    expect(rows).toEqual([
      {
        ordinal: 1,
        values: { account: 'acct_1', time: '1772323200000', prompt: 'Write an advertiseme…', wallet: 'w-1' },
        refused: null,
      },
      { ordinal: 2, values: { account: 'acct_2' }, refused: null },
      { ordinal: 3, values: {}, refused: 'time is not a date' },
    ]);
  });

  it('masks declared card tokens and e-mail addresses', async () => {
    const mappingText = `${MAPPING}\n  - { name: stored-card, paths: [card], parse: card-token }\n  - { name: contact, paths: [mail], parse: email }`;
    writeFileSync(path, '{"account":"acct_1","card":"card_4f1c99a2","mail":"mira.vale@mail.example","wallet":"w-1"}');
    const { rows } = await dryRun({ path, mappingText });
    expect(rows[0].values).toEqual({
      account: 'acct_1',
      wallet: 'w-1',
      'stored-card': '••99a2',
      contact: '••@mail.example',
    });
  });

  it('shows no digit of a record that holds a card number', async () => {
    const mappingText = `${MAPPING}\n  - { name: stored-card, paths: [card], parse: card-token }`;
    writeFileSync(path, '{"account":"acct_1","card":"\\u0034000 0012 3456 7899"}');
    const { rows, refused } = await dryRun({ path, mappingText });
    expect(rows).toEqual([
      { ordinal: 1, values: {}, refused: 'stored-card is a card number; only a token of it may be kept' },
    ]);
    expect(refused[0].excerpt).toBe('{"account":"acct_•","card":"\\u••••••• •••• •••• ••••"}');
  });

  it('tells of each target how it is read, how often it is there, and a masked sample', async () => {
    const { fields } = await dryRun({ path, mappingText: MAPPING });
    expect(fields).toEqual([
      { target: 'account', path: 'account', parse: 'name', required: true, sample: 'acct_1', filled01: 1 },
      { target: 'time', path: 'ts', parse: 'rfc3339', required: false, sample: '1772323200000', filled01: 0.5 },
      {
        target: 'prompt',
        path: 'prompt, text',
        parse: 'prompt',
        required: false,
        sample: 'Write an advertiseme…',
        filled01: 0.5,
      },
    ]);
  });

  it('says where a refused record lies and why, without its prompt', async () => {
    const { read, accepted, refused } = await dryRun({ path, mappingText: MAPPING });
    expect({ read, accepted }).toEqual({ read: 3, accepted: 2 });
    expect(refused).toEqual([
      {
        dump: '',
        name: 'a.jsonl',
        ordinal: 3,
        byteOffset: LINES.lastIndexOf('{'),
        byteLength: LINES.trimEnd().length - LINES.lastIndexOf('{'),
        code: 'bad-time',
        field: 'time',
        reason: 'time is not a date',
        excerpt: '{"account":"acct_3","ts":"soon","prompt":"Write an advertiseme…"}',
      },
    ]);
  });

  it('reads no more records than asked', async () => {
    expect(await dryRun({ path, mappingText: MAPPING, records: 2 })).toMatchObject({ read: 2, refused: [] });
  });

  it('finds the mapping beside the file, or takes the one that is named', async () => {
    writeFileSync(join(folder, 'mapping.yaml'), MAPPING);
    writeFileSync(join(folder, 'other.yaml'), MAPPING.replace('exchange', 'sighting').replace(/ {2}prompt.*\n/, ''));
    expect(await dryRun({ path })).toMatchObject({ entity: 'exchange', accepted: 2 });
    expect(await dryRun({ path, mappingPath: join(folder, 'other.yaml') })).toMatchObject({ entity: 'sighting' });
  });

  it('writes nothing', async () => {
    await dryRun({ path, mappingText: MAPPING });
    expect(readdirSync(folder)).toEqual(['a.jsonl']);
  });

  it('refuses a mapping that is not valid', async () => {
    await expect(dryRun({ path, mappingText: 'version: 1' })).rejects.toMatchObject({ code: 'MAPPING_INVALID' });
  });

  it('drafts a mapping for a file of no known format, and leaves the account open', async () => {
    const run = await dryRun({ path });
    expect(run).toMatchObject({
      entity: null,
      guess: { preset: null, accounts: [{ path: 'account', sample: 'acct_1' }] },
    });
    expect(run.mapping).toContain('account: { paths: [], required: true }');
    expect(run.fields.map(({ target, path: place }) => [target, place])).toEqual([
      ['time', 'ts'],
      ['prompt', 'prompt'],
    ]);
    expect(run.rows[0]?.values).toEqual({ time: '1772323200000', prompt: 'Write an advertiseme…' });
    await expect(dryRun({ path, mappingText: run.mapping ?? '' })).rejects.toMatchObject({ code: 'MAPPING_INVALID' });
  });

  it('names the targets that stay empty, and tells of a file that ends too early', async () => {
    writeFileSync(path, gzipSync(LINES.replaceAll('wallet', 'purse')).subarray(0, -9));
    const run = await dryRun({ path, mappingText: MAPPING });
    expect(run.empty).toEqual(['wallet']);
    expect(run.incomplete?.detail).toContain('end early');
  });
});
