import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digestDump, dumpBytes, type BytesEnd } from './dump-bytes.js';
import { storedZstd } from './formats/testing/zstd-frames.js';

fc.configureGlobal({ seed: 20_260_301 });

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

async function readAll(bytes: Uint8Array): Promise<{ bytes: Buffer } & BytesEnd> {
  const chunks: Buffer[] = [];
  const pieces = dumpBytes(fileOf(bytes));
  for (;;) {
    const { value, done } = await pieces.next();
    if (done) return { bytes: Buffer.concat(chunks), ...value };
    chunks.push(value);
  }
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

  describe.each([
    ['gzip', gzipSync],
    ['zstd', storedZstd],
  ] as const)('of %s', (_, pack) => {
    const packed = pack(TEXT);

    it('gives the same start of the content wherever it was cut, and says that it is truncated', async () => {
      for (let length = 4; length < packed.length; length += 3) {
        const { bytes, incomplete } = await readAll(packed.subarray(0, length));
        expect(TEXT.subarray(0, bytes.length).equals(bytes)).toBe(true);
        expect(incomplete).toMatchObject({ code: 'truncated', atByte: bytes.length });
      }
    });

    it('gives all of the members before one that ends early', async () => {
      const { bytes, incomplete } = await readAll(Buffer.concat([packed, pack(LARGE).subarray(0, 20)]));
      expect(bytes.subarray(0, TEXT.length)).toEqual(TEXT);
      expect(incomplete).toMatchObject({ code: 'truncated', atByte: bytes.length });
    });

    it('says that its data are damaged when only the checksum tells', async () => {
      const damaged = Buffer.from(pack(LARGE));
      const at = damaged.length >> 1;
      damaged.writeUInt8(damaged.readUInt8(at) ^ 1, at);
      const { incomplete } = await readAll(damaged);
      expect(incomplete?.code).toBe('damaged');
    });

    it('passes no flipped bit that changes the content, and reads the same of it each time', async () => {
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 4, max: packed.length - 1 }), fc.nat(7), async (at, bit) => {
          const flipped = Buffer.from(packed);
          flipped.writeUInt8(flipped.readUInt8(at) ^ (1 << bit), at);
          const first = await readAll(flipped);
          expect(first.incomplete !== undefined || first.bytes.equals(TEXT)).toBe(true);
          expect(await readAll(flipped)).toEqual(first);
        }),
        { numRuns: 80 },
      );
    });

    it.each([
      ['at once', Buffer.from('words')],
      ['behind padding', Buffer.concat([Buffer.alloc(12), Buffer.from('words')])],
    ])('says that something else follows %s', async (__, rest) => {
      const { bytes, incomplete } = await readAll(Buffer.concat([packed, rest]));
      expect(bytes).toEqual(TEXT);
      expect(incomplete).toMatchObject({ code: 'trailing', atByte: TEXT.length });
    });
  });

  it('gives all that can be inflated before damaged data, to the byte', async () => {
    const whole = gzipSync(LARGE, { level: 1 });
    const damaged = Buffer.concat([whole.subarray(0, 500_000), Buffer.alloc(64, 0xff), whole.subarray(500_064)]);
    const { bytes, incomplete } = await readAll(damaged);
    expect(incomplete?.atByte).toBe(bytes.length);
    expect(bytes.length).toBeGreaterThan(499_000);
    expect(bytes.subarray(0, 499_000).equals(LARGE.subarray(0, 499_000))).toBe(true);
  });

  describe('of zstd', () => {
    it('inflates what is larger than a block, and several frames with skippable ones between them', async () => {
      const skippable = Buffer.concat([Buffer.of(0x5a, 0x2a, 0x4d, 0x18, 5, 0, 0, 0), Buffer.from('notes')]);
      const { bytes, incomplete } = await readAll(
        Buffer.concat([skippable, storedZstd(LARGE), skippable, storedZstd(TEXT), storedZstd('')]),
      );
      expect(bytes.equals(Buffer.concat([LARGE, TEXT]))).toBe(true);
      expect(incomplete).toBeUndefined();
    });

    it('does not take the memory that a frame asks for', async () => {
      const { incomplete } = await readAll(Buffer.of(0x28, 0xb5, 0x2f, 0xfd, 0, 0xf8, 1, 0, 0));
      expect(incomplete).toMatchObject({ code: 'damaged', detail: expect.stringContaining('window') });
    });
  });

  it('refuses other ways of packing by name', async () => {
    await expect(read(Buffer.from('504b030414000000', 'hex'))).rejects.toMatchObject({
      code: 'FORMAT_UNSUPPORTED',
      facts: { format: 'zip' },
    });
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
