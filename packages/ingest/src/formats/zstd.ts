import { Decompress } from 'fzstd';
import type { Incomplete } from './incomplete.js';
import { FileReader } from './read-at.js';
import { Xxh64 } from './xxh64.js';

const FRAME = 0xfd2fb528;
/** Skippable frames have sixteen magic numbers from this one on. */
const SKIPPABLE = 0x184d2a50;
/** What the zstd command also refuses without being asked; a frame may claim gigabytes. */
const LARGEST_WINDOW = 128 * 1024 * 1024;

/** A reason to stop; thrown inside this file alone. */
class Fault extends Error {
  readonly code: Incomplete['code'];
  constructor(code: Incomplete['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** True when a file that begins so is zstd. */
export function isZstd(head: Buffer): boolean {
  if (head.length < 4) return false;
  const magic = head.readUInt32LE(0);
  return magic === FRAME || (magic & ~15) >>> 0 === SKIPPABLE;
}

/**
 * The inflated bytes of a zstd file, a block at a time: several frames, skippable ones, zero bytes behind them; sizes and checksums of frames are
 * checked. Of a truncated or damaged one it gives the blocks before the fault and returns where and why it ended.
 */
export async function* unzstdBytes(path: string): AsyncGenerator<Buffer, Incomplete | undefined> {
  const file = await FileReader.open(path);
  let inflated = 0;
  try {
    while (await isFrameNext(file)) {
      for await (const block of frameBlocks(file)) {
        inflated += block.length;
        yield block;
      }
    }
    return undefined;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { atByte: inflated, code: error.code, detail: `${error.message} near byte ${file.position} of the file` };
  } finally {
    await file.close();
  }
}

/** Reads a magic number; passes over skippable frames and zero bytes. False at the end of the file. */
async function isFrameNext(file: FileReader): Promise<boolean> {
  for (;;) {
    const head = await file.take(4);
    if (head.every((byte) => byte === 0)) {
      if (head.length < 4) return false;
      continue;
    }
    if (head.length < 4) throw new Fault('trailing', 'something else than zstd follows');
    const magic = head.readUInt32LE(0);
    if (magic === FRAME) return true;
    if ((magic & ~15) >>> 0 !== SKIPPABLE) throw new Fault('trailing', 'something else than zstd follows');
    const length = await exactly(file, 4);
    if (!(await file.skip(length.readUInt32LE(0)))) throw new Fault('truncated', 'its zstd data end early');
  }
}

async function exactly(file: FileReader, length: number): Promise<Buffer> {
  const taken = await file.take(length);
  if (taken.length < length) throw new Fault('truncated', 'its zstd data end early');
  return taken;
}

interface FrameHeader {
  readonly bytes: Buffer;
  readonly hasChecksum: boolean;
  /** Inflated bytes of the frame, where it says. */
  readonly contentSize: number | undefined;
}

async function frameHeader(file: FileReader): Promise<FrameHeader> {
  const descriptor = await exactly(file, 1);
  const flags = descriptor[0] ?? 0;
  const isSingle = (flags & 32) !== 0;
  const dictionaryBytes = [0, 1, 2, 4][flags & 3] ?? 0;
  const sizeBytes = [isSingle ? 1 : 0, 2, 4, 8][flags >> 6] ?? 0;
  const rest = await exactly(file, (isSingle ? 0 : 1) + dictionaryBytes + sizeBytes);
  if ((flags & 8) !== 0) throw new Fault('damaged', 'a zstd frame has a reserved bit set');
  if (
    rest
      .subarray(isSingle ? 0 : 1)
      .subarray(0, dictionaryBytes)
      .some((byte) => byte !== 0)
  )
    throw new Fault('damaged', 'a zstd frame needs a dictionary');
  const contentSize = sizeOf(rest.subarray(rest.length - sizeBytes));
  const exponent = (rest[0] ?? 0) >> 3;
  const window = isSingle ? (contentSize ?? 0) : 2 ** (10 + exponent) * (1 + ((rest[0] ?? 0) & 7) / 8);
  if (window > LARGEST_WINDOW) throw new Fault('damaged', `a zstd frame asks for a window of ${window} bytes`);
  const magic = Buffer.alloc(4);
  magic.writeUInt32LE(FRAME);
  return { bytes: Buffer.concat([magic, descriptor, rest]), hasChecksum: (flags & 4) !== 0, contentSize };
}

function sizeOf(bytes: Buffer): number | undefined {
  if (bytes.length === 0) return undefined;
  if (bytes.length === 8) return Number(bytes.readBigUInt64LE(0));
  return bytes.readUIntLE(0, bytes.length) + (bytes.length === 2 ? 256 : 0);
}

/** The blocks of one frame whose magic number has been read. */
async function* frameBlocks(file: FileReader): AsyncGenerator<Buffer> {
  const header = await frameHeader(file);
  const hash = new Xxh64();
  const ready: Buffer[] = [];
  let inflated = 0;
  const inflate = new Decompress((block) => {
    ready.push(Buffer.from(block.buffer, block.byteOffset, block.length));
  });
  let waiting = header.bytes;
  for (let isLast = false; !isLast;) {
    const head = await exactly(file, 3);
    const word = head.readUIntLE(0, 3);
    isLast = (word & 1) !== 0;
    const type = (word >> 1) & 3;
    const body = await exactly(file, type === 1 ? 1 : word >> 3);
    const checksum = isLast && header.hasChecksum ? await exactly(file, 4) : Buffer.alloc(0);
    waiting = Buffer.concat([waiting, head, body, checksum]);
    // Before 18 bytes of a frame the decoder does not begin, and would keep the piece.
    if (waiting.length >= 18 || isLast) {
      push(inflate, waiting, isLast);
      waiting = Buffer.alloc(0);
    }
    for (const block of ready.splice(0)) {
      inflated += block.length;
      hash.update(block);
      if (block.length > 0) yield block;
    }
    if (checksum.length > 0 && hash.low32() !== checksum.readUInt32LE(0))
      throw new Fault('damaged', 'the checksum of a zstd frame is wrong');
  }
  if (header.contentSize !== undefined && header.contentSize !== inflated)
    throw new Fault('damaged', 'a zstd frame has another size than it says');
}

function push(inflate: Decompress, bytes: Buffer, isLast: boolean): void {
  try {
    inflate.push(bytes, isLast);
  } catch (error) {
    throw new Fault('damaged', `its zstd data are damaged (${error instanceof Error ? error.message : String(error)})`);
  }
}
