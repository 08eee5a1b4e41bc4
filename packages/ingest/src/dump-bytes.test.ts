import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digestDump, dumpBytes } from './dump-bytes.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'iolaus-dump-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function fileOf(bytes: Uint8Array | string): string {
  const path = join(folder, 'dump');
  writeFileSync(path, bytes);
  return path;
}

async function read(bytes: Uint8Array | string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of dumpBytes(fileOf(bytes))) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const TEXT = Buffer.from('{"account":"acct_1"}\n'.repeat(40));
/** Blocks of zlib and of the reader are 256 KiB: this does not fit into one, and does not compress. */
const LARGE = Buffer.concat(
  Array.from({ length: 22_000 }, (_, at) => createHash('sha256').update(String(at)).digest()),
);

describe('dumpBytes', () => {
  it('gives a plain file as it is', async () => {
    expect(await read(TEXT)).toEqual(TEXT);
  });

  it('gives nothing of an empty file', async () => {
    expect(await read('')).toHaveLength(0);
  });

  it('inflates gzip, whatever the name of the file', async () => {
    expect(await read(gzipSync(TEXT))).toEqual(TEXT);
  });

  it('inflates what is larger than a block', async () => {
    expect((await read(gzipSync(LARGE))).equals(LARGE)).toBe(true);
  });

  it('inflates several members as one dump', async () => {
    expect(
      (await read(Buffer.concat([gzipSync(LARGE), gzipSync(TEXT), gzipSync('')]))).equals(Buffer.concat([LARGE, TEXT])),
    ).toBe(true);
  });

  it('inflates a member that starts where a block ends', async () => {
    const block = 1 << 18;
    const overhead = gzipSync(LARGE.subarray(0, block - 100), { level: 0 }).length - (block - 100);
    const first = gzipSync(LARGE.subarray(0, block - overhead), { level: 0 });
    expect(first).toHaveLength(block);
    expect((await read(Buffer.concat([first, gzipSync(TEXT)]))).equals(Buffer.concat([gunzipSync(first), TEXT]))).toBe(
      true,
    );
  });

  it('skips zero bytes between members and at the end', async () => {
    const padding = Buffer.alloc(100_000);
    expect(await read(Buffer.concat([gzipSync(TEXT), padding, gzipSync(TEXT), padding]))).toEqual(
      Buffer.concat([TEXT, TEXT]),
    );
  });

  it('refuses a gzip that ends early, wherever it was cut', async () => {
    const whole = gzipSync(TEXT);
    for (let length = 2; length < whole.length; length += 3)
      await expect(read(whole.subarray(0, length))).rejects.toMatchObject({ code: 'DUMP_TRUNCATED' });
  });

  it('refuses a second member that ends early', async () => {
    const cut = Buffer.concat([gzipSync(TEXT), gzipSync(LARGE).subarray(0, 20)]);
    await expect(read(cut)).rejects.toMatchObject({ code: 'DUMP_TRUNCATED' });
  });

  it('refuses a damaged gzip', async () => {
    const damaged = gzipSync(TEXT);
    const at = damaged.length - 6;
    damaged.writeUInt8(damaged.readUInt8(at) ^ 1, at);
    await expect(read(damaged)).rejects.toMatchObject({ code: 'DUMP_UNREADABLE' });
  });

  it.each([
    ['at once', Buffer.from('words')],
    ['behind padding', Buffer.concat([Buffer.alloc(10), Buffer.from('words')])],
  ])('refuses something else that follows a gzip %s', async (_, rest) => {
    await expect(read(Buffer.concat([gzipSync(TEXT), rest]))).rejects.toMatchObject({ code: 'DUMP_UNREADABLE' });
  });

  it('refuses a file that is not there', async () => {
    await expect(dumpBytes(join(folder, 'nothing')).next()).rejects.toMatchObject({ code: 'FILE_MISSING' });
  });
});

describe('digestDump', () => {
  it('gives a plain dump and its gzip one identity, and each file its own', async () => {
    const container = gzipSync(TEXT);
    const plain = await digestDump(fileOf(TEXT));
    const zipped = await digestDump(fileOf(container));
    const inside = { sha256: sha256(TEXT), inflatedBytes: TEXT.length };
    expect(plain).toEqual({ ...inside, containerSha256: sha256(TEXT), bytes: TEXT.length });
    expect(zipped).toEqual({ ...inside, containerSha256: sha256(container), bytes: container.length });
  });

  it('tells how many inflated bytes it has read', async () => {
    let told = 0;
    await digestDump(fileOf(gzipSync(LARGE)), (bytes) => (told += bytes));
    expect(told).toBe(LARGE.length);
  });
});
