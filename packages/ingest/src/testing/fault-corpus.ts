import { closeSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { constants, gzipSync } from 'node:zlib';
import { BAD_LINES, BLANK_LINES, FAULT_MAPPING, ODD_LINES, soundLine } from './fault-lines.js';
import { LogText, type ExpectedDump } from './log-text.js';
import { seeded } from './seeded.js';

/** A dump of the corpus, and what an import must make of it. */
export interface FaultDump {
  readonly name: string;
  readonly path: string;
  readonly expected: ExpectedDump;
}

/** What the corpus is made with. */
export interface FaultCorpusOptions {
  readonly folder: string;
  readonly seed: number;
  /** Bytes of the one long line. */
  readonly longLine: number;
  /** Bytes that the bomb inflates to; beyond 1 GiB it must be stopped. */
  readonly bombBytes: number;
}

type Below = (limit: number) => number;
interface Made {
  readonly bytes: Buffer | LogText;
  readonly expected: ExpectedDump;
}

/** Most bytes that a dump of 1,000 : 1 may inflate to. */
const BOMB_BOUND = 1 << 30;
const FLUSH = { finishFlush: constants.Z_SYNC_FLUSH, level: 6 } as const;
const MEMBER = 1 << 24;

/** Writes the corpus of faulty dumps and their mapping into a folder, the same for the same seed. */
export function writeFaultCorpus(options: FaultCorpusOptions): FaultDump[] {
  mkdirSync(options.folder, { recursive: true });
  writeFileSync(join(options.folder, FAULT_MAPPING.name), FAULT_MAPPING.text);
  const below = seeded(options.seed);
  return Object.entries(makers(options)).map(([name, make]) => {
    const made = make(below);
    const path = join(options.folder, name);
    if (Buffer.isBuffer(made.bytes)) writeFileSync(path, made.bytes);
    else writePlain(path, made.bytes);
    return { name, path, expected: made.expected };
  });
}

function makers({ longLine, bombBytes }: FaultCorpusOptions): Record<string, (below: Below) => Made> {
  return {
    'truncated.jsonl.gz': truncated,
    'flipped-block.jsonl.gz': flippedBlock,
    'flipped-checksum.jsonl.gz': flippedChecksum,
    'padded.jsonl.gz': padded,
    'trailing.jsonl.gz': trailing,
    'bom.jsonl': (below) => plain(sound(below, 'bom', { start: '\uFEFF' })),
    'crlf.jsonl': (below) => plain(sound(below, 'crlf', { end: '\r\n' })),
    'bad-lines.jsonl': badLines,
    'long-line.jsonl': (below) => longLineDump(below, longLine),
    'bomb.jsonl.gz': (below) => bomb(below, bombBytes),
    ...Object.fromEntries(
      ODD_LINES.map(({ name, line, refusal }) => [
        `${name}.jsonl`,
        (below: Below) => {
          const text = sound(below, name, {}, 3);
          if (refusal) text.bad(line, refusal);
          else text.good(line);
          more(text, below, `${name}-after`, 3);
          return plain(text);
        },
      ]),
    ),
  };
}

function writePlain(path: string, text: LogText): void {
  const file = openSync(path, 'w');
  text.writeTo(file);
  closeSync(file);
}

const plain = (text: LogText): Made => ({ bytes: text, expected: text.expected() });

function sound(below: Below, name: string, form: { start?: string; end?: string } = {}, lines = 1500): LogText {
  const text = new LogText(form);
  more(text, below, name, lines);
  return text;
}

function more(text: LogText, below: Below, name: string, lines: number): void {
  for (let at = 0; at < lines; at++) text.good(soundLine(name, at, below));
}

/** Ends behind a flush inside a record: exactly the bytes before it can be inflated. */
function truncated(below: Below): Made {
  const text = sound(below, 'truncated');
  const { byteOffset, bytes } = text.accepted[900 + below(500)]!;
  const end = byteOffset + 1 + below(bytes.length - 2);
  return { bytes: gzipSync(text.bytes().subarray(0, end), FLUSH), expected: text.expectedUpTo(end, 'truncated') };
}

/** Behind a flush stands a block of a type that does not exist, as one flipped bit makes it of one with its own code. */
function flippedBlock(below: Below): Made {
  const text = sound(below, 'flipped');
  const whole = text.bytes();
  const { byteOffset, bytes } = text.accepted[700]!;
  const end = byteOffset + (bytes.length >> 1);
  const head = gzipSync(whole.subarray(0, end), FLUSH);
  const tail = gzipSync(whole.subarray(end), FLUSH).subarray(10);
  tail[0] = tail[0]! | 0b110;
  return { bytes: Buffer.concat([head, tail]), expected: text.expectedUpTo(end, 'damaged') };
}

function flippedChecksum(below: Below): Made {
  const text = sound(below, 'checksum');
  const packed = gzipSync(text.bytes());
  const at = packed.length - 8 + below(4);
  packed[at] = packed[at]! ^ (1 << below(8));
  return { bytes: packed, expected: text.expected('damaged') };
}

function padded(below: Below): Made {
  const text = sound(below, 'padded');
  const whole = text.bytes();
  const middle = text.accepted[1000]!.byteOffset + 9;
  const parts = [gzipSync(whole.subarray(0, middle)), Buffer.alloc(512), gzipSync(whole.subarray(middle))];
  return { bytes: Buffer.concat([...parts, Buffer.alloc(100)]), expected: text.expected() };
}

function trailing(below: Below): Made {
  const text = sound(below, 'trailing');
  return {
    bytes: Buffer.concat([gzipSync(text.bytes()), Buffer.from('something else')]),
    expected: text.expected('trailing'),
  };
}

function badLines(below: Below): Made {
  const text = new LogText();
  for (const { line, refusal } of BAD_LINES) {
    more(text, below, `before-${text.length}`, 3);
    text.bad(line, refusal);
  }
  for (const line of BLANK_LINES) {
    text.blank(line);
    more(text, below, `after-${text.length}`, 1);
  }
  return plain(text);
}

function longLineDump(below: Below, length: number): Made {
  const text = sound(below, 'long', {}, 10);
  const [head, tail] = ['{"id":"a","prompt":"', '"}'];
  text.bad([head, { byte: 'x', length: length - head.length - tail.length }, tail], tooLong(length));
  more(text, below, 'long-after', 10);
  return plain(text);
}

/** Sound lines, then one byte over and over, some 1,000 times as long as its gzip members. */
function bomb(below: Below, bytes: number): Made {
  const text = sound(below, 'bomb', {}, 100);
  const head = text.bytes();
  const member = gzipSync(Buffer.alloc(MEMBER, 'x'));
  const members = Math.ceil((bytes - head.length) / MEMBER);
  const inflated = head.length + members * MEMBER;
  const isStopped = inflated > BOMB_BOUND;
  text.bad([], tooLong(Math.min(inflated, BOMB_BOUND) - head.length));
  return {
    bytes: Buffer.concat([gzipSync(head), ...Array.from({ length: members }, () => member)]),
    expected: text.expected(isStopped ? 'bomb' : undefined),
  };
}

const tooLong = (bytes: number): { code: string; field: null; reason: string } => ({
  code: 'too-long',
  field: null,
  reason: `is longer than 16 MiB (${bytes} bytes)`,
});
