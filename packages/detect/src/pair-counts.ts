import { group } from './incidence.js';
import { NO_MEMO, type DetectionMemo } from './memo.js';
import { NumberList } from './scratch.js';

/** Items of each row, ascending inside a row, as compressed rows. */
interface Rows {
  readonly start: Uint32Array;
  readonly items: Uint32Array;
}

/** Indicators of each account that are paired; κ says how unequal their numbers are. */
export interface Chosen extends Rows {
  readonly kappa: number;
}

/** Pairs of indicators that meet, as e·span + f in ascending order, and on how many accounts. */
export interface PairCounts {
  readonly keys: Float64Array;
  readonly counts: Int32Array;
}

interface Pairing {
  /** Number of indicators. */
  readonly span: number;
  /** Pairs that meet on fewer accounts are of no use to anybody; those that meet at all are kept nevertheless where counts are remembered. */
  readonly least: number;
  /** True where one of the two is computed from the other. */
  readonly isDerived: (e: number, f: number) => boolean;
}

type Counted = PairCounts & Rows;

const PART = 'pair counts';
/** Above this share of accounts that differ, counting anew is faster. */
const MOST_CHANGED = 0.5;

/** Counts on how many accounts indicators meet; where the memo has counts, only accounts that pair other indicators than then are counted again. */
export function recountPairs(memo: DetectionMemo, chosen: Chosen, pairing: Pairing): PairCounts {
  const before = memo.last(PART) as Counted | undefined;
  const changed = before && changedRows(before, chosen);
  const counts =
    before && changed && changed.length <= MOST_CHANGED * (chosen.start.length - 1)
      ? merged(before, countChanges(before, chosen, { ...pairing, changed }))
      : countMeetings(chosen, memo === NO_MEMO ? pairing : { ...pairing, least: 1 });
  memo.keep(PART, { ...counts, start: chosen.start, items: chosen.items });
  return counts;
}

/**
 * Counts on how many rows two items meet, of pairs that meet on at least `least`. Item by item: the rows that have it tell what it meets, in one column of counts that a processor's cache holds
 * better than a table of all pairs (the product of a sparse matrix with its transpose, row by row: Gustavson 1978).
 */
export function countMeetings({ start, items }: Rows, { span, least, isDerived }: Pairing): PairCounts {
  const isStart = new Uint8Array(items.length + 1);
  for (const at of start) isStart[at] = 1;
  isStart[items.length] = 1;
  const places = group(
    items,
    items.map((_, place) => place),
    span,
  );
  const count = new Uint32Array(span);
  const pairs = new PairList();
  const met = new NumberList();
  for (let e = 0; e < span; e++) {
    if (places.start[e + 1] - places.start[e] < least) continue;
    for (let at = places.start[e]; at < places.start[e + 1]; at++) {
      for (let place = places.items[at] + 1; isStart[place] === 0; place++) {
        const f = items[place];
        if (count[f]++ === 0) met.push(f);
      }
    }
    const kept = met.takeSortedWhere((f) => {
      const isKept = count[f] >= least && !isDerived(e, f);
      if (!isKept) count[f] = 0;
      return isKept;
    });
    for (const f of kept) {
      pairs.add(e * span + f, count[f]);
      count[f] = 0;
    }
  }
  return pairs.taken();
}

/** Pairs with their counts, as they come. */
class PairList {
  #keys = new Float64Array(1024);
  #counts = new Int32Array(1024);
  #length = 0;

  add(key: number, count: number): void {
    if (this.#length === this.#keys.length) {
      this.#keys = doubled(this.#keys);
      this.#counts = doubled(this.#counts);
    }
    this.#keys[this.#length] = key;
    this.#counts[this.#length++] = count;
  }

  taken(): PairCounts {
    return { keys: this.#keys.slice(0, this.#length), counts: this.#counts.slice(0, this.#length) };
  }
}

function doubled<Column extends Float64Array | Int32Array>(column: Column): Column {
  const grown = new (column.constructor as new (length: number) => Column)(column.length * 2);
  grown.set(column);
  return grown;
}

function changedRows(before: Rows, now: Chosen): number[] {
  const changed: number[] = [];
  for (let a = 0; a + 1 < now.start.length; a++) {
    const [from, old] = [now.start[a], before.start[a]];
    const length = now.start[a + 1] - from;
    let isSame = before.start[a + 1] - old === length;
    for (let at = 0; isSame && at < length; at++) isSame = now.items[from + at] === before.items[old + at];
    if (!isSame) changed.push(a);
  }
  return changed;
}

function countChanges(
  before: Rows,
  now: Chosen,
  { changed, ...pairing }: Pairing & { readonly changed: readonly number[] },
): PairCounts {
  const counter = new PairCounter(pairing.span);
  for (const a of changed) {
    const [was, is] = [rowOf(before, a), rowOf(now, a)];
    addNews(counter, { ...pairing, row: was, than: is, by: -1 });
    addNews(counter, { ...pairing, row: is, than: was, by: 1 });
  }
  return counter.sorted();
}

const rowOf = ({ start, items }: Rows, a: number): Uint32Array => items.subarray(start[a], start[a + 1]);

/** Adds the pairs of a row that another one does not have: those of what it alone has. */
function addNews(
  counter: PairCounter,
  of: Pairing & { readonly row: Uint32Array; readonly than: Uint32Array; readonly by: number },
): void {
  const { row, than } = of;
  const isNew = new Uint8Array(row.length);
  for (let at = 0, other = 0; at < row.length; at++) {
    while (other < than.length && than[other] < row[at]) other++;
    if (than[other] !== row[at]) isNew[at] = 1;
  }
  for (let at = isNew.indexOf(1); at >= 0; at = isNew.indexOf(1, at + 1))
    for (let other = 0; other < row.length; other++) {
      // Two new ones are met twice, and count where the first of them is met.
      if (other === at || (other < at && isNew[other] === 1)) continue;
      const [e, f] = other < at ? [row[other], row[at]] : [row[at], row[other]];
      if (!of.isDerived(e, f)) counter.add(e, f, of.by);
    }
}

/** The sum of counts and their changes; pairs that meet no more are left out. */
function merged(counts: PairCounts, changes: PairCounts): PairCounts {
  const keys = new Float64Array(counts.keys.length + changes.keys.length);
  const sums = new Int32Array(keys.length);
  let kept = 0;
  let other = 0;
  const put = (key: number, sum: number): void => {
    if (sum === 0) return;
    keys[kept] = key;
    sums[kept++] = sum;
  };
  for (let at = 0; at < counts.keys.length; at++) {
    const key = counts.keys[at];
    for (; other < changes.keys.length && changes.keys[other] < key; other++)
      put(changes.keys[other], changes.counts[other]);
    const isChanged = changes.keys[other] === key;
    put(key, counts.counts[at] + (isChanged ? changes.counts[other++] : 0));
  }
  for (; other < changes.keys.length; other++) put(changes.keys[other], changes.counts[other]);
  return { keys: keys.slice(0, kept), counts: sums.slice(0, kept) };
}

/** Counts of pairs in one open-addressing table that doubles at 60 % fill. */
class PairCounter {
  readonly #span: number;
  #keys = new Float64Array(1 << 16).fill(-1);
  #counts = new Int32Array(1 << 16);
  #used = 0;

  constructor(span: number) {
    this.#span = span;
  }

  add(e: number, f: number, by: number): void {
    const key = e * this.#span + f;
    const slot = this.#slot(key);
    this.#counts[slot] += by;
    if (this.#keys[slot] === key) return;
    this.#keys[slot] = key;
    if (++this.#used > this.#keys.length * 0.6) this.#grow();
  }

  /** Pairs in ascending order, with their counts. */
  sorted(): PairCounts {
    const keys = this.#keys.filter((key) => key >= 0).sort();
    const counts = new Int32Array(keys.length);
    for (let at = 0; at < keys.length; at++) counts[at] = this.#counts[this.#slot(keys[at])];
    return { keys, counts };
  }

  #slot(key: number): number {
    const mask = this.#keys.length - 1;
    let slot = (Math.imul((key % 4294967296) | 0, 0x9e3779b1) ^ Math.imul((key / 65536) | 0, 0x85ebca6b)) >>> 7;
    for (slot &= mask; this.#keys[slot] !== key && this.#keys[slot] >= 0; slot = (slot + 1) & mask);
    return slot;
  }

  #grow(): void {
    const { keys, counts } = { keys: this.#keys, counts: this.#counts };
    this.#keys = new Float64Array(keys.length * 2).fill(-1);
    this.#counts = new Int32Array(keys.length * 2);
    keys.forEach((key, at) => {
      if (key < 0) return;
      const slot = this.#slot(key);
      this.#keys[slot] = key;
      this.#counts[slot] = counts[at];
    });
  }
}
