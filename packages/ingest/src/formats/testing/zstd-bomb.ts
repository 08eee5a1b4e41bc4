/** A zstd frame that says one byte over and over: a block of 4 bytes inflates to 128 KiB. */
export function zstdBomb(blocks: number, byte: string): Buffer {
  const head = Buffer.alloc(6);
  head.writeUInt32LE(0xfd2fb528, 0);
  head.writeUInt8(7 << 3, 5);
  const frame = Buffer.alloc(blocks * 4);
  for (let at = 0; at < blocks; at++) {
    frame.writeUIntLE((131_072 << 3) | (1 << 1) | (at === blocks - 1 ? 1 : 0), at * 4, 3);
    frame.write(byte, at * 4 + 3);
  }
  return Buffer.concat([head, frame]);
}
