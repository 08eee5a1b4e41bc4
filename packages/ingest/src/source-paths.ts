import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { IolausError } from '@iolaus/contracts';

/** All files under a folder, sorted; without those that are hidden: their names, or those of folders on the way, begin with a dot. */
export function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter(
      (file) =>
        !relative(folder, file)
          .split(sep)
          .some((part) => part.startsWith('.')),
    )
    .sort();
}

/**
 * The paths that a person names: a path that is there as it stands, else the files that fit it as a glob, sorted. `*` and `?` stay inside a name, `**` goes through
 * folders, `{a,b}` is either. Refuses a path that is not there and a glob that nothing fits (FILE_MISSING).
 */
export function expandPath(path: string): string[] {
  const full = resolve(path);
  if (existsSync(full)) return [full];
  const firstGlob = full.split(sep).findIndex((part) => /[*?{]/.test(part));
  if (firstGlob < 0) throw new IolausError('FILE_MISSING', { path });
  const top = full.split(sep).slice(0, firstGlob).join(sep) || sep;
  const pattern = globPattern(full);
  const found = existsSync(top) ? filesUnder(top).filter((file) => pattern.test(file)) : [];
  if (found.length === 0) throw new IolausError('FILE_MISSING', { path });
  return found;
}

function globPattern(glob: string): RegExp {
  const source = glob.replace(/\*\*\/|\*\*|\*|\?|\{[^{}]*\}|[.+^$()|[\]\\{}]/g, (part) => {
    if (part === '**/') return '(?:[^/]+/)*';
    if (part === '**') return '.*';
    if (part === '*') return '[^/]*';
    if (part === '?') return '[^/]';
    if (part.length > 1) return `(?:${part.slice(1, -1).split(',').map(literal).join('|')})`;
    return `\\${part}`;
  });
  return new RegExp(`^${source}$`);
}

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * Writes a stream (standard input) to a file of the folder, synced, and gives its path: the raw bytes of its records are asked for later. The file is named after
 * its content, so that the same input is the same file. A failure leaves nothing (OUTPUT_UNWRITABLE where the folder cannot be written).
 */
export async function spoolStdin(folder: string, stream: Readable): Promise<string> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const temporary = join(folder, `.stdin-${randomBytes(6).toString('hex')}.tmp`);
  const hash = createHash('sha256');
  try {
    const counted = async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
      for await (const chunk of chunks) {
        hash.update(chunk);
        yield chunk;
      }
    };
    await pipeline(stream, counted, createWriteStream(temporary, { mode: 0o600 }));
    await sync(temporary);
    const path = join(folder, `stdin-${hash.digest('hex').slice(0, 16)}`);
    await rename(temporary, path);
    await sync(dirname(path));
    return path;
  } catch (error) {
    await rm(temporary, { force: true });
    const detail = error instanceof Error ? error.message : String(error);
    throw new IolausError('OUTPUT_UNWRITABLE', { path: folder, detail }, { cause: error });
  }
}

async function sync(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
