/** One value of a list as it stands there: between commas, semicolons, bars, tabs, or alone on its line. */
export interface Cell {
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

const LINE_END = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;
const SEPARATOR = /[,;|\t]/;

/**
 * The cells of a list that hold something. What stands behind a `#` with a blank before it is a comment; quotes as in CSV, and brackets that are closed on the same line, keep what would
 * separate (a user agent has commas and semicolons in brackets).
 */
export function* cellsOf(list: string): Generator<Cell> {
  let line = 0;
  for (const text of list.split(LINE_END)) {
    line += 1;
    for (const cell of cellsOfLine(text)) if (cell.trim() !== '') yield { line, text: cell.trim() };
  }
}

/** How many cells a list has, counted no further than `most`. */
export function countCells(list: string, most: number): number {
  let count = 0;
  for (const _ of cellsOf(list)) if (++count >= most) break;
  return count;
}

function* cellsOfLine(line: string): Generator<string> {
  const closing = closingBrackets(line);
  const quotes = quotedCells(line);
  let cell = '';
  for (let at = 0; at < line.length; at++) {
    const quoted = line[at] === '"' && cell.trim() === '' ? quotes(at) : undefined;
    if (quoted) {
      cell = quoted.text;
      at = quoted.end;
    } else if (closing.has(at)) {
      cell += line.slice(at, closing.get(at)! + 1);
      at = closing.get(at)!;
    } else if (line[at] === '#' && (at === 0 || /\s/.test(line[at - 1]!))) break;
    else if (SEPARATOR.test(line[at]!)) {
      yield cell;
      cell = '';
    } else cell += line[at];
  }
  yield cell;
}

/** Where each outermost round bracket of a line is closed. */
function closingBrackets(line: string): ReadonlyMap<number, number> {
  const open: number[] = [];
  const closing = new Map<number, number>();
  for (let at = 0; at < line.length; at++) {
    if (line[at] === '(') open.push(at);
    else if (line[at] === ')' && open.length > 0) closing.set(open.pop()!, at);
  }
  return closing;
}

/** Reads the cell that begins with the quote at a place; undefined where it is not closed. */
function quotedCells(line: string): (at: number) => { readonly text: string; readonly end: number } | undefined {
  // What is not closed behind one place is not closed behind a later one: a line of lone quotes is read once.
  let isUnclosed = false;
  return (at) => {
    if (isUnclosed) return undefined;
    for (let end = line.indexOf('"', at + 1); end > 0; end = line.indexOf('"', end + 1)) {
      if (line[end + 1] === '"') end += 1;
      else if (end + 1 === line.length || /[,;|\t\s]/.test(line[end + 1]!))
        return { text: line.slice(at + 1, end).replaceAll('""', '"'), end };
    }
    isUnclosed = true;
    return undefined;
  };
}
