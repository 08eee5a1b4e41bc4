import type { Progress } from '@iolaus/contracts';

/** Where a command writes: one JSON document or a table to standard output, everything else to standard error. */
export interface Terminal {
  readonly isJson: boolean;
  /** Prints the answer: `json` with --json, else the lines. What they hold from a dump is made visible. */
  answer(json: unknown, lines: () => readonly string[]): void;
  readonly say: (line: string) => void;
  readonly progress: (progress: Progress) => void;
  endProgress(): void;
}

/** The terminal of this process. On a TTY progress is one line that renews itself, elsewhere a line a second. */
export function openTerminal(isJson: boolean): Terminal {
  const isLive = process.stderr.isTTY;
  let told = 0;
  let since = { phase: '', at: Date.now() };
  let isOpen = false;
  return {
    isJson,
    answer: (json, lines) =>
      void process.stdout.write(
        `${isJson ? escaped(JSON.stringify(json, undefined, 2)) : lines().map(visible).join('\n')}\n`,
      ),
    say: (line) => void process.stderr.write(`${isOpen ? '\n' : ''}${visible(line)}\n`),
    progress: (progress) => {
      const now = Date.now();
      if (progress.phase !== since.phase) since = { phase: progress.phase, at: now };
      else if (now - told < (isLive ? 150 : 1000)) return;
      told = now;
      const line = visible(progressLine(progress, (now - since.at) / 1000));
      process.stderr.write(isLive ? `\r\u001b[2K${line}` : `${line}\n`);
      isOpen = isLive;
    },
    endProgress: () => {
      if (isOpen) process.stderr.write('\r\u001b[2K');
      isOpen = false;
    },
  };
}

/** Characters that would move the cursor, hide or reorder text, or begin a line that is not ours. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** One line as it may stand on a terminal: hidden characters as "<U+202E>". */
export function visible(line: string): string {
  return line.replace(HIDDEN, (hidden) => `<U+${hidden.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}>`);
}

/** JSON with the same value in which no string holds a hidden character as such. */
function escaped(json: string): string {
  return json.replace(HIDDEN, (hidden) =>
    hidden === '\n'
      ? hidden
      : hidden.replace(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  );
}

const count = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** "Reading exchanges-01.jsonl.gz: 41 %, 84 MB of 205 MB, 212,804 rows, 21 MB/s, 6 s left". */
export function progressLine({ phase, done, total, unit, rows }: Progress, seconds: number): string {
  const read = rows === undefined ? '' : `, ${count.format(rows)} rows`;
  if (total <= 0) return done > 0 ? `  ${phase}: ${amountOf(done, unit)}${read}` : `  ${phase}${read}`;
  const rate = seconds > 1 ? done / seconds : 0;
  const speed = rate > 0 && unit === 'bytes' ? `, ${amountOf(rate, unit)}/s` : '';
  const left = rate > 0 && done < total ? `, ${Math.ceil((total - done) / rate)} s left` : '';
  return `  ${phase}: ${Math.floor((100 * done) / total)} %, ${amountOf(done, unit)} of ${amountOf(total, unit)}${read}${speed}${left}`;
}

function amountOf(value: number, unit: string): string {
  return unit === 'bytes' ? `${(value / 1e6).toFixed(value < 1e7 ? 1 : 0)} MB` : `${count.format(value)} ${unit}`;
}

/** The lines of a table: columns padded, numbers to the right. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string[] {
  const cells = rows.map((row) => row.map((cell) => (typeof cell === 'number' ? count.format(cell) : visible(cell))));
  const width = head.map((name, at) => Math.max(name.length, ...cells.map((row) => row[at]?.length ?? 0)));
  const isNumber = head.map((_, at) => rows.length > 0 && rows.every((row) => typeof row[at] === 'number'));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, at) => (isNumber[at] ? cell.padStart(width[at]!) : cell.padEnd(width[at]!)))
      .join('  ')
      .trimEnd();
  return [line(head), ...cells.map(line)];
}
