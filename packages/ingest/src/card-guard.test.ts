import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withAsciiDigits } from './ascii-digits.js';
import { LakeEngine } from './lake-engine.js';
import { calm } from './testing/calm.js';

const RECORDS = 120;
const FIELDS = ['card', 'bin', 'note'] as const;
/** Zeros of scripts, the last two of two code units. */
const ZEROS = ['0', '\uFF10', '\u0660', '\u0966', '\u{1D7CE}', '\u{1D7F6}'];
const SPACES = ['', ' ', '-', '\u3000', '\u00A0', '\u2010', '\uFF0D', '\u200B'];

const mapping = (format: string): string =>
  [
    'version: 1',
    'match: "payments*"',
    `format: ${format}`,
    'entity: payment',
    'fields:',
    '  account: { paths: [account], required: true }',
    '  time: { paths: [ts], required: true, parse: unix-s }',
    '  payment_method: { paths: [card], required: true }',
    '  bin: { paths: [bin] }',
    'keep: [note]',
  ].join('\n');

/** A card number of 13–19 digits. */
function cardOf(digits: string): string {
  for (let last = 0; ; last++) {
    const card = Array.from(`${digits}${last}`, Number).toReversed();
    const sum = card.reduce((total, digit, at) => total + (at % 2 === 0 ? digit : digit * 2 - (digit > 4 ? 9 : 0)), 0);
    if (sum % 10 === 0) return `${digits}${last}`;
  }
}

const written = fc
  .tuple(
    fc.string({ unit: fc.constantFrom(...'0123456789'.split('')), minLength: 12, maxLength: 18 }),
    fc.constantFrom(...ZEROS),
    fc.constantFrom(...SPACES),
  )
  .map(([digits, zero, space]) => {
    const card = cardOf(digits);
    const inScript = Array.from(card, (digit) => String.fromCodePoint(zero.codePointAt(0)! + Number(digit)));
    return { card, text: inScript.join(space) };
  });
const payment = fc.record({ field: fc.constantFrom(...FIELDS), card: written, isBadTime: fc.boolean() });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'iolaus-guard-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Everything that the Parquet files of a lake say, quarantined bytes read out, as bare digits. */
async function digitsIn(lake: string): Promise<string> {
  const connection = await (await DuckDBInstance.create()).connect();
  const texts: string[] = [];
  for (const name of (readdirSync(lake, { recursive: true }) as string[]).filter((each) => each.endsWith('.parquet'))) {
    const read = await connection.runAndReadAll(`SELECT * FROM read_parquet('${join(lake, name)}')`);
    for (const row of read.getRowObjectsJS()) {
      if (typeof row['raw'] === 'string') texts.push(Buffer.from(row['raw'], 'base64').toString());
      texts.push(...Object.values(row).map(String));
    }
  }
  return texts.map((text) => withAsciiDigits(Array.from(text)).replace(/[^0-9a-z]/gi, '')).join('\n');
}

describe.each(['jsonl', 'csv'])('no card number of payments in %s', (format) => {
  it('stands in any file of the lake, whichever field holds it, in whatever digits', async () => {
    const rows = fc.sample(payment, { numRuns: RECORDS, seed: 20_260_301 }).map(({ field, card, isBadTime }, at) => ({
      card: card.card,
      record: {
        account: `acct_${at}`,
        ts: isBadTime ? 'soon' : 5,
        card: 'tok_a',
        bin: '400000',
        note: '',
        [field]: card.text,
      },
      isRefused: field !== 'note' || isBadTime,
    }));
    const lines =
      format === 'jsonl'
        ? rows.map(({ record }) => JSON.stringify(record))
        : ['account,ts,card,bin,note', ...rows.map(({ record }) => Object.values(record).join(','))];
    writeFileSync(join(folder, 'mapping.yaml'), mapping(format));
    writeFileSync(join(folder, `payments.${format}`), lines.join('\n'));
    const lake = join(folder, 'lake');
    const engine = await LakeEngine.open({ folder: lake, memoryMb: 256, threads: 1 });
    const { dumps } = await engine.importFiles({ paths: [folder], mappingPath: join(folder, 'mapping.yaml') }, calm);
    expect(dumps[0].refused).toBe(rows.filter(({ isRefused }) => isRefused).length);
    await engine.tables(calm);
    const digits = await digitsIn(lake);
    expect(digits).toContain('toka');
    expect(rows.filter(({ card }) => digits.includes(card))).toEqual([]);
  });
});
