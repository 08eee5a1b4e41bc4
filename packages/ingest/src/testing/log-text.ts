import { writeSync } from 'node:fs';

/** Where an accepted record lies in the inflated dump, and its bytes. */
export interface AcceptedPlace {
  readonly ordinal: number;
  readonly byteOffset: number;
  readonly bytes: Buffer;
}

/** Why a record must be refused. */
export interface Refusal {
  readonly code: string;
  readonly field: string | null;
  readonly reason: string;
}

/** Where a refused record lies in the inflated dump, and why it must be refused. */
export interface RefusedPlace extends Refusal {
  readonly ordinal: number;
  readonly byteOffset: number;
}

/** What an import must make of a dump, known from how the dump was made. */
export interface ExpectedDump {
  readonly accepted: readonly AcceptedPlace[];
  readonly refused: readonly RefusedPlace[];
  readonly blankLines: number;
  /** Why the dump counts as incomplete; undefined of a whole one. */
  readonly incomplete: string | undefined;
}

/** A stretch of one byte, too long to be held. */
export interface Fill {
  readonly byte: string;
  readonly length: number;
}

const FILL_BLOCK = 1 << 20;

/** A log that is written line by line, with the account of what must become of each line. */
export class LogText {
  readonly accepted: AcceptedPlace[] = [];
  readonly refused: RefusedPlace[] = [];
  blankLines = 0;
  readonly #pieces: (Buffer | Fill)[] = [];
  readonly #end: string;
  #length = 0;
  #ordinal = 0;

  /** `end` ends each line; `start` stands before the first one. */
  constructor({ end = '\n', start = '' } = {}) {
    this.#end = end;
    this.#put(Buffer.from(start));
  }

  /** Bytes so far. */
  get length(): number {
    return this.#length;
  }

  /** A line that must be accepted. */
  good(line: string | Buffer): void {
    const bytes = Buffer.from(line);
    this.accepted.push({ ordinal: ++this.#ordinal, byteOffset: this.#length, bytes });
    this.#line(bytes);
  }

  /** A line that must be refused; in pieces where it is long. */
  bad(line: string | Buffer | readonly (string | Fill)[], refusal: Refusal): void {
    this.refused.push({ ordinal: ++this.#ordinal, byteOffset: this.#length, ...refusal });
    if (typeof line === 'string' || Buffer.isBuffer(line)) {
      this.#line(Buffer.from(line));
      return;
    }
    for (const piece of line) this.#put(typeof piece === 'string' ? Buffer.from(piece) : piece);
    this.#put(Buffer.from(this.#end));
  }

  /** A line that counts as blank. */
  blank(line: string): void {
    this.blankLines++;
    this.#line(Buffer.from(line));
  }

  /** All bytes; only of a text without fills. */
  bytes(): Buffer {
    return Buffer.concat(this.#pieces.map((piece) => (Buffer.isBuffer(piece) ? piece : filled(piece))));
  }

  /** Writes all bytes to an open file, fills in blocks of 1 MiB. */
  writeTo(file: number): void {
    for (const piece of this.#pieces) {
      if (Buffer.isBuffer(piece)) writeSync(file, piece);
      else
        for (let left = piece.length; left > 0; left -= FILL_BLOCK)
          writeSync(file, filled({ byte: piece.byte, length: Math.min(left, FILL_BLOCK) }));
    }
  }

  /** What must become of the whole text. */
  expected(incomplete?: string): ExpectedDump {
    const { accepted, refused, blankLines } = this;
    return { accepted, refused, blankLines, incomplete };
  }

  /** What must become of the text when it ends early, behind `bytes` of its bytes: of the record that is cut there, a refusal. */
  expectedUpTo(bytes: number, incomplete: string): ExpectedDump {
    const isWhole = (place: AcceptedPlace): boolean => place.byteOffset + place.bytes.length < bytes;
    const cut = this.accepted.find((place) => !isWhole(place) && place.byteOffset < bytes);
    return {
      accepted: this.accepted.filter(isWhole),
      refused: [
        ...this.refused.filter((place) => place.byteOffset < (cut?.byteOffset ?? bytes)),
        ...(cut ? [{ ordinal: cut.ordinal, byteOffset: cut.byteOffset, ...CUT }] : []),
      ],
      blankLines: this.blankLines,
      incomplete,
    };
  }

  #line(bytes: Buffer): void {
    this.#put(Buffer.concat([bytes, Buffer.from(this.#end)]));
  }

  #put(piece: Buffer | Fill): void {
    this.#pieces.push(piece);
    this.#length += piece.length;
  }
}

const CUT: Refusal = { code: 'cut', field: null, reason: 'is cut off where the dump ends early' };

const filled = ({ byte, length }: Fill): Buffer => Buffer.alloc(length, byte);
