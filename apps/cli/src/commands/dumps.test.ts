import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeHome, runOn } from '../testing/kill-import.js';

const MAPPING = [
  'version: 1',
  'match: "*.jsonl.gz"',
  'format: jsonl',
  'entity: exchange',
  'fields:',
  '  account: { paths: [account], required: true }',
  '  time: { paths: [at], parse: rfc3339 }',
  '  ip: { paths: [ip] }',
].join('\n');
/** The third and the fifth record are refused: one has no account, the other is cut. */
const LINES = [
  '{"account":"acct_a","at":"2026-03-01T10:00:00Z","ip":"192.0.2.1"}',
  '',
  '{ "account": "acct_b", "at": "2026-03-01T10:00:01Z", "ip": "192.0.2.1", "note": "zwölf" }',
  '{"at":"2026-03-01T10:00:02Z","owner":"acct_c","ip":"192.0.2.2"}',
  '{"account":"acct_a","at":"2026-03-01T10:00:03Z","ip":"192.0.2.3"}',
  '{"account":"acct_d","at":',
];
const CONTENT = `${LINES.join('\n')}\n`;

describe('what came in, and the way back to its bytes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'iolaus-dumps-'));
  const home = makeHome(join(folder, 'home'));
  const sha256 = createHash('sha256').update(CONTENT).digest('hex');
  const short = sha256.slice(0, 8);

  async function answerOf(...args: readonly string[]): Promise<unknown> {
    const { code, said, answer } = await runOn(home, [...args, '--json']);
    expect(code, said).toBe(0);
    return JSON.parse(answer) as unknown;
  }

  beforeAll(async () => {
    writeFileSync(join(folder, 'log.jsonl.gz'), gzipSync(CONTENT));
    writeFileSync(join(folder, 'log.mapping.yaml'), MAPPING);
    const ended = await runOn(home, ['import', join(folder, 'log.jsonl.gz'), '--lake-only']);
    expect(ended.code, ended.said).toBe(0);
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('lists the dump with its counts', async () => {
    expect(await answerOf('dumps')).toMatchObject([
      { sha256, name: 'log.jsonl.gz', records: 5, accepted: 3, refused: 2, blankLines: 1 },
    ]);
  });

  it('gives the exact bytes of records, in the order asked for', async () => {
    const out = join(folder, 'rows.bin');
    const rows = await answerOf('rows', short, '5', '2', '--out', out);
    const place = (line: string): object => ({
      text: line,
      byteOffset: Buffer.byteLength(CONTENT.slice(0, CONTENT.indexOf(line))),
      byteLength: Buffer.byteLength(line),
    });
    expect(rows).toMatchObject([
      { ordinal: 5, ...place(LINES[5]) },
      { ordinal: 2, ...place(LINES[2]) },
    ]);
    expect(readFileSync(out, 'utf8')).toBe(`${LINES[5]}\n${LINES[2]}\n`);
  });

  it('tells why records were refused, and where they stand', async () => {
    const { groups, rows } = (await answerOf('quarantine', '--dump', short)) as { groups: unknown[]; rows: object[] };
    expect(groups).toHaveLength(2);
    expect(rows).toMatchObject([{ ordinal: 3 }, { ordinal: 5 }]);
  });

  it.each([
    [['rows', 'ffffffff', '1'], 'NOT_FOUND'],
    [['rows', short, '0'], 'above 0'],
    [['rows', short, '6'], 'NOT_FOUND'],
    [['quarantine', '--reimport', 'm.yaml'], '--dump'],
    [['quarantine', '--dump', short, '--reimport', 'no-such.yaml'], 'FILE_MISSING'],
    [['forget', 'abc'], 'NOT_FOUND'],
  ])('refuses %j in words and changes nothing', async (args, words) => {
    const { code, said } = await runOn(home, args);
    expect(code).not.toBe(0);
    expect(said).toContain(words);
    expect(await answerOf('dumps')).toMatchObject([{ sha256, accepted: 3 }]);
  });

  it('brings refused records in by a corrected mapping', async () => {
    const corrected = join(folder, 'corrected.yaml');
    writeFileSync(corrected, MAPPING.replace('paths: [account]', 'paths: [account, owner]'));
    const report = await answerOf('quarantine', '--dump', short, '--reimport', corrected, '--lake-only');
    expect(report).toMatchObject({ records: 5, accepted: 4, refused: 1 });
    expect(await answerOf('quarantine')).toMatchObject({ rows: [{ ordinal: 5 }] });
  });

  it('forgets a dump, and takes it again', async () => {
    expect(await answerOf('forget', short, '--lake-only')).toEqual({ removed: sha256 });
    expect(await answerOf('dumps')).toEqual([]);
    const again = await runOn(home, ['import', join(folder, 'log.jsonl.gz'), '--lake-only']);
    expect(again.code, again.said).toBe(0);
    expect(await answerOf('dumps')).toMatchObject([{ sha256, accepted: 3 }]);
  });
});
