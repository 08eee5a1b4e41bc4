import { closeSync, openSync, writeSync } from 'node:fs';

/** Signs prompts: writes `width` whole numbers for the UTF-8 bytes [from, to) into `out`; never all zero. */
export interface PromptSigner {
  readonly width: number;
  /** What the module of records makes the same numbers with, where it can. */
  readonly seeds?: PromptSeeds;
  write(bytes: Uint8Array, from: number, to: number, out: Int32Array, at: number): void;
}

/** Seeds of the hashes that keys of prompts are. */
export interface PromptSeeds {
  readonly token: number;
  readonly head: number;
  readonly tail: number;
}

const ROWS = 8192;

/** The keys of a dump's prompts: one row of whole numbers for each accepted record, zeros where it has no prompt; the last number stands for the account. */
export class KeyFile {
  readonly #signer: PromptSigner;
  readonly #file: number;
  readonly #rows: Int32Array;
  #isOpen = true;
  #row = 0;
  #scratch = Buffer.allocUnsafeSlow(1 << 16);

  constructor(path: string, signer: PromptSigner) {
    this.#signer = signer;
    this.#file = openSync(path, 'w', 0o600);
    this.#rows = new Int32Array(ROWS * signer.width);
  }

  /** Numbers of a record. */
  get width(): number {
    return this.#signer.width;
  }

  /** A record with a prompt: its bytes [from, to), and the number of its account. */
  putBytes(prompt: Uint8Array, from: number, to: number, account: number): void {
    const { width } = this.#signer;
    this.#signer.write(prompt, from, to, this.#rows, this.#row * width);
    this.#rows[this.#row * width + width - 1] = account;
    this.#end();
  }

  /** A record whose numbers are made, the account's among them. */
  putKeys(keys: Int32Array): void {
    const { width } = this.#signer;
    const to = this.#row * width;
    for (let index = 0; index < width; index++) this.#rows[to + index] = keys[index]!;
    this.#end();
  }

  /** A record by its texts. */
  putText(prompt: string | undefined, account: string | undefined): void {
    if (prompt === undefined) {
      this.putNone();
      return;
    }
    if (prompt.length * 3 > this.#scratch.length) this.#scratch = Buffer.allocUnsafeSlow(prompt.length * 3);
    const to = this.#scratch.write(prompt);
    const bytes = account === undefined ? undefined : Buffer.from(account);
    this.putBytes(this.#scratch, 0, to, bytes ? accountKey(bytes, 0, bytes.length) : NO_ACCOUNT);
  }

  /** A record without a prompt. */
  putNone(): void {
    const { width } = this.#signer;
    this.#rows.fill(0, this.#row * width, (this.#row + 1) * width);
    this.#end();
  }

  /** Writes what is left. */
  close(): void {
    this.#flush();
    this.abandon();
  }

  /** Closes the file as it is. One that is closed stays as it is: by now its number may be that of another file. */
  abandon(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    closeSync(this.#file);
  }

  #end(): void {
    if (++this.#row === ROWS) this.#flush();
  }

  #flush(): void {
    const bytes = new Uint8Array(this.#rows.buffer, 0, this.#row * this.#signer.width * 4);
    for (let done = 0; done < bytes.length;) done += writeSync(this.#file, bytes, done, bytes.length - done);
    this.#row = 0;
  }
}

/** What stands for a missing account. */
const NO_ACCOUNT = -1;

/** A number for an account: whether two prompts are of different accounts is told by it (FNV-1a, 31 bits). */
function accountKey(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
  return (hash ^ (hash >>> 16)) & 0x7fffffff;
}
