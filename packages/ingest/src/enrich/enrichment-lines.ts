import { IolausError } from '@iolaus/contracts';
import { textChunks } from '../formats/text-chunks.js';
import { fed } from '../split-records.js';

/** A file to read, and what it is called in a refusal: the copy is read, the person knows the original. */
export interface EnrichmentSource {
  readonly path: string;
  readonly shownAs: string;
}

/** A line without its end, counted from 1. */
export interface Line {
  readonly number: number;
  readonly text: string;
}

/** Longest line, in bytes; a prompt is shorter. */
export const LONGEST_LINE = 1 << 20;
const NEWLINE = 10;

/** The refusal of a file because of one place in it. The detail never repeats the line: it may be private. */
export function invalid({ shownAs }: EnrichmentSource, where: string, detail: string): IolausError {
  return new IolausError('ENRICHMENT_INVALID', { path: shownAs, where, detail });
}

/**
 * The lines of a text file, plain, gzip or zstd, in batches. Refuses what is not UTF-8, a line of more than 1 MiB and compressed data that end
 * early (ENRICHMENT_INVALID).
 */
export async function* linesOf(source: EnrichmentSource): AsyncGenerator<Line[]> {
  const cut = new LineCutter(source);
  const { incomplete } = yield* fed(textChunks(source.path), (chunk) => cut.feed(chunk));
  if (incomplete) throw invalid(source, `byte ${incomplete.atByte} of its text`, incomplete.detail);
  yield cut.end();
}

class LineCutter {
  readonly #source: EnrichmentSource;
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });
  #rest: Buffer = Buffer.alloc(0);
  #number = 0;

  constructor(source: EnrichmentSource) {
    this.#source = source;
  }

  feed(chunk: Buffer): Line[] {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const lines: Line[] = [];
    let from = 0;
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, from)) {
      this.#take(bytes.subarray(from, end), lines);
      from = end + 1;
    }
    this.#rest = Buffer.from(bytes.subarray(from));
    if (this.#rest.length > LONGEST_LINE) throw this.#fault(this.#number + 1, 'is longer than 1 MiB');
    return lines;
  }

  end(): Line[] {
    const lines: Line[] = [];
    this.#take(this.#rest, lines);
    return lines;
  }

  #take(bytes: Buffer, lines: Line[]): void {
    const number = ++this.#number;
    if (bytes.length > LONGEST_LINE) throw this.#fault(number, 'is longer than 1 MiB');
    lines.push({ number, text: this.#decode(bytes, number).replace(/\r$/, '') });
  }

  #decode(bytes: Buffer, number: number): string {
    try {
      return this.#decoder.decode(bytes);
    } catch (cause) {
      if (!(cause instanceof TypeError)) throw cause;
      throw this.#fault(number, 'is not valid UTF-8');
    }
  }

  #fault(number: number, detail: string): IolausError {
    return invalid(this.#source, `line ${number}`, `it ${detail}`);
  }
}
