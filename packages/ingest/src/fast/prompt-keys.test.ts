import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { DumpWriter } from '../dump-writer.js';
import { KeyFile } from '../key-file.js';
import { exchangeMapping } from '../testing/exchange-mapping.js';
import { KEY_WIDTH, PromptKeys } from '../templates/index.js';
import { LineReader } from './line-reader.js';

const folder = mkdtempSync(join(tmpdir(), 'iolaus-keys-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const MAPPING = exchangeMapping('account: { paths: [account], required: true }', 'prompt: { paths: [prompt] }');
const signer = new PromptKeys(Uint8Array.of(1, 2, 3));

/** The keys that a dump of one line for each prompt gets, without the numbers of accounts. */
const keysOf = async (prompts: readonly (string | null)[]): Promise<number[][]> =>
  (await rowsOfLines(prompts.map((prompt) => ({ account: 'a', prompt })))).map((row) => row.slice(0, -1));

/** What the module of records writes for whole lines. */
async function rowsOfLines(records: readonly object[]): Promise<number[][]> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const writer = new DumpWriter({ connection, folder, mapping: MAPPING, signer });
  let thorough = 0;
  const reader = new LineReader(writer.records, { onRows: () => undefined, onThorough: () => thorough++ });
  reader.feed(Buffer.from(records.map((record) => `${JSON.stringify(record)}\n`).join('')));
  reader.end();
  expect(thorough).toBe(0);
  await writer.commit('made');
  connection.closeSync();
  return rowsOf(readFileSync(join(folder, 'made.keys.bin')));
}

const rowsOf = (bytes: Buffer): number[][] =>
  Array.from({ length: bytes.length / (KEY_WIDTH * 4) }, (_, row) =>
    Array.from({ length: KEY_WIDTH }, (_unused, at) => bytes.readInt32LE((row * KEY_WIDTH + at) * 4)),
  );

function expected(prompt: string | null): number[] {
  const out = new Int32Array(KEY_WIDTH);
  if (prompt !== null) signer.writeText(prompt, out, 0);
  return [...out.subarray(0, KEY_WIDTH - 1)];
}

const part = fc.oneof(
  fc.constantFrom(
    ' ',
    '\t',
    'Word',
    'x',
    '42',
    'a1b22',
    '_',
    ',',
    '("',
    '\n',
    'é',
    '漢',
    '🙂',
    'x'.repeat(70),
    '7'.repeat(90),
  ),
  fc.string({ unit: 'binary-ascii', maxLength: 8 }).filter((text) => !text.includes('\0')),
);

describe('keys of prompts in whole lines', () => {
  it('are those that the miner makes of their texts', async () => {
    const prompt = fc.option(fc.array(part, { minLength: 1, maxLength: 60 }).map((parts) => parts.join('')));
    const prompts = fc.sample(prompt, { numRuns: 4000, seed: 5 }).map((each) => (each === '' ? null : each));
    expect(await keysOf(prompts)).toEqual(prompts.map(expected));
  });

  it('read no more than the ends of a long one', async () => {
    const prompts = [
      `${'opening words '.repeat(2)}${'z'.repeat(9000)} and an end`,
      `${' '.repeat(9000)}a`,
      'b'.repeat(20_000),
    ];
    expect(await keysOf(prompts)).toEqual(prompts.map(expected));
  });

  it('name the account by the number that the thorough mapper gives it', async () => {
    const account = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
      .filter((id) => id.trim() === id && !/^[[{]/.test(id));
    const records = fc
      .sample(account, { numRuns: 1000, seed: 6 })
      .map((id) => ({ account: id, prompt: 'Say what this word means' }));
    const file = new KeyFile(join(folder, 'thorough.bin'), signer);
    for (const { account: id, prompt } of records) file.putText(prompt, id);
    file.close();
    expect(await rowsOfLines(records)).toEqual(rowsOf(readFileSync(join(folder, 'thorough.bin'))));
  });
});
