import { open, type FileHandle } from 'node:fs/promises';
import { IolausError } from '@iolaus/contracts';

/** Up to `length` bytes of a file from `position`; fewer at its end. Refuses a file that is not there (FILE_MISSING). */
export async function readAt(path: string, position: number, length: number): Promise<Buffer> {
  const file = await openFile(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** The offset of the first byte from `from` on that is not zero, or undefined when there is none. */
export async function firstNonZero(path: string, from: number): Promise<number | undefined> {
  for (let at = from; ;) {
    const block = await readAt(path, at, 65_536);
    if (block.length === 0) return undefined;
    const index = block.findIndex((byte) => byte !== 0);
    if (index >= 0) return at + index;
    at += block.length;
  }
}

/** Reads a file forward in pieces of any length. */
export class FileReader {
  readonly #file: FileHandle;
  #block = Buffer.alloc(0);
  #at = 0;
  /** Offset of the next byte. */
  position = 0;

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  static async open(path: string): Promise<FileReader> {
    return new FileReader(await openFile(path));
  }

  /** The next `length` bytes; fewer when the file ends before. */
  async take(length: number): Promise<Buffer> {
    if (this.#block.length - this.#at < length) await this.#fill(length);
    const taken = this.#block.subarray(this.#at, this.#at + length);
    this.#at += taken.length;
    this.position += taken.length;
    return taken;
  }

  /** Passes over `length` bytes; false when the file ends before. */
  async skip(length: number): Promise<boolean> {
    const { size } = await this.#file.stat();
    this.#block = Buffer.alloc(0);
    this.#at = 0;
    this.position += length;
    return this.position <= size;
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  async #fill(length: number): Promise<void> {
    const rest = this.#block.subarray(this.#at);
    const wanted = Math.max(length - rest.length, 1 << 18);
    const { buffer, bytesRead } = await this.#file.read(Buffer.alloc(wanted), 0, wanted, this.position + rest.length);
    this.#block = Buffer.concat([rest, buffer.subarray(0, bytesRead)]);
    this.#at = 0;
    if (bytesRead > 0 && this.#block.length < length) await this.#fill(length);
  }
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path);
  } catch (error) {
    throw new IolausError('FILE_MISSING', { path }, { cause: error });
  }
}
