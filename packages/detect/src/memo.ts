/** What detection remembers from run to run over the same lake tables, whatever constraints are laid over them. Keys say everything that a value depends on but the tables themselves. */
export interface DetectionMemo {
  /** The value that was made for the key, or is made now. It may be given again, so nobody changes it. */
  recall<T>(part: string, key: string, make: () => T): T;
  /** What a part kept last, to go on from. */
  last(part: string): unknown;
  keep(part: string, value: unknown): void;
}

/** Remembers nothing. */
export const NO_MEMO: DetectionMemo = {
  recall: (_, __, make) => make(),
  last: () => undefined,
  keep: () => undefined,
};

interface Entry {
  readonly value: unknown;
  readonly bytes: number;
  run: number;
}

/** Runs after which what none of them asked for is forgotten: whoever tries one cut after the other finds what was there before them. */
const RUNS_KEPT = 8;

/** Remembers what the last runs asked for, up to so many bytes of columns; what comes beyond is made anew each time. One serves one set of lake tables. */
export class RunMemo implements DetectionMemo {
  readonly #entries = new Map<string, Entry>();
  readonly #lasts = new Map<string, Entry>();
  readonly #most: number;
  #bytes = 0;
  #run = 0;

  constructor(mostBytes: number) {
    this.#most = mostBytes;
  }

  /** Bytes of the columns that are kept. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Called before each run. */
  nextRun(): void {
    this.#run++;
    for (const [key, entry] of this.#entries) {
      if (this.#run - entry.run <= RUNS_KEPT) continue;
      this.#entries.delete(key);
      this.#bytes -= entry.bytes;
    }
  }

  recall<T>(part: string, key: string, make: () => T): T {
    const name = `${part} ${key}`;
    const known = this.#entries.get(name);
    if (known) {
      known.run = this.#run;
      return known.value as T;
    }
    const value = make();
    const bytes = bytesOf(value);
    if (this.#bytes + bytes > this.#most) return value;
    this.#bytes += bytes;
    this.#entries.set(name, { value, bytes, run: this.#run });
    return value;
  }

  last(part: string): unknown {
    return this.#lasts.get(part)?.value;
  }

  keep(part: string, value: unknown): void {
    this.#bytes -= this.#lasts.get(part)?.bytes ?? 0;
    this.#lasts.delete(part);
    const bytes = bytesOf(value);
    if (this.#bytes + bytes > this.#most) return;
    this.#bytes += bytes;
    this.#lasts.set(part, { value, bytes, run: this.#run });
  }
}

/** Bytes of an entry without its columns, roughly. */
const ENTRY_BYTES = 200;

/** Bytes of the columns of a value and of those that it holds, three levels deep. */
function bytesOf(value: unknown, depth = 3): number {
  if (ArrayBuffer.isView(value)) return ENTRY_BYTES + value.byteLength;
  if (typeof value !== 'object' || value === null || depth === 0) return ENTRY_BYTES;
  return Object.values(value).reduce((sum: number, each) => sum + bytesOf(each, depth - 1), ENTRY_BYTES);
}
