import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { createGunzip, type Gunzip } from 'node:zlib';
import type { Incomplete } from './incomplete.js';
import { firstNonZero, readAt } from './read-at.js';

const BLOCK = 1 << 20;

/**
 * The inflated bytes of a gzip file: several members, zero bytes between or behind them. Of a truncated or damaged one it gives all that zlib can
 * decode before the fault, the same bytes each time, and returns where and why it ended. `onPosition` is told how many bytes of the file are inflated.
 */
export async function* gunzipBytes(
  path: string,
  onPosition?: (bytes: number) => void,
): AsyncGenerator<Buffer, Incomplete | undefined> {
  const { size } = await stat(path);
  let inflated = 0;
  for (let start = 0; start < size;) {
    const before = inflated;
    const members = openMembers(path, start);
    try {
      for await (const chunk of members.gunzip) {
        inflated += (chunk as Buffer).length;
        onPosition?.(start + members.gunzip.bytesWritten);
        yield chunk as Buffer;
      }
    } catch (error) {
      if (!isInflateFault(error)) throw error;
      const sound = await soundLength(path, start, size - start);
      for await (const chunk of inflatePart(path, { start, length: sound, skip: inflated - before })) {
        inflated += chunk.length;
        yield chunk;
      }
      return faultOf(error, { inflated, at: start + sound });
    } finally {
      members.close();
    }
    const next = await firstNonZero(path, start + Math.max(1, members.gunzip.bytesWritten));
    if (next === undefined) return undefined;
    if ((await readAt(path, next, 1))[0] !== 0x1f) return trailing(inflated, next);
    start = next;
  }
  return undefined;
}

function openMembers(path: string, start: number): { gunzip: Gunzip; close: () => void } {
  const gunzip = createGunzip({ chunkSize: BLOCK });
  const file = createReadStream(path, { start, highWaterMark: BLOCK });
  file.once('error', (error) => gunzip.destroy(error));
  file.pipe(gunzip);
  return { gunzip, close: () => (file.destroy(), gunzip.destroy()) };
}

const isInflateFault = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && ((error as NodeJS.ErrnoException).code ?? '').startsWith('Z_');

function faultOf(error: NodeJS.ErrnoException, where: { inflated: number; at: number }): Incomplete {
  const atByte = where.inflated;
  if (error.code === 'Z_BUF_ERROR')
    return { atByte, code: 'truncated', detail: `its gzip data end early, at byte ${where.at} of the file` };
  // The file began with a gzip header, so a wrong one stands behind a whole member.
  if (error.message === 'incorrect header check') return trailing(atByte, where.at);
  return {
    atByte,
    code: 'damaged',
    detail: `its gzip data are damaged near byte ${where.at} of the file (${error.message})`,
  };
}

const trailing = (atByte: number, at: number): Incomplete => ({
  atByte,
  code: 'trailing',
  detail: `something else than gzip follows near byte ${at} of the file`,
});

/**
 * How many of the bytes from `start` on zlib takes without an error, to the byte. It gives nothing of a piece in which it fails, so the pieces become
 * smaller up to the one byte that breaks it: what is read of a damaged dump must not depend on how it was cut into pieces.
 */
async function soundLength(path: string, start: number, length: number): Promise<number> {
  let sound = 0;
  for (const step of [1 << 16, 1 << 8, 1]) {
    const gunzip = openQuiet().resume();
    await feed(gunzip, path, { start, length: sound, step: 1 << 16 });
    const passed = await feed(gunzip, path, { start: start + sound, length: length - sound, step });
    gunzip.destroy();
    sound += passed;
    if (sound === length) break;
  }
  return sound;
}

/** Writes a part of the file in pieces of `step` bytes; gives how many bytes went in before a piece failed. */
async function feed(
  gunzip: Gunzip,
  path: string,
  part: { readonly start: number; readonly length: number; readonly step: number },
): Promise<number> {
  let block: Buffer = Buffer.alloc(0);
  let done = 0;
  while (done < part.length) {
    if (block.length === 0) block = await readAt(path, part.start + done, Math.min(1 << 16, part.length - done));
    if (block.length === 0) break;
    const piece = block.subarray(0, part.step);
    if (!(await write(gunzip, piece))) break;
    block = block.subarray(piece.length);
    done += piece.length;
  }
  return done;
}

/** A stream whose faults are told by `write` alone: it also emits them, which nobody else listens to. */
const openQuiet = (): Gunzip => createGunzip({ chunkSize: BLOCK }).on('error', () => undefined);

/** Writes a piece; false when it broke the stream. */
function write(gunzip: Gunzip, piece: Buffer): Promise<boolean> {
  return new Promise((resolve) => {
    const onError = (): void => resolve(false);
    gunzip.once('error', onError);
    gunzip.write(piece, (error) => {
      gunzip.off('error', onError);
      resolve(!error);
    });
  });
}

async function* inflatePart(
  path: string,
  part: { readonly start: number; readonly length: number; readonly skip: number },
): AsyncGenerator<Buffer> {
  const gunzip = openQuiet();
  const ready: Buffer[] = [];
  gunzip.on('data', (chunk: Buffer) => ready.push(chunk));
  let skip = part.skip;
  for (let done = 0; done < part.length; done += BLOCK) {
    await feed(gunzip, path, { start: part.start + done, length: Math.min(BLOCK, part.length - done), step: 1 << 16 });
    await setImmediate();
    for (const chunk of ready.splice(0)) {
      if (chunk.length > skip) yield chunk.subarray(skip);
      skip = Math.max(0, skip - chunk.length);
    }
  }
  gunzip.destroy();
}
