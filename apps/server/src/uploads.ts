import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream, mkdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { IolausError } from '@iolaus/contracts';
import type { FastifyInstance } from 'fastify';

/** Takes files into the inbox, one a request, and answers with their path there and the SHA-256 of their bytes. Refuses what is larger than `mostBytes`; a file that did not come whole does not stay. */
export function takeUploads(
  server: FastifyInstance,
  { inbox, mostBytes }: { readonly inbox: string; readonly mostBytes: number },
): void {
  server.post('/api/uploads', async ({ headers, body }) => {
    if (!(body instanceof Readable)) throw refusal('a file is sent as application/octet-stream');
    const name = safeName(String(headers['x-file-name'] ?? ''));
    // Files of one batch lie together, so that a mapping file is found beside what it maps.
    const batch = String(headers['x-batch'] ?? '');
    // Said before it is read: a connection that is cut half-way cannot carry the sentence.
    if (Number(headers['content-length'] ?? 0) > mostBytes) throw tooLarge(mostBytes);
    const folder = join(inbox, /^[0-9a-f]{12}$/.test(batch) ? batch : randomBytes(6).toString('hex'));
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const path = join(folder, name);
    const sha256 = await receive(body, { path, mostBytes });
    return { path, sha256 };
  });
}

/** Writes a stream to a file, whole or not at all: BAD_INPUT when it turns out to be larger than `mostBytes`. Gives the SHA-256 of what it wrote. */
export async function receive(
  source: Readable,
  { path, mostBytes }: { readonly path: string; readonly mostBytes: number },
): Promise<string> {
  const hash = createHash('sha256');
  try {
    await pipeline(
      source,
      atMost(mostBytes, (chunk) => hash.update(chunk)),
      createWriteStream(path, { mode: 0o600 }),
    );
    return hash.digest('hex');
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

/** A sent name as one plain file name. */
function safeName(sent: string): string {
  try {
    const name = decodeURIComponent(sent)
      .replace(/[^\w.-]/g, '_')
      .slice(-120)
      .replace(/^\.+/, '_');
    return name === '' ? 'dump' : name;
  } catch (error) {
    throw refusal('the name of the file is not percent-encoded text', error);
  }
}

function atMost(
  mostBytes: number,
  onChunk: (chunk: Buffer) => void,
): (source: AsyncIterable<Buffer>) => AsyncIterable<Buffer> {
  return async function* count(source) {
    let bytes = 0;
    for await (const chunk of source) {
      bytes += chunk.length;
      if (bytes > mostBytes) throw tooLarge(mostBytes);
      onChunk(chunk);
      yield chunk;
    }
  };
}

const tooLarge = (mostBytes: number): IolausError => refusal(`the file is larger than ${mostBytes} bytes`);

const refusal = (detail: string, cause?: unknown): IolausError => new IolausError('BAD_INPUT', { detail }, { cause });
