import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { IolausError } from '@iolaus/contracts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FREE_INFLATED } from './dump-bytes.js';
import { findDumps } from './find-dumps.js';
import { zstdBomb } from './formats/testing/zstd-bomb.js';
import { parseMapping } from './mapping.js';
import { readRecords } from './read-records.js';
import type { RecordsEnd } from './split-records.js';

fc.configureGlobal({ seed: 20_260_301 });

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'iolaus-hostile-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const MAPPING = parseMapping(
  [
    'version: 1',
    'match: "*"',
    'format: jsonl',
    'entity: exchange',
    'fields:',
    '  account: { paths: [id], required: true }',
    '  prompt: { paths: [prompt] }',
    'keep: [note]',
  ].join('\n'),
  'a',
);

/** Accounts of accepted records and codes of refused ones, in order; and the end of the dump. */
async function read(content: Uint8Array | string): Promise<{ told: string[] } & RecordsEnd> {
  const path = join(folder, 'dump');
  writeFileSync(path, content);
  const told: string[] = [];
  const batches = readRecords(path, MAPPING);
  for (;;) {
    const { value, done } = await batches.next();
    if (done) return { told, ...value };
    for (const { bytes, outcome } of value) {
      expect(bytes.ordinal).toBe(told.length + 1);
      told.push(outcome.kind === 'record' ? String(outcome.fields['account']) : outcome.code);
    }
  }
}

const good = (id: string): string => `{"id":"${id}"}`;
const between = (...lines: (string | Uint8Array)[]): Buffer =>
  Buffer.concat([good('first'), ...lines, good('last')].flatMap((line) => [Buffer.from(line), Buffer.from('\n')]));

describe('a hostile dump', () => {
  it.each([
    ['a NUL byte', '{"id":"a\0b"}', 'malformed'],
    ['a NUL in an escape', '{"id":"a\\u0000b"}', 'bad-unicode'],
    ['invalid UTF-8', Buffer.concat([Buffer.from('{"id":"'), Buffer.of(0xff), Buffer.from('"}')]), 'bad-utf8'],
    ['half of a surrogate pair', '{"id":"a","prompt":"\\ud800"}', 'bad-unicode'],
    ['half of a surrogate pair in what is kept', '{"id":"a","note":"\\udc00 \\ud800"}', 'bad-unicode'],
    ['a whole surrogate pair', '{"id":"a\\ud83d\\ude00"}', 'a😀'],
    ['depth 10^6', `{"id":"a","deep":${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}}`, 'too-deep'],
    ['2^53 + 1', '{"id":9007199254740993}', '9007199254740993'],
    ['a number of 10^5 digits', `{"id":${'7'.repeat(100_000)}}`, '7'.repeat(100_000)],
    ['a number beyond all doubles', '{"id":1e999}', '1e999'],
    ['a key twice', '{"id":"a","id":"b"}', 'duplicate-key'],
    ['a key twice that nobody asks for', '{"id":"a","x":1,"x":2}', 'a'],
    ['__proto__', '{"__proto__":{"id":"b"},"id":"a"}', 'a'],
    ['__proto__ alone', '{"__proto__":{"id":"b"}}', 'missing'],
    ['more than 16 MiB', `{"id":"${'x'.repeat(17 * 1024 * 1024)}"}`, 'too-long'],
    ['words', 'words', 'malformed'],
    ['a JSON array', '[{"id":"a"}]', 'malformed'],
  ])('with %s loses no record around it', async (_, line, expected) => {
    const { told, incomplete } = await read(between(line));
    expect(told).toEqual(['first', expected, 'last']);
    expect(incomplete).toBeUndefined();
  });

  it('leaves no mark on the prototype of objects', async () => {
    await read('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"id":"a"}');
    expect('polluted' in {}).toBe(false);
  });

  it('with a byte order mark and CRLF reads as any other', async () => {
    expect((await read(`\uFEFF${good('a')}\r\n\r\n${good('b')}\r\n`)).told).toEqual(['a', 'b']);
  });

  it.each([
    ['UTF-16LE', Buffer.from(`\uFEFF${good('a')}\n`, 'utf16le')],
    ['UTF-16LE', Buffer.from(`${good('a')}\n`, 'utf16le')],
    ['UTF-16BE', Buffer.from(`\uFEFF${good('a')}\n`, 'utf16le').swap16()],
    ['UTF-16BE', Buffer.from(`${good('a')}\n`, 'utf16le').swap16()],
  ])('in %s is refused as a whole', async (encoding, content) => {
    await expect(read(content)).rejects.toMatchObject({ code: 'ENCODING_UNSUPPORTED', facts: { encoding } });
  });

  it('of padded members of gzip is read to its end', async () => {
    const part = (from: number): Buffer =>
      gzipSync(Array.from({ length: 750 }, (_, at) => `${good(String(from + at))}\n`).join(''));
    const { told, incomplete } = await read(Buffer.concat([part(0), Buffer.alloc(512), part(750), Buffer.alloc(100)]));
    expect(told).toEqual(Array.from({ length: 1500 }, (_, at) => String(at)));
    expect(incomplete).toBeUndefined();
  });

  it('of a whole gzip that something follows keeps all of it, and says so', async () => {
    const { told, incomplete } = await read(
      Buffer.concat([gzipSync(`${good('a')}\n${good('b')}`), Buffer.from('oops')]),
    );
    expect(told).toEqual(['a', 'b']);
    expect(incomplete?.code).toBe('trailing');
  });

  it('of 200 MiB in 200 KB is read', async () => {
    const line = `${good('a')}${' '.repeat(1_000_000)}\n`;
    const { told, incomplete } = await read(gzipSync(Buffer.from(line.repeat(200))));
    expect(told).toHaveLength(200);
    expect(incomplete).toBeUndefined();
  });

  it('that inflates without measure stops at its bound, in little memory, with its one endless line refused', async () => {
    let peak = 0;
    const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 20);
    const { told, incomplete } = await read(zstdBomb(FREE_INFLATED / 131_072 + 100, 'x'));
    clearInterval(watch);
    expect(told).toEqual(['too-long']);
    expect(incomplete).toMatchObject({ code: 'bomb', atByte: FREE_INFLATED });
    expect(peak).toBeLessThan(1 << 30);
  }, 60_000);
});

describe('a sample with damaged bytes', () => {
  const samples = join(dirname(fileURLToPath(import.meta.url)), '../../../seed-data/formats');
  const dumps = readdirSync(samples, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

  it.each(dumps.map((path) => [path.slice(samples.length + 1), path]))(
    '%s is refused with a code, or read to its end',
    async (_, path) => {
      const [{ mapping }] = await findDumps([path]);
      const whole = readFileSync(path);
      const damage = fc.array(
        fc.tuple(fc.nat(whole.length - 1), fc.constantFrom(0, 10, 34, 44, 92, 91, 93, 123, 125, 255)),
        { minLength: 1, maxLength: 8 },
      );
      await fc.assert(
        fc.asyncProperty(damage, async (changes) => {
          const damaged = Buffer.from(whole);
          for (const [at, byte] of changes) damaged.writeUInt8(byte, at);
          const file = join(folder, 'damaged');
          writeFileSync(file, damaged);
          let ordinal = 0;
          try {
            for await (const batch of readRecords(file, mapping))
              for (const { bytes } of batch) expect(bytes.ordinal).toBe(++ordinal);
          } catch (error) {
            expect(error).toBeInstanceOf(IolausError);
          }
        }),
        { numRuns: 10 },
      );
    },
  );
});
