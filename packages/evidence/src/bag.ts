import { createHash } from 'node:crypto';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { NAMESPACE, SIGNER, type SigningKey } from './signing-key.js';
import { sshSign } from './sshsig.js';
import { VERIFY_TEXT } from './verify-text.js';

/** Files of a bag by path, without the outer folder. */
export type BagFiles = ReadonlyMap<string, Uint8Array>;

/** Names that a bag may hold: nothing that could leave its folder. */
const NAME = /^[a-z0-9][a-z0-9._-]*(\/[a-z0-9._-]+)*$/i;
/** Paths in byte order, which is not the order of any locale. */
const inByteOrder = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** Adds what BagIt (RFC 8493) and the signature need to payload files under `data/`. `dateMs` is the day of the snapshot, never the clock's. */
export function bagOf(
  payload: BagFiles,
  of: { readonly key: SigningKey; readonly dateMs: number; readonly description: string },
): BagFiles {
  const bytes = [...payload.values()].reduce((sum, each) => sum + each.length, 0);
  const tags = new Map<string, Uint8Array>([
    ['bagit.txt', strToU8('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n')],
    [
      'bag-info.txt',
      strToU8(
        `Bag-Software-Agent: Iolaus\nBagging-Date: ${new Date(of.dateMs).toISOString().slice(0, 10)}\nExternal-Description: ${of.description}\nPayload-Oxum: ${bytes}.${payload.size}\n`,
      ),
    ],
    ['VERIFY.txt', strToU8(VERIFY_TEXT)],
    ['allowed_signers', strToU8(`${SIGNER} namespaces="${NAMESPACE}" ${of.key.publicLine}\n`)],
    ['manifest-sha256.txt', strToU8(manifestOf(payload))],
  ]);
  const tagManifest = strToU8(manifestOf(tags));
  return new Map([
    ...payload,
    ...tags,
    ['tagmanifest-sha256.txt', tagManifest],
    ['tagmanifest-sha256.txt.sig', strToU8(sshSign(of.key, tagManifest))],
  ]);
}

/** The lines of a manifest, as `sha256sum -c` reads them. */
export function manifestOf(files: BagFiles): string {
  return [...files.keys()]
    .sort(inByteOrder)
    .map((path) => `${sha256(files.get(path)!)}  ${path}\n`)
    .join('');
}

/** Hex SHA-256. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** One byte-deterministic zip of the bag under `folder/`: sorted, fixed times and attributes, and a compressor that is the same on every machine. */
export function zipBag(folder: string, files: BagFiles): Uint8Array {
  const entries = [...files.keys()].sort(inByteOrder).map((path) => [`${folder}/${path}`, files.get(path)!] as const);
  return zipSync(Object.fromEntries(entries), { level: 6, mtime: new Date(1980, 0, 1), os: 3, attrs: 0o100644 << 16 });
}

/** Why bytes are no bag that may be read. */
export interface NotABag {
  readonly reason: string;
}

const MOST_BYTES = 2 * 1024 ** 3;
const MOST_FILES = 20_000;

/** Reads a zip back: one folder, plain names, bounded sizes. */
export function unzipBag(bytes: Uint8Array): { readonly folder: string; readonly files: BagFiles } | NotABag {
  let total = 0;
  let count = 0;
  const refused: string[] = [];
  let entries: Record<string, Uint8Array>;
  try {
    entries = unzipSync(bytes, {
      filter: (file) => {
        total += file.originalSize;
        count++;
        if (total > MOST_BYTES || count > MOST_FILES) refused.push('it is larger than a bundle may be');
        else if (!NAME.test(file.name) || file.name.includes('..'))
          refused.push(`it holds a file with a forbidden name`);
        return refused.length === 0;
      },
    });
  } catch (error) {
    return { reason: error instanceof Error ? error.message : 'it is not a zip' };
  }
  if (refused[0] !== undefined) return { reason: refused[0] };
  const folders = new Set(Object.keys(entries).map((name) => name.split('/', 1)[0]!));
  const [folder] = folders;
  if (folder === undefined || folders.size !== 1) return { reason: 'it does not hold exactly one folder' };
  return {
    folder,
    files: new Map(Object.entries(entries).map(([name, content]) => [name.slice(folder.length + 1), content])),
  };
}

/** Text of a file. */
export function textOf(files: BagFiles, path: string): string {
  const bytes = files.get(path);
  return bytes ? strFromU8(bytes) : '';
}
