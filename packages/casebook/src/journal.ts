import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { IolausError, type JournalCheck, type Step } from '@iolaus/contracts';
import { NO_HASH, readEntry, seal, stepIdOf } from './entry.js';

/** How bytes reach the disk; both throw what the system says. */
export interface Disk {
  /** Writes at the end of the file, and says how many bytes of it. */
  readonly write: (file: number, bytes: Uint8Array, from: number) => number;
  /** Returns when the disk has all that was written. */
  readonly sync: (file: number) => void;
}

const DISK: Disk = { write: (file, bytes, from) => writeSync(file, bytes, from), sync: fsyncSync };

/** What a new entry is given; number, id and hashes follow. */
export type NewEntry = Pick<Step, 'atMs' | 'author' | 'branch' | 'command'>;

/** The journal's file: one canonical JSON line an entry, chained by hashes, only ever added to. One process has it at a time, which the home's lock sees to. */
export class Journal {
  readonly #file: string;
  readonly #disk: Disk;
  readonly #steps: Step[];
  readonly #fd: number;
  #bytes: number;
  #isBroken = false;

  /**
   * Opens the file, or makes it (for its owner alone), and checks the chain. An end that a crash cut off was never answered: it is moved into a file beside (`.torn-1`, …). Damage before the end is refused
   * and left as it is (JOURNAL_DAMAGED), and so is what a newer version wrote (JOURNAL_NEWER).
   */
  constructor(file: string, disk: Disk = DISK) {
    this.#file = file;
    this.#disk = disk;
    const written = existsSync(file) ? readFileSync(file) : new Uint8Array();
    const { steps, bytes } = readJournal(file, written);
    this.#steps = steps;
    this.#bytes = bytes;
    const isNew = !existsSync(file);
    this.#fd = openSync(file, 'a', 0o600);
    if (isNew) this.#syncFolder();
    if (bytes < written.length) this.#setAside(written.subarray(bytes));
  }

  /** All entries, oldest first. */
  get steps(): readonly Step[] {
    return this.#steps;
  }

  /** Adds an entry; it is on disk when this returns. Refuses what could not be read again (BAD_INPUT). Where it cannot be (JOURNAL_UNWRITABLE) or another program wrote to the file (JOURNAL_CHANGED), nothing was added. */
  append({ atMs, author, branch, command }: NewEntry): Step {
    const last = this.#steps.at(-1);
    const seq = (last?.seq ?? 0) + 1;
    const named = author === undefined ? {} : { author };
    const prev = last?.hash ?? NO_HASH;
    const line = seal({ seq, id: stepIdOf(seq), atMs, ...named, branch, command, prev });
    const step = readEntry(line.slice(0, -1), { seq: seq - 1, hash: prev });
    if ('kind' in step)
      throw new IolausError('BAD_INPUT', { detail: 'the step is not of a form that can be read again' });
    this.#write(Buffer.from(line));
    this.#steps.push(step);
    return step;
  }

  /** Reads the file again, whole, and checks that it says what is known of it. */
  check(): JournalCheck {
    const { steps, bytes } = readJournal(this.#file, readFileSync(this.#file));
    const head = this.#steps.at(-1)?.hash ?? NO_HASH;
    if ((steps.at(-1)?.hash ?? NO_HASH) !== head || bytes !== this.#bytes) throw this.#changed();
    return { entries: steps.length, bytes, head, torn: tornBeside(this.#file) };
  }

  /** Lets go of the file. */
  close(): void {
    closeSync(this.#fd);
  }

  #write(line: Uint8Array): void {
    if (this.#isBroken) throw this.#unwritable('an earlier write failed');
    const now = statSync(this.#file, { throwIfNoEntry: false });
    if (now?.size !== this.#bytes || now.ino !== fstatSync(this.#fd).ino) throw this.#changed();
    try {
      for (let from = 0; from < line.length;) from += this.#disk.write(this.#fd, line, from);
      this.#disk.sync(this.#fd);
    } catch (error) {
      this.#takeBack();
      throw this.#unwritable((error as NodeJS.ErrnoException).code ?? String(error), error);
    }
    this.#bytes += line.length;
  }

  /** After a failed write or sync nobody knows what the disk holds of the line: it is cut off, and where that fails, or cannot be made sure, nothing is written any more. */
  #takeBack(): void {
    try {
      ftruncateSync(this.#fd, this.#bytes);
      this.#disk.sync(this.#fd);
    } catch {
      this.#isBroken = true;
    }
  }

  #setAside(torn: Uint8Array): void {
    let at = 1;
    while (existsSync(`${this.#file}.torn-${at}`)) at++;
    const aside = openSync(`${this.#file}.torn-${at}`, 'wx', 0o600);
    try {
      for (let from = 0; from < torn.length;) from += writeSync(aside, torn, from);
      fsyncSync(aside);
    } finally {
      closeSync(aside);
    }
    this.#syncFolder();
    ftruncateSync(this.#fd, this.#bytes);
    this.#disk.sync(this.#fd);
  }

  /** A file that is new is only sure to be found after a crash once its folder is on disk. */
  #syncFolder(): void {
    const folder = openSync(dirname(this.#file), 'r');
    try {
      this.#disk.sync(folder);
    } finally {
      closeSync(folder);
    }
  }

  #changed(): IolausError {
    return new IolausError('JOURNAL_CHANGED', { path: this.#file });
  }

  #unwritable(detail: string, cause?: unknown): IolausError {
    return new IolausError('JOURNAL_UNWRITABLE', { path: this.#file, detail }, { cause });
  }
}

/** The entries of a journal's whole lines, and how many bytes these take. Works on bytes, since all texts together may be longer than a string can be. */
function readJournal(path: string, written: Uint8Array): { steps: Step[]; bytes: number } {
  const bytes = Buffer.from(written.buffer, written.byteOffset, written.length);
  const steps: Step[] = [];
  let from = 0;
  for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, from)) {
    const read = readEntry(bytes.toString('utf8', from, end), steps.at(-1) ?? { seq: 0, hash: NO_HASH });
    const line = steps.length + 1;
    if ('kind' in read) {
      if (read.kind === 'newer') throw new IolausError('JOURNAL_NEWER', { path, line });
      throw new IolausError('JOURNAL_DAMAGED', { path, line, detail: read.detail });
    }
    steps.push(read);
    from = end + 1;
  }
  return { steps, bytes: from };
}

function tornBeside(file: string): JournalCheck['torn'] {
  const folder = dirname(file);
  return readdirSync(folder)
    .filter((name) => name.startsWith(`${basename(file)}.torn-`))
    .map((name) => ({ file: name, bytes: statSync(join(folder, name)).size }));
}
