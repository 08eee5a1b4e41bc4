import {
  Column,
  forgetLong,
  INTEGER,
  longBytes,
  pack as packColumn,
  packed,
  ROWS_A_GROUP,
  SLACK,
  TEXT,
} from './columns';
import { isCardNumber, numberOf } from './host';
import { ABSENT, beginSlots, endAt, ESCAPED, kindAt, NESTED, PLAIN, scanObject, startAt, WHOLE } from './json';
import { KEY_WIDTH, setSeeds, unitsOfBytes, writeKeys } from './keys';
import { isIpv4, isToken, readCount, readTime, unescape } from './values';

export { setSeeds, SLACK, unitsOfBytes };

/** How a target is read: as it stands, by one of the quick readers, or by the host. */
export const AS_TEXT: i32 = 0;
export const AS_TIME: i32 = 1;
export const AS_ADDRESS: i32 = 2;
export const AS_TOKEN: i32 = 3;
export const AS_COUNT: i32 = 4;
export const AS_OTHER: i32 = 5;
export const AS_NAME: i32 = 6;

/** Where a column takes its values from: a target, or one of these. */
export const NOWHERE: i32 = -1;
export const ORDINAL: i32 = -2;
export const BYTE_OFFSET: i32 = -3;
export const BYTE_LENGTH: i32 = -4;

/** Why {@link takeLines} came back: it took all lines; the group of rows is full; the line [lineFrom, lineTo) needs the thorough way. */
export const ALL_TAKEN: i32 = 0;
export const GROUP_FULL: i32 = 1;
export const THOROUGH: i32 = 2;

const MOST_COLUMNS: i32 = 32;
const MOST_TARGETS: i32 = 32;
const MOST_STEPS: i32 = 256;
/** A group of long prompts is full before its rows are. */
const BYTES_A_GROUP: usize = 32 * 1024 * 1024;

@unmanaged
class Target {
  reader: i32;
  isRequired: bool;
  firstStep: i32;
  lastStep: i32;
  /** What the record at hand has: a text [from, to), a number, or neither. */
  hasText: bool;
  hasNumber: bool;
  from: usize;
  to: usize;
  value: f64;
}

const columns = new StaticArray<Column>(MOST_COLUMNS);
const sources = new StaticArray<i32>(MOST_COLUMNS);
let columnCount: i32 = 0;
const targets = new StaticArray<Target>(MOST_TARGETS);
let targetCount: i32 = 0;
const stepSlots = new StaticArray<i32>(MOST_STEPS);
const stepIsHead = new StaticArray<bool>(MOST_STEPS);
let stepCount: i32 = 0;
let promptTarget: i32 = NOWHERE;
let accountTarget: i32 = NOWHERE;
let promptColumn: i32 = NOWHERE;

/** Decoded texts of the record at hand, one behind the other. */
let decoded: usize = 0;
let decodedCapacity: usize = 0;
let decodedLength: usize = 0;

/** Records and bytes of lines so far, and blank lines among them. */
export let ordinal: i32 = 0;
export let byteOffset: f64 = 0;
export let blankLines: i32 = 0;
/** Rows of the open group. */
export let rows: i32 = 0;
/** The line that needs the thorough way, without its end, and where the next one begins. */
export let lineFrom: usize = 0;
export let lineTo: usize = 0;
export let nextLine: usize = 0;

/** By row of the open group: where its prompt lies in the column of prompts and how long it is (−1 for none), and a number for its account. */
export const promptAt: usize = heap.alloc((<usize>ROWS_A_GROUP) << 2);
export const promptLength: usize = heap.alloc((<usize>ROWS_A_GROUP) << 2);
export const accountKeys: usize = heap.alloc((<usize>ROWS_A_GROUP) << 2);
/** Where {@link signRow} leaves the keys of a prompt. */
export const promptKeys: usize = heap.alloc(KEY_WIDTH << 2);

/** Writes the keys of the prompt of a row that came in a whole line and has one; false where the host must read it. */
export function signRow(row: i32): bool {
  const place = (<usize>row) << 2;
  store<i32>(promptKeys + ((KEY_WIDTH - 1) << 2), load<i32>(accountKeys + place));
  const from = unchecked(columns[promptColumn]).data + <usize>load<u32>(promptAt + place);
  return writeKeys(from, from + <usize>load<u32>(promptLength + place), promptKeys);
}

/** Room for so many bytes. */
export function allocate(bytes: usize): usize {
  return heap.alloc(bytes);
}

/** Gives room back. */
export function release(at: usize): void {
  heap.free(at);
}

/** Begins a dump: forgets columns, targets and counts. */
export function begin(): void {
  for (let at = 0; at < columnCount; at++) {
    heap.free(unchecked(columns[at]).data);
    heap.free(unchecked(columns[at]).absent);
    heap.free(changetype<usize>(unchecked(columns[at])));
  }
  for (let at = 0; at < targetCount; at++) heap.free(changetype<usize>(unchecked(targets[at])));
  columnCount = 0;
  targetCount = 0;
  stepCount = 0;
  promptTarget = NOWHERE;
  accountTarget = NOWHERE;
  promptColumn = NOWHERE;
  ordinal = 0;
  byteOffset = 0;
  blankLines = 0;
  rows = 0;
  forgetLong();
}

/** A column more: 0 text, 1 double, 2 whole number; and what its values are. */
export function addColumn(kind: i32, source: i32): void {
  unchecked((columns[columnCount] = Column.of(kind)));
  unchecked((sources[columnCount] = source));
  if (source >= 0 && source == promptTarget) promptColumn = columnCount;
  columnCount++;
}

/** A target more; its steps follow by {@link addStep}. */
export function addTarget(reader: i32, isRequired: bool): i32 {
  const target = changetype<Target>(heap.alloc(offsetof<Target>()));
  target.reader = reader;
  target.isRequired = isRequired;
  target.firstStep = stepCount;
  target.lastStep = stepCount;
  unchecked((targets[targetCount] = target));
  return targetCount++;
}

/** A path of the last target as far as it can be followed here: a top-level key, or the head of a nested path, at which the line is given up. */
export function addStep(slot: i32, isHead: bool): void {
  unchecked((stepSlots[stepCount] = slot));
  unchecked((stepIsHead[stepCount] = isHead));
  targets[targetCount - 1].lastStep = ++stepCount;
}

/** Says which targets are the prompt and the account (before columns are added), and how many slots there are. */
export function beginLines(prompt: i32, account: i32, slots: i32): void {
  promptTarget = prompt;
  accountTarget = account;
  beginSlots(slots);
}

/**
 * Takes the lines of [from, to), which are UTF-8 and all of which have their ends, into the columns, until one of them needs the thorough way or the group is
 * full; {@link nextLine} then is where to go on. Blank lines are counted and have no ordinal.
 */
export function takeLines(from: usize, to: usize): i32 {
  let at = from;
  while (at < to) {
    if (isFull()) {
      nextLine = at;
      return GROUP_FULL;
    }
    const end = load<u8>(at) == 0x7b ? scanObject(at, to) : 0;
    const past: usize = end == 0 ? 0 : lineEnd(end);
    if (past != 0 && readTargets()) {
      ordinal++;
      putRow(end - at);
      byteOffset += <f64>(past - at);
      at = past;
      continue;
    }
    const newline = newlineFrom(at);
    const last = newline > at && load<u8>(newline - 1) == 13 ? newline - 1 : newline;
    nextLine = newline + 1;
    if (isBlank(at, last)) {
      blankLines++;
      byteOffset += <f64>(nextLine - at);
      at = nextLine;
      continue;
    }
    lineFrom = at;
    lineTo = last;
    return THOROUGH;
  }
  nextLine = at;
  return ALL_TAKEN;
}

/** Counts the line that the thorough way takes: `bytes` with its end. */
export function countLine(bytes: f64): void {
  ordinal++;
  byteOffset += bytes;
}

/** Counts bytes, and blank lines, that no record has. */
export function skip(bytes: f64, blank: i32): void {
  byteOffset += bytes;
  blankLines += blank;
}

/** Whether the open group should be written before the next row. */
export function isFull(): bool {
  return rows == ROWS_A_GROUP || longBytes > BYTES_A_GROUP;
}

export function putText(column: i32, from: usize, to: usize): void {
  unchecked(columns[column]).putText(from, to);
}
export function putNumber(column: i32, value: f64): void {
  if (unchecked(columns[column]).kind == INTEGER) unchecked(columns[column]).putInteger(<i32>value);
  else unchecked(columns[column]).putDouble(value);
}
export function putNull(column: i32): void {
  unchecked(columns[column]).putNull();
}

/** Ends a row into which every column got one value. */
export function endRow(): void {
  rows++;
}

/** Packs the values of a column; gives where {@link Packed} lies. */
export function pack(column: i32): usize {
  packColumn(unchecked(columns[column]));
  return changetype<usize>(packed);
}

/** By column of the open group: rows without a value, where their bits are, where its texts are. */
export function absences(column: i32): i32 {
  return unchecked(columns[column]).absences;
}
export function absentAt(column: i32): usize {
  return unchecked(columns[column]).absent;
}
export function valuesAt(column: i32): usize {
  return unchecked(columns[column]).data;
}

/** Begins the next group. */
export function clearRows(): void {
  for (let at = 0; at < columnCount; at++) unchecked(columns[at]).clear();
  rows = 0;
  forgetLong();
}

function lineEnd(at: usize): usize {
  const byte = load<u8>(at);
  if (byte == 10) return at + 1;
  return byte == 13 && load<u8>(at + 1) == 10 ? at + 2 : 0;
}

function newlineFrom(from: usize): usize {
  let at = from;
  let found = newlines(at);
  while (found == 0) found = newlines((at += 16));
  return at + <usize>ctz(found);
}

function newlines(at: usize): i32 {
  return i8x16.bitmask(i8x16.eq(v128.load(at), i8x16.splat(10)));
}

function isBlank(from: usize, to: usize): bool {
  for (let at = from; at < to; at++) if (load<u8>(at) != 32 && load<u8>(at) != 9) return false;
  return true;
}

/** Reads the targets of the scanned record; false where the thorough way must decide. */
function readTargets(): bool {
  decodedLength = 0;
  for (let index = 0; index < targetCount; index++) {
    const target = unchecked(targets[index]);
    target.hasText = false;
    target.hasNumber = false;
    const slot = slotFor(target);
    if (slot == -2) return false;
    if (slot == -1) {
      if (target.isRequired) return false;
    } else if (!read(index, target, slot)) return false;
  }
  return true;
}

/** The slot of the first path that has a value; −1 for none, −2 where a nested path would have to be followed. */
function slotFor(target: Target): i32 {
  for (let step = target.firstStep; step < target.lastStep; step++) {
    const slot = unchecked(stepSlots[step]);
    const kind = kindAt(slot);
    if (kind == ABSENT) continue;
    if (kind == NESTED || (unchecked(stepIsHead[step]) && mayHoldJson(slot))) return -2;
    if (!unchecked(stepIsHead[step])) return slot;
  }
  return -1;
}

/** A path also goes into a text that is JSON itself. */
function mayHoldJson(slot: i32): bool {
  const first = load<u8>(startAt(slot));
  return first <= 32 || first == 0x5b || first == 0x7b || first == 0x5c;
}

function read(index: i32, target: Target, slot: i32): bool {
  const kind = kindAt(slot);
  const from = startAt(slot);
  const to = endAt(slot);
  const isPlain = kind == PLAIN || kind == WHOLE;
  switch (target.reader) {
    case AS_TEXT:
      return isPlain ? haveText(target, from, to) : kind == ESCAPED && haveDecoded(target, from, to);
    case AS_NAME:
      if (kind == ESCAPED) return haveDecoded(target, from, to) && isName(PLAIN, target.from, target.to);
      return isName(kind, from, to) && haveText(target, from, to);
    case AS_TIME:
      return isPlain && haveNumber(target, or(kind == PLAIN ? readTime(from, to) : NaN, index, from, to));
    case AS_ADDRESS:
      // IPv4 in its one spelling; others go the thorough way, which also rewrites them.
      return kind == PLAIN && isIpv4(from, to) && haveText(target, from, to);
    case AS_TOKEN:
      return isPlain && (isToken(from, to) || !isCardNumber(from, to)) && haveText(target, from, to);
    case AS_COUNT:
      return haveNumber(target, readCount(from, to));
    default:
      return isPlain && haveNumber(target, numberOf(index, from, to));
  }
}

/** Whether a value is a name for sure: the thorough way decides on what begins with a blank or a bracket, may be true or false, or is no text and no number. */
function isName(kind: u8, from: usize, to: usize): bool {
  const first = load<u8>(from);
  if (kind == WHOLE) return first == 0x2d || (first >= 0x30 && first <= 0x39);
  if (kind != PLAIN || first <= 32 || first == 0x5b || first == 0x7b) return false;
  return to - from > 5 || to - from < 4 || (first != 0x74 && first != 0x66);
}

function or(value: f64, index: i32, from: usize, to: usize): f64 {
  return isNaN(value) ? numberOf(index, from, to) : value;
}

function haveText(target: Target, from: usize, to: usize): bool {
  target.hasText = true;
  target.from = from;
  target.to = to;
  return true;
}

function haveNumber(target: Target, value: f64): bool {
  if (isNaN(value)) return false;
  target.hasNumber = true;
  target.value = value;
  return true;
}

function haveDecoded(target: Target, from: usize, to: usize): bool {
  const needed = decodedLength + (to - from) + SLACK;
  if (needed > decodedCapacity) {
    // Texts that were decoded before stay where they are until the record is written.
    const room = heap.alloc(needed * 2);
    moveDecoded(room);
    decodedCapacity = needed * 2;
  }
  const start = decoded + decodedLength;
  const end = unescape(from, to, start);
  if (end == 0) return false;
  decodedLength += end - start;
  return haveText(target, start, end);
}

function moveDecoded(room: usize): void {
  if (decoded != 0) {
    memory.copy(room, decoded, decodedLength);
    for (let index = 0; index < targetCount; index++) {
      const target = unchecked(targets[index]);
      if (target.hasText && target.from >= decoded && target.from < decoded + decodedCapacity) {
        target.from = target.from - decoded + room;
        target.to = target.to - decoded + room;
      }
    }
    heap.free(decoded);
  }
  decoded = room;
}

function putRow(length: usize): void {
  for (let at = 0; at < columnCount; at++) {
    const column = unchecked(columns[at]);
    const source = unchecked(sources[at]);
    if (source >= 0) {
      const target = unchecked(targets[source]);
      if (column.kind == TEXT) {
        if (target.hasText) column.putText(target.from, target.to);
        else column.putNull();
      } else if (target.hasNumber) column.putDouble(target.value);
      else column.putNull();
    } else if (source == ORDINAL) column.putInteger(ordinal);
    else if (source == BYTE_OFFSET) column.putDouble(byteOffset);
    else if (source == BYTE_LENGTH) column.putInteger(<i32>length);
    else column.putNull();
  }
  if (promptColumn >= 0) noteKeys();
  rows++;
}

/** Notes what the keys of the row's prompt are made of. */
function noteKeys(): void {
  const place = (<usize>rows) << 2;
  const prompt = unchecked(targets[promptTarget]);
  if (!prompt.hasText) {
    store<i32>(promptLength + place, -1);
    return;
  }
  const size = prompt.to - prompt.from;
  store<u32>(promptAt + place, <u32>(unchecked(columns[promptColumn]).length - size));
  store<u32>(promptLength + place, <u32>size);
  const isKnown = accountTarget >= 0 && unchecked(targets[accountTarget]).hasText;
  store<i32>(accountKeys + place, isKnown ? keyOf(unchecked(targets[accountTarget])) : -1);
}

/** A number for an account: whether two prompts are of different accounts is told by it (FNV-1a, 31 bits). */
function keyOf(account: Target): i32 {
  let hash: u32 = 0x811c9dc5;
  for (let at = account.from; at < account.to; at++) hash = (hash ^ load<u8>(at)) * 0x01000193;
  return <i32>((hash ^ (hash >>> 16)) & 0x7fffffff);
}
