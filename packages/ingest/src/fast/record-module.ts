import { readFileSync } from 'node:fs';
import type { PromptSeeds } from '../key-file.js';
import { ASCII_UNITS } from '../templates/index.js';

/** As much of WebAssembly as is used here: the types of Node.js 20 do not have it. */
interface WebAssemblyOf {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (
    module: object,
    imports: Record<string, Record<string, unknown>>,
  ) => { readonly exports: unknown };
}
const { WebAssembly } = globalThis as unknown as { readonly WebAssembly: WebAssemblyOf };

/** A variable of the module. */
export interface ModuleVariable {
  readonly value: number;
}

/** What the module of `assembly` gives; places are those of bytes in its memory. See `assembly/index.ts`. */
export interface RecordExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly SLACK: ModuleVariable;
  readonly ordinal: ModuleVariable;
  readonly byteOffset: ModuleVariable;
  readonly blankLines: ModuleVariable;
  readonly rows: ModuleVariable;
  readonly lineFrom: ModuleVariable;
  readonly lineTo: ModuleVariable;
  readonly nextLine: ModuleVariable;
  readonly promptAt: ModuleVariable;
  readonly promptLength: ModuleVariable;
  readonly accountKeys: ModuleVariable;
  readonly promptKeys: ModuleVariable;
  readonly unitsOfBytes: ModuleVariable;
  allocate(bytes: number): number;
  release(at: number): void;
  begin(): void;
  beginLines(prompt: number, account: number, slots: number): void;
  setSeeds(token: number, head: number, tail: number): void;
  signRow(row: number): number;
  addTarget(reader: number, isRequired: boolean): number;
  addStep(slot: number, isHead: boolean): void;
  addColumn(kind: number, source: number): void;
  takeLines(from: number, to: number): number;
  countLine(bytes: number): void;
  skip(bytes: number, blank: number): void;
  isFull(): number;
  putText(column: number, from: number, to: number): void;
  putNumber(column: number, value: number): void;
  putNull(column: number): void;
  endRow(): void;
  pack(column: number): number;
  absences(column: number): number;
  absentAt(column: number): number;
  valuesAt(column: number): number;
  clearRows(): void;
}

/** What the module asks: all that is rare, or that has its one definition outside. */
export interface RecordHost {
  slotOf(from: number, to: number): number;
  isJson(from: number, to: number): boolean;
  isCardNumber(from: number, to: number): boolean;
  numberOf(target: number, from: number, to: number): number;
}

let compiled: object | undefined;
const idle: RecordModule[] = [];

/** Bytes of a dump that are looked at in one go. */
export const WINDOW = 2 * 1024 * 1024;

/** An instance of the module. Its memory only grows, so instances are kept for the next dump. */
export class RecordModule {
  readonly call: RecordExports;
  /** Where {@link WINDOW} bytes of a dump have room. */
  readonly window: number;
  #scratch = 0;
  #scratchLength = 0;
  #host: RecordHost | undefined;
  #bytes = Buffer.alloc(0);

  private constructor() {
    // Built beside the sources' output, where tests that run the sources find it as well.
    compiled ??= new WebAssembly.Module(readFileSync(new URL('../../dist/records.wasm', import.meta.url)));
    const instance = new WebAssembly.Instance(compiled, {
      env: {
        abort: () => {
          throw new RangeError('the module of records has no memory left');
        },
      },
      host: {
        slotOf: (from: number, to: number) => this.#host!.slotOf(from, to),
        isJson: (from: number, to: number) => this.#host!.isJson(from, to),
        isCardNumber: (from: number, to: number) => this.#host!.isCardNumber(from, to),
        numberOf: (target: number, from: number, to: number) => this.#host!.numberOf(target, from, to),
      },
    });
    this.call = instance.exports as RecordExports;
    this.window = this.call.allocate(WINDOW + 2 * this.call.SLACK.value);
  }

  /** One that nobody uses, empty. */
  static take(): RecordModule {
    const module = idle.pop() ?? new RecordModule();
    module.call.begin();
    return module;
  }

  /** Gives it back for the next dump. */
  giveBack(): void {
    this.#host = undefined;
    if (!idle.includes(this)) idle.push(this);
  }

  /** Answers its questions from now on. */
  answer(host: RecordHost): void {
    this.#host = host;
  }

  /** Says what keys of prompts are made with. */
  sign({ token, head, tail }: PromptSeeds): void {
    this.bytes.set(ASCII_UNITS, this.call.unitsOfBytes.value);
    this.call.setSeeds(token, head, tail);
  }

  /** Room for so many bytes until the next call of this. */
  scratch(bytes: number): number {
    const needed = bytes + this.call.SLACK.value;
    if (needed > this.#scratchLength) {
      if (this.#scratch !== 0) this.call.release(this.#scratch);
      this.#scratchLength = needed * 2;
      this.#scratch = this.call.allocate(this.#scratchLength);
    }
    return this.#scratch;
  }

  /** Its memory; ask again after each call, since memory that grows becomes another buffer. */
  get bytes(): Buffer {
    const { buffer } = this.call.memory;
    if (this.#bytes.buffer !== buffer) this.#bytes = Buffer.from(buffer);
    return this.#bytes;
  }
}
