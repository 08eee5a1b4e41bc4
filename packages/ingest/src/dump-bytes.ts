import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { IolausError } from '@iolaus/contracts';

/** Both identities of a dump: the file as received, and its inflated bytes. */
export interface DumpDigest {
  readonly containerSha256: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly inflatedBytes: number;
}

/**
 * The inflated bytes of a dump, plain or gzip (told by its first bytes). Several gzip members and zero padding between or after them are read to the
 * end of the file. Refuses a truncated or damaged one (DUMP_TRUNCATED, DUMP_UNREADABLE). `onContainer` sees the file's own bytes as they pass.
 */
export async function* dumpBytes(path: string, onContainer?: (chunk: Buffer) => void): AsyncGenerator<Buffer> {
  if (!(await isGzip(path))) {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 })) {
      onContainer?.(chunk as Buffer);
      yield chunk as Buffer;
    }
    return;
  }
  const { size } = await stat(path);
  let inflated = 0;
  for (let start = 0; start < size;) {
    const member = gzipMembers(path, start);
    for (;;) {
      const { value, done } = await nextOf(member.chunks, { path, inflated });
      if (done) break;
      inflated += value.length;
      yield value;
    }
    start = await skipPadding(path, start + member.consumed());
  }
  if (onContainer)
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 })) onContainer(chunk as Buffer);
}

/** Digests of a dump in one pass over its inflated bytes; a damaged dump is refused here, before anything of it is kept. */
export async function digestDump(path: string, onBytes?: (bytes: number) => void): Promise<DumpDigest> {
  const container = createHash('sha256');
  const inflated = createHash('sha256');
  let inflatedBytes = 0;
  for await (const chunk of dumpBytes(path, (part) => container.update(part))) {
    inflated.update(chunk);
    inflatedBytes += chunk.length;
    onBytes?.(chunk.length);
  }
  return {
    containerSha256: container.digest('hex'),
    sha256: inflated.digest('hex'),
    bytes: (await stat(path)).size,
    inflatedBytes,
  };
}

function gzipMembers(path: string, start: number): { chunks: AsyncIterator<Buffer>; consumed: () => number } {
  const gunzip = createGunzip({ chunkSize: 1 << 18 });
  const file = createReadStream(path, { start, highWaterMark: 1 << 18 });
  file.once('error', (error) => gunzip.destroy(error));
  file.pipe(gunzip);
  return {
    chunks: gunzip[Symbol.asyncIterator]() as AsyncIterator<Buffer>,
    consumed: () => Math.max(1, gunzip.bytesWritten),
  };
}

async function nextOf(
  chunks: AsyncIterator<Buffer>,
  at: { path: string; inflated: number },
): Promise<IteratorResult<Buffer>> {
  try {
    return await chunks.next();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'Z_BUF_ERROR')
      throw new IolausError('DUMP_TRUNCATED', { path: at.path, bytes: at.inflated }, { cause: error });
    throw new IolausError(
      'DUMP_UNREADABLE',
      { path: at.path, detail: `${message} after ${at.inflated} inflated bytes` },
      { cause: error },
    );
  }
}

async function isGzip(path: string): Promise<boolean> {
  const head = await readAt(path, 0, 2);
  return head[0] === 0x1f && head[1] === 0x8b;
}

/** The offset of the next gzip member; zero bytes between are padding, anything else is refused. */
async function skipPadding(path: string, from: number): Promise<number> {
  for (let at = from; ;) {
    const block = await readAt(path, at, 65536);
    if (block.length === 0) return at;
    const index = block.findIndex((byte) => byte !== 0);
    if (index < 0) at += block.length;
    else if (block[index] === 0x1f) return at + index;
    else
      throw new IolausError('DUMP_UNREADABLE', {
        path,
        detail: `there is something else than gzip at byte ${at + index}`,
      });
  }
}

async function readAt(path: string, position: number, length: number): Promise<Buffer> {
  const file = await open(path).catch((error: unknown) => {
    throw new IolausError('FILE_MISSING', { path }, { cause: error });
  });
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
