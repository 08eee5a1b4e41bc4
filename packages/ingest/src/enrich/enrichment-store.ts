import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { IolausError, type EnrichmentFile, type EnrichmentKind } from '@iolaus/contracts';
import { invalid, type EnrichmentSource } from './enrichment-lines.js';
import { ENRICHMENT_READERS } from './kinds.js';

const LIST = 'enrichment.json';

/** Files that say more about addresses, BINs and prompts, copied into a folder under their SHA-256. One process at a time writes it. */
export class EnrichmentStore {
  readonly #folder: string;
  #files: readonly EnrichmentFile[];

  private constructor(folder: string, files: readonly EnrichmentFile[]) {
    this.#folder = folder;
    this.#files = files;
  }

  /** Opens the folder, made when absent. */
  static async open(folder: string): Promise<EnrichmentStore> {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const list = join(folder, LIST);
    const files = existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as EnrichmentFile[]) : [];
    return new EnrichmentStore(folder, files);
  }

  /** What the folder holds, in an order that does not depend on when it was added. */
  files(): readonly EnrichmentFile[] {
    return this.#files;
  }

  /** A digest of what the folder holds, whenever and under whatever name it was added; empty when it holds nothing. */
  get digest(): string {
    if (this.#files.length === 0) return '';
    const parts = this.#files.map(({ kind, sha256 }) => `${kind} ${sha256}\n`);
    return createHash('sha256').update(parts.join('')).digest('hex');
  }

  /** The files of a kind, to be read. */
  sources(kind: EnrichmentKind): EnrichmentSource[] {
    return this.#files
      .filter((file) => file.kind === kind)
      .map(({ sha256, name }) => ({ path: join(this.#folder, sha256), shownAs: name }));
  }

  /**
   * Copies a file into the folder after all of it was read; the same content again changes nothing. Refuses a file that is not there (FILE_MISSING) or is not
   * of the kind (ENRICHMENT_INVALID, with the line); then nothing was added.
   */
  async add(kind: EnrichmentKind, path: string): Promise<EnrichmentFile> {
    if (!existsSync(path)) throw new IolausError('FILE_MISSING', { path });
    const copy = join(this.#folder, `.${process.pid}.tmp`);
    try {
      const sha256 = await copyHashed(path, copy);
      const known = this.#files.find((file) => file.kind === kind && file.sha256 === sha256);
      if (known) return known;
      const rows = await countRows(kind, { path: copy, shownAs: path });
      const file: EnrichmentFile = { kind, name: basename(path), sha256, rows, addedMs: Date.now() };
      await rename(copy, join(this.#folder, sha256));
      await this.#write([...this.#files, file].sort(byContent));
      return file;
    } finally {
      await rm(copy, { force: true });
    }
  }

  /** Takes a file away, under every kind that it was added as; a prefix of at least 8 digits names it. Refuses one that is not there (NOT_FOUND). */
  async remove(sha256: string): Promise<EnrichmentFile[]> {
    const gone = this.#files.filter((file) => sha256.length >= 8 && file.sha256.startsWith(sha256));
    const names = new Set(gone.map((file) => file.sha256));
    if (names.size !== 1) throw new IolausError('NOT_FOUND', { what: 'enrichment file', id: sha256 });
    await this.#write(this.#files.filter((file) => !names.has(file.sha256)));
    return gone;
  }

  /** Writes the list, then removes what does not stand in it: files taken away, and what a killed process left half-copied. */
  async #write(files: readonly EnrichmentFile[]): Promise<void> {
    const path = join(this.#folder, LIST);
    const file = await open(`${path}.tmp`, 'w', 0o600);
    await file.writeFile(JSON.stringify(files, undefined, 1));
    await file.sync();
    await file.close();
    await rename(`${path}.tmp`, path);
    this.#files = files;
    const known = new Set([LIST, ...files.map(({ sha256 }) => sha256)]);
    for (const name of readdirSync(this.#folder))
      if (!known.has(name)) await rm(join(this.#folder, name), { force: true });
  }
}

/** Copies a file and gives the SHA-256 of its bytes. */
async function copyHashed(from: string, to: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(
    createReadStream(from),
    async function* hashed(chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        hash.update(chunk);
        yield chunk;
      }
    },
    createWriteStream(to, { mode: 0o600, flush: true }),
  );
  return hash.digest('hex');
}

async function countRows(kind: EnrichmentKind, source: EnrichmentSource): Promise<number> {
  let rows = 0;
  for await (const row of ENRICHMENT_READERS[kind](source)) rows += row === undefined ? 0 : 1;
  if (rows === 0) throw invalid(source, 'its end', 'nothing in it says anything');
  return rows;
}

const byContent = (a: EnrichmentFile, b: EnrichmentFile): number =>
  a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : a.sha256 < b.sha256 ? -1 : a.sha256 > b.sha256 ? 1 : 0;
