import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { IolausError } from '@iolaus/contracts';
import { gunzipBytes } from './formats/gzip.js';
import { endOf, type BytesEnd, type Incomplete } from './formats/incomplete.js';
import { readAt } from './formats/read-at.js';
import { isZstd, unzstdBytes } from './formats/zstd.js';

export type { BytesEnd } from './formats/incomplete.js';

/** Both identities of a dump: the file as received, and its inflated bytes, as far as they could be read. */
export interface DumpDigest extends BytesEnd {
  readonly containerSha256: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly inflatedBytes: number;
}

/** How a file is packed, told by its first bytes. */
export type Compression = 'plain' | 'gzip' | 'zstd';

/** A dump may inflate to this much however small it is; beyond it, to `LARGEST_RATIO` times its size. */
export const FREE_INFLATED = 1 << 30;
/** Logs compress 10–40 times; a file that inflates more than this beyond `FREE_INFLATED` is taken for a bomb. */
export const LARGEST_RATIO = 200;

const BLOCK = 1 << 18;

/** Containers that are not read, by how they begin. */
const FOREIGN: readonly (readonly [name: string, start: string])[] = [
  ['zip', '504b0304'],
  ['xz', 'fd377a585a00'],
  ['bzip2', '425a68'],
  ['7z', '377abcaf271c'],
  ['lz4', '04224d18'],
];

/**
 * The inflated bytes of a dump: plain, gzip or zstd. Of a truncated or damaged one, of one that something else follows, and of a bomb it gives what can be
 * read and returns where and why it ended; the same bytes and the same end each time. `onContainer` sees the file's own bytes; `onPosition` is told how far into a gzip file its reading has come.
 * Refuses a file that is not there (FILE_MISSING) or packed in another way (FORMAT_UNSUPPORTED).
 */
export async function* dumpBytes(
  path: string,
  onContainer?: (chunk: Buffer) => void,
  onPosition?: (bytes: number) => void,
): AsyncGenerator<Buffer, BytesEnd> {
  const compression = await compressionOf(path);
  if (compression === 'plain') {
    for await (const chunk of createReadStream(path, { highWaterMark: BLOCK })) {
      onContainer?.(chunk as Buffer);
      yield chunk as Buffer;
    }
    return {};
  }
  const inflated = compression === 'gzip' ? gunzipBytes(path, onPosition) : unzstdBytes(path);
  const end = endOf(yield* bounded(inflated, (await stat(path)).size));
  if (onContainer)
    for await (const chunk of createReadStream(path, { highWaterMark: BLOCK })) onContainer(chunk as Buffer);
  return end;
}

/** How the file is packed. Refuses packings that are not read (FORMAT_UNSUPPORTED). */
export async function compressionOf(path: string): Promise<Compression> {
  const head = await readAt(path, 0, 8);
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  if (isZstd(head)) return 'zstd';
  const foreign = FOREIGN.find(([, start]) => head.toString('hex').startsWith(start));
  if (foreign) throw new IolausError('FORMAT_UNSUPPORTED', { format: foreign[0], path });
  return 'plain';
}

/** Digests of a dump in one pass over its inflated bytes; those of an incomplete one are of the part that can be read, and say so. */
export async function digestDump(path: string, onBytes?: (bytes: number) => void): Promise<DumpDigest> {
  const container = createHash('sha256');
  const inflated = createHash('sha256');
  let inflatedBytes = 0;
  const chunks = dumpBytes(path, (part) => container.update(part));
  for (;;) {
    const { value, done } = await chunks.next();
    if (done)
      return {
        containerSha256: container.digest('hex'),
        sha256: inflated.digest('hex'),
        bytes: (await stat(path)).size,
        inflatedBytes,
        ...value,
      };
    inflated.update(value);
    inflatedBytes += value.length;
    onBytes?.(value.length);
  }
}

/** Stops a bomb. The bound follows from the size of the file alone, so that it falls on the same byte each time. */
async function* bounded(
  chunks: AsyncGenerator<Buffer, Incomplete | undefined>,
  size: number,
): AsyncGenerator<Buffer, Incomplete | undefined> {
  const most = Math.max(FREE_INFLATED, LARGEST_RATIO * size);
  let inflated = 0;
  try {
    for (;;) {
      const { value, done } = await chunks.next();
      if (done) return value;
      const room = most - inflated;
      inflated += value.length;
      if (inflated > most) {
        if (room > 0) yield value.subarray(0, room);
        return { atByte: most, code: 'bomb', detail: `its ${size} bytes inflate to more than ${most}` };
      }
      yield value;
    }
  } finally {
    await chunks.return(undefined);
  }
}
