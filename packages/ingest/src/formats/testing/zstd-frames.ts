import { Xxh64 } from '../xxh64.js';

const BLOCK = 128 * 1024;

/** A zstd frame of stored blocks with its size and checksum: what Node 20 cannot make. */
export function storedZstd(content: Uint8Array | string): Buffer {
  const bytes = Buffer.from(content);
  const head = Buffer.alloc(14);
  head.writeUInt32LE(0xfd2fb528, 0);
  // Eight bytes of size, a checksum, a window of 8 MiB.
  head.writeUInt8(0b1100_0100, 4);
  head.writeUInt8(13 << 3, 5);
  head.writeBigUInt64LE(BigInt(bytes.length), 6);
  const blocks: Buffer[] = [];
  for (let at = 0; at === 0 || at < bytes.length; at += BLOCK) {
    const block = bytes.subarray(at, at + BLOCK);
    const isLast = at + BLOCK >= bytes.length;
    const size = Buffer.alloc(3);
    size.writeUIntLE((block.length << 3) | (isLast ? 1 : 0), 0, 3);
    blocks.push(size, block);
  }
  const hash = new Xxh64();
  hash.update(bytes);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32LE(hash.low32());
  return Buffer.concat([head, ...blocks, checksum]);
}
