import type { EntryForm } from '@iolaus/contracts';
import { hideDigits, isCardNumber } from '../card-number.js';
import { bareText, withoutPunctuation } from './bare-text.js';
import type { NetworkQuery } from './network-values.js';
import { readForm, type EntryReading } from './read-entry.js';
import { refang, withoutUnseen } from './refang.js';
import { cellsOf } from './split-cells.js';

/** Most characters of an entry; what is longer is no indicator. */
const MOST_CHARACTERS = 2_000;
/** Of what is longer so much is shown. */
const SHOWN_CHARACTERS = 200;

/** One value of a list. */
export interface ListEntry {
  /** From 1. */
  readonly line: number;
  /** As it was pasted; dots for the digits of a card number. */
  readonly text: string;
  readonly form: EntryForm;
  /** Values by which it may be stored, the most likely first. */
  readonly values: readonly string[];
  readonly network?: NetworkQuery;
  /** Words, a date or a number beside a value on the same line: a miss of it is a note and no miss. */
  readonly isNote: boolean;
  /** Its digits are those of a card number: no such thing is stored, so a miss of it is malformed. */
  readonly isCardNumber: boolean;
}

/** What is no indicator, and why. */
export interface MalformedEntry {
  readonly line: number;
  readonly text: string;
  readonly reason: string;
}

/** A list that was read. Its entries but for notes, the malformed ones and the repeats together are all that was pasted. */
export interface PastedList {
  /** Lines that hold anything but a comment. */
  readonly lines: number;
  /** Each once, in their order. */
  readonly entries: readonly ListEntry[];
  readonly malformed: readonly MalformedEntry[];
  /** Entries that say the same as an earlier one. */
  readonly repeated: number;
}

/** Reads a pasted list, whatever it holds: `203[.]0[.]113[.]7, evil[.]example # seen twice` has two entries. */
export function readList(list: string): PastedList {
  const entries = new Map<string, ListEntry>();
  const malformed: MalformedEntry[] = [];
  let [lines, repeated] = [0, 0];
  for (const { line, texts } of linesOf(list)) {
    lines += 1;
    const items = texts.flatMap(itemsOf);
    const isTold = items.some(({ reading }) => reading.kind === 'malformed' || reading.form !== 'text');
    for (const { text, reading, isWords = false } of items) {
      if (reading.kind === 'malformed') {
        malformed.push({ line, text: shownText(text), reason: reading.reason });
        continue;
      }
      const isNote = reading.form === 'text' && isTold && (isWords || !isName(text));
      const entry = entryOf({ line, text, isNote }, reading);
      const key = `${entry.form} ${entry.values[0]}`;
      const before = entries.get(key);
      // A word beside a value that later stands alone is an entry then.
      if (!before || (before.isNote && !entry.isNote)) entries.set(key, entry);
      else if (!entry.isNote) repeated += 1;
    }
  }
  return { lines, entries: [...entries.values()], malformed, repeated };
}

/** The cells of each line that has any. */
function* linesOf(list: string): Generator<{ readonly line: number; readonly texts: readonly string[] }> {
  let now: { line: number; texts: string[] } = { line: 0, texts: [] };
  for (const { line, text } of cellsOf(list)) {
    if (line !== now.line) {
      if (now.line > 0) yield now;
      now = { line, texts: [] };
    }
    now.texts.push(text);
  }
  if (now.line > 0) yield now;
}

interface Item {
  readonly text: string;
  readonly reading: EntryReading;
  readonly isWords?: boolean;
}

/** The first word of a user agent, which is taken as it stands. */
const AGENT = /^[a-z][\w+!-]*\/v?\d[^\s/]*(?: |$)/i;

/** What says before a value what it is: `ip: 203.0.113.7`. */
const LABEL = /^[a-z][\w-]*[:=] ?/i;

/** What a cell holds: one entry, or those among words. */
function itemsOf(cell: string): Item[] {
  const one = (reading: EntryReading): Item[] => [{ text: cell, reading }];
  if (cell.length > MOST_CHARACTERS)
    return one({ kind: 'malformed', reason: `is longer than ${MOST_CHARACTERS.toLocaleString('en-US')} characters` });
  const bare = bareText(withoutUnseen(cell));
  if (!/[\p{L}\p{N}]/u.test(bare)) return one({ kind: 'malformed', reason: 'holds no letter and no digit' });
  if (AGENT.test(bare)) return one(asText([bare, cell]));
  const plain = bareText(refang(bare));
  const reading = readForm(plain) ?? readForm(withoutPunctuation(plain)) ?? readForm(plain.replace(LABEL, ''));
  return reading ? one(reading) : (amongWords(plain) ?? one(asText([bare, cell, plain])));
}

/** The entries among the words of a cell, and the words that are left; undefined where no word is told by its form. */
function amongWords(plain: string): Item[] | undefined {
  const words = plain.split(/\s+/).map((text) => ({ text, reading: readForm(withoutPunctuation(text)) }));
  const told = words.flatMap(({ text, reading }) => (reading ? [{ text, reading }] : []));
  if (told.length === 0) return undefined;
  const rest = words.flatMap(({ text, reading }) => (reading ? [] : [text])).join(' ');
  return /[\p{L}\p{N}]/u.test(rest) ? [...told, { text: rest, reading: asText([rest]), isWords: true }] : told;
}

const asText = (values: readonly string[]): EntryReading => ({
  kind: 'entry',
  form: 'text',
  values: [...new Set(values)],
});

function entryOf(
  { line, text, isNote }: Pick<ListEntry, 'line' | 'text' | 'isNote'>,
  { form, values, network }: Extract<EntryReading, { kind: 'entry' }>,
): ListEntry {
  const isCard = form === 'text' && isCardNumber(text);
  return { line, text: shownText(text), form, values, ...(network && { network }), isNote, isCardNumber: isCard };
}

/** Whether a cell may be somebody's name or token, and not a word, a date or a number beside one. */
function isName(text: string): boolean {
  return /^\S{4,}$/.test(text) && /\d/.test(text) && /[a-z_]/i.test(text) && !/^\d{4}-\d\d-\d\d/.test(text);
}

function shownText(text: string): string {
  const shown = text.length > MOST_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
  return isCardNumber(text) ? hideDigits(shown) : shown;
}
