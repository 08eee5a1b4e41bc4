import { IolausError } from '@iolaus/contracts';
import { dumpBytes, type BytesEnd } from '../dump-bytes.js';

const UTF16 = [
  ['fffe', 'UTF-16LE'],
  ['feff', 'UTF-16BE'],
] as const;

/** The inflated bytes of a dump of text. Refuses UTF-16 (ENCODING_UNSUPPORTED), in which every line would be a bad one. */
export async function* textChunks(
  path: string,
  onContainer?: (chunk: Buffer) => void,
  onPosition?: (bytes: number) => void,
): AsyncGenerator<Buffer, BytesEnd> {
  const chunks = dumpBytes(path, onContainer, onPosition);
  let isOver = false;
  try {
    let isFirst = true;
    for (;;) {
      const { value, done } = await chunks.next();
      if (done) {
        isOver = true;
        return value;
      }
      if (isFirst) refuseUtf16(value, path);
      isFirst = false;
      yield value;
    }
  } finally {
    if (!isOver) await chunks.return({});
  }
}

/** Refuses a start of UTF-16, with or without its mark (ENCODING_UNSUPPORTED). */
export function refuseUtf16(start: Buffer, path: string): void {
  const marked = UTF16.find(([mark]) => start.toString('hex', 0, 2) === mark)?.[1];
  const encoding = marked ?? unmarked(start.subarray(0, 64));
  if (encoding !== undefined) throw new IolausError('ENCODING_UNSUPPORTED', { path, encoding });
}

/** Without a mark: the text of logs is mostly ASCII, whose other byte is zero. */
function unmarked(start: Buffer): string | undefined {
  if (start.length < 8) return undefined;
  const isZeroAt = (first: number): boolean => start.every((byte, at) => at % 2 !== first || byte === 0);
  const isTextAt = (first: number): boolean => start.every((byte, at) => at % 2 !== first || byte !== 0);
  if (isZeroAt(1) && isTextAt(0)) return 'UTF-16LE';
  if (isZeroAt(0) && isTextAt(1)) return 'UTF-16BE';
  return undefined;
}
