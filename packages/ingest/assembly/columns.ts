import { lz4, lz4Bound } from './lz4';

/** Kinds of columns: UTF-8 texts, doubles, whole numbers of 32 bits. */
export const TEXT: i32 = 0;
export const DOUBLE: i32 = 1;
export const INTEGER: i32 = 2;

/** Rows of one row group: with 500 bytes of text a row its columns still fit the processor's caches. */
export const ROWS_A_GROUP: i32 = 20_480;
/** Copies may touch this many bytes more than they copy. */
export const SLACK: usize = 16;

/** Bytes of long texts in the columns of the open group; what is shorter than {@link SHORT} counts by its rows. */
export let longBytes: usize = 0;
/** Up to this a few copies of sixteen bytes are quicker than a call. */
const SHORT: usize = 64;

/** Begins to count long texts anew. */
export function forgetLong(): void {
  longBytes = 0;
}

/** A column with more different values than this in a group is written as it is. */
const MOST_VALUES: i32 = 1000;
/** Nor one whose different values are longer than this together. */
const MOST_VALUE_BYTES: usize = 1024 * 1024;
/** After so many rows with a value of its own each, the rest is not looked at. */
const PROBE: i32 = 256;
/** Twice as many places as values at least, so that a value that is not there is found missing soon. */
const DICTIONARY_PLACES: u32 = 4096;
const PRIME: u32 = 0x01000193;

/** Values of the rows of one row group, each there or absent, as a Parquet page of PLAIN encoding holds them: texts each behind its length. */
@unmanaged
export class Column {
  kind: i32;
  /** Where the values are, how many bytes of them there are, and how many have room. */
  data: usize;
  length: usize;
  capacity: usize;
  rows: i32;
  absences: i32;
  /** A bit for each row: 1 where there is none. Most columns are full, so absences are what is noted. */
  absent: usize;

  static of(kind: i32): Column {
    const column = changetype<Column>(heap.alloc(offsetof<Column>()));
    column.kind = kind;
    column.capacity = kind == TEXT ? 1 << 16 : (<usize>ROWS_A_GROUP) << (kind == DOUBLE ? 3 : 2);
    column.data = heap.alloc(column.capacity + SLACK);
    column.absent = heap.alloc((ROWS_A_GROUP >> 3) + 1);
    column.clear();
    return column;
  }

  clear(): void {
    this.length = 0;
    this.rows = 0;
    this.absences = 0;
    memory.fill(this.absent, 0, (ROWS_A_GROUP >> 3) + 1);
  }

  @inline
  putDouble(value: f64): void {
    store<f64>(this.data + this.length, value);
    this.length += 8;
    this.rows++;
  }

  @inline
  putInteger(value: i32): void {
    store<i32>(this.data + this.length, value);
    this.length += 4;
    this.rows++;
  }

  /** The bytes [from, to), of which {@link SLACK} more may be read. */
  @inline
  putText(from: usize, to: usize): void {
    const size = to - from;
    this.append(from, size);
    if (size > SHORT) longBytes += size;
    this.rows++;
  }

  /** The same without a row. */
  append(from: usize, size: usize): void {
    if (this.length + size + 4 > this.capacity) this.grow(size + 4);
    const at = this.data + this.length;
    store<u32>(at, <u32>size);
    if (size <= SHORT)
      for (let done: usize = 0; done < size; done += 16) v128.store(at + 4 + done, v128.load(from + done));
    else memory.copy(at + 4, from, size);
    this.length += size + 4;
  }

  @inline
  putNull(): void {
    const place = this.absent + <usize>(this.rows >> 3);
    store<u8>(place, load<u8>(place) | ((<u8>1) << (<u8>this.rows & 7)));
    this.rows++;
    this.absences++;
  }

  private grow(more: usize): void {
    const needed = this.length + more;
    const doubled = this.capacity << 1;
    this.capacity = doubled > needed ? doubled : needed;
    const data = heap.alloc(this.capacity + SLACK);
    memory.copy(data, this.data, this.length);
    heap.free(this.data);
    this.data = data;
  }
}

/** What {@link pack} made: bytes [at, at + length), which are `plainLength` before they were packed. */
@unmanaged
export class Packed {
  at: usize;
  length: usize;
  plainLength: usize;
  /** Values of the dictionary; 0 where there is none. */
  values: i32;
  /** The same of the dictionary's page. */
  dictionaryAt: usize;
  dictionaryLength: usize;
  dictionaryPlainLength: usize;
  /** Of numbers, where there is one. */
  least: f64;
  greatest: f64;
}

export const packed: Packed = changetype<Packed>(heap.alloc(offsetof<Packed>()));

let output: usize = 0;
let outputCapacity: usize = 0;
const places: usize = heap.alloc(DICTIONARY_PLACES << 2);
const dictionary = Column.of(TEXT);
/** Where in the column the values of the dictionary are. */
const valuesAt: usize = heap.alloc((<usize>MOST_VALUES + 1) << 2);
/** The number of each row's value. */
const indices: usize = heap.alloc((<usize>ROWS_A_GROUP) << 1);
const bits: usize = heap.alloc(((<usize>ROWS_A_GROUP) << 1) + 32);

/** Packs the values of a column with LZ4: as they are, or, of texts that repeat, as numbers into a dictionary. {@link packed} tells what came out. */
export function pack(column: Column): void {
  packed.values = column.kind == TEXT && column.length > 0 ? numbered(column) : 0;
  if (column.kind != TEXT) findEnds(column);
  let from = column.data;
  let length = column.length;
  if (packed.values > 0) {
    from = bits;
    length = bitPacked(column.rows - column.absences, packed.values);
  }
  reserve(lz4Bound(length) + (packed.values > 0 ? lz4Bound(dictionary.length) : 0));
  packed.dictionaryAt = output;
  packed.dictionaryPlainLength = dictionary.length;
  packed.dictionaryLength = packed.values > 0 ? lz4(dictionary.data, dictionary.length, output) : 0;
  packed.at = output + packed.dictionaryLength;
  packed.plainLength = length;
  packed.length = length > 0 ? lz4(from, length, packed.at) : 0;
}

function findEnds(column: Column): void {
  let least: f64 = Infinity;
  let greatest: f64 = -Infinity;
  const end = column.data + column.length;
  if (column.kind == DOUBLE)
    for (let at = column.data; at < end; at += 8) {
      least = min(least, load<f64>(at));
      greatest = max(greatest, load<f64>(at));
    }
  else
    for (let at = column.data; at < end; at += 4) {
      least = min(least, <f64>load<i32>(at));
      greatest = max(greatest, <f64>load<i32>(at));
    }
  packed.least = least;
  packed.greatest = greatest;
}

function reserve(bytes: usize): void {
  if (bytes <= outputCapacity) return;
  if (output != 0) heap.free(output);
  outputCapacity = bytes + (bytes >> 2);
  output = heap.alloc(outputCapacity);
}

/** Numbers the different values of a column in the order in which they appear; 0 where there are too many of them. */
function numbered(column: Column): i32 {
  dictionary.clear();
  memory.fill(places, 0, DICTIONARY_PLACES << 2);
  const end = column.data + column.length;
  let count: i32 = 0;
  let row: usize = 0;
  for (let at = column.data; at < end;) {
    const size = <usize>load<u32>(at);
    let place = hashOf(at + 4, size) & (DICTIONARY_PLACES - 1);
    let number: i32 = 0;
    for (;;) {
      number = load<i32>(places + ((<usize>place) << 2));
      if (number == 0) {
        if (count == MOST_VALUES || (row == PROBE && count == PROBE)) return 0;
        if (dictionary.length + size > MOST_VALUE_BYTES) return 0;
        number = ++count;
        store<i32>(places + ((<usize>place) << 2), number);
        store<u32>(valuesAt + ((<usize>number) << 2), <u32>dictionary.length);
        dictionary.append(at + 4, size);
        break;
      }
      const known = dictionary.data + <usize>load<u32>(valuesAt + ((<usize>number) << 2));
      if (<usize>load<u32>(known) == size && memory.compare(known + 4, at + 4, size) == 0) break;
      place = (place + 1) & (DICTIONARY_PLACES - 1);
    }
    store<u16>(indices + (row++ << 1), <u16>(number - 1));
    at += size + 4;
  }
  return count;
}

/** The length and the outer bytes: values of one column mostly differ there, and one that is long would cost its length each time. (FNV-1a.) */
function hashOf(from: usize, size: usize): u32 {
  let hash: u32 = 0x811c9dc5 ^ <u32>size;
  if (size <= 32) for (let at = from; at < from + size; at++) hash = (hash ^ load<u8>(at)) * PRIME;
  else
    for (let at: usize = 0; at < 16; at++)
      hash = (((hash ^ load<u8>(from + at)) * PRIME) ^ load<u8>(from + size - 1 - at)) * PRIME;
  return hash ^ (hash >>> 15);
}

/** The numbers of the rows as the RLE/bit-packing hybrid of Parquet has them: the width, then one run of bits; gives the bytes. */
function bitPacked(count: i32, values: i32): usize {
  const width: u32 = values > 1 ? 32 - clz(values - 1) : 0;
  store<u8>(bits, <u8>width);
  let out = bits + 1;
  let head: u32 = ((<u32>((count + 7) >> 3)) << 1) | 1;
  for (; head > 127; head >>= 7) store<u8>(out++, (head & 127) | 128);
  store<u8>(out++, head);
  let held: u64 = 0;
  let holds: u32 = 0;
  const padded = (count + 7) & ~7;
  for (let row: i32 = 0; row < padded; row++) {
    const number = row < count ? <u64>load<u16>(indices + ((<usize>row) << 1)) : 0;
    held |= number << holds;
    for (holds += width; holds >= 8; holds -= 8) {
      store<u8>(out++, <u8>held);
      held >>= 8;
    }
  }
  return out - bits;
}
