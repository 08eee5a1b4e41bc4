import type { IpNumber } from './ip-number.js';
import type { IpRange } from './ip-range.js';
import { NarrowestFirst } from './narrowest-first.js';

/** Label of an address that lies in no range. */
export const NO_LABEL = 0;

/** Ranges as they were added; row by row. */
class Rows<T extends number | bigint> {
  readonly starts: T[] = [];
  readonly ends: T[] = [];
  readonly labels: number[] = [];

  add(start: T, end: T, label: number): void {
    this.starts.push(start);
    this.ends.push(end);
    this.labels.push(label);
  }
}

/** Where the label changes, in order, and to what. */
interface Steps<T> {
  readonly starts: T[];
  readonly labels: number[];
}

/** Collects ranges with labels; they may nest and overlap. */
export class RangeIndexBuilder {
  readonly #ipv4 = new Rows<number>();
  readonly #ipv6 = new Rows<bigint>();

  /** Adds a range. Labels are whole numbers from 1. */
  add(range: IpRange, label: number): void {
    if (range.family === 4) this.#ipv4.add(range.start, range.end, label);
    else this.#ipv6.add(range.start, range.end, label);
  }

  /** The index of what was added. */
  build(): RangeIndex {
    return new RangeIndex(
      steps(this.#ipv4, (end) => end + 1),
      steps(this.#ipv6, (end) => end + 1n),
    );
  }
}

/** Labels by address, in sorted typed arrays: an address has the label of the narrowest range around it, and of equally wide ones of the one that was added last. */
export class RangeIndex {
  readonly #starts4: Uint32Array;
  readonly #labels4: Uint32Array;
  /** The upper and the lower 64 bits of where a step of IPv6 starts. */
  readonly #high: BigUint64Array;
  readonly #low: BigUint64Array;
  readonly #labels6: Uint32Array;

  constructor(ipv4: Steps<number>, ipv6: Steps<bigint>) {
    this.#starts4 = Uint32Array.from(ipv4.starts);
    this.#labels4 = Uint32Array.from(ipv4.labels);
    this.#high = BigUint64Array.from(ipv6.starts, (start) => start >> 64n);
    this.#low = BigUint64Array.from(ipv6.starts, (start) => start & HALF);
    this.#labels6 = Uint32Array.from(ipv6.labels);
  }

  /** The label of an address, {@link NO_LABEL} where no range is around it. */
  labelOf(ip: IpNumber): number {
    return typeof ip === 'number' ? this.#ipv4(ip) : this.#ipv6(ip);
  }

  #ipv4(ip: number): number {
    const starts = this.#starts4;
    let [from, to] = [0, starts.length];
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (starts[middle]! <= ip) from = middle + 1;
      else to = middle;
    }
    return this.#labels4[from - 1] ?? NO_LABEL;
  }

  #ipv6(ip: bigint): number {
    const [high, low] = [ip >> 64n, ip & HALF];
    let [from, to] = [0, this.#high.length];
    while (from < to) {
      const middle = (from + to) >>> 1;
      const start = this.#high[middle]!;
      if (start < high || (start === high && this.#low[middle]! <= low)) from = middle + 1;
      else to = middle;
    }
    return this.#labels6[from - 1] ?? NO_LABEL;
  }
}

const HALF = (1n << 64n) - 1n;
const LARGEST_IPV4 = 0xffffffff;
const LARGEST_IPV6 = (1n << 128n) - 1n;

/** One sweep over the ranges: the label changes only where a range starts, or where the narrowest open one stops. */
function steps<T extends number | bigint>({ starts, ends, labels }: Rows<T>, after: (end: T) => T): Steps<T> {
  const order = Uint32Array.from(starts.keys()).sort((a, b) =>
    starts[a]! < starts[b]! ? -1 : starts[a]! > starts[b]! ? 1 : a - b,
  );
  const out: Steps<T> = { starts: [], labels: [] };
  const open = new NarrowestFirst<T>();
  for (let next = 0; next < order.length || open.top !== undefined;) {
    const start = next < order.length ? starts[order[next]!]! : undefined;
    const stop = open.top?.stop;
    if (stop !== undefined && (start === undefined || stop <= start)) {
      while (open.top !== undefined && open.top.stop <= stop) open.pop();
      step(out, stop, labels[open.top?.row ?? -1] ?? NO_LABEL);
    } else if (start !== undefined) {
      for (; next < order.length && starts[order[next]!] === start; next++) {
        const row = order[next]!;
        open.push({ width: (ends[row]! - start) as T, row, stop: after(ends[row]!) });
      }
      step(out, start, labels[open.top?.row ?? -1] ?? NO_LABEL);
    }
  }
  return out;
}

/** Notes a change at a place; the last word on a place stands, and what changes nothing is left out. */
function step<T extends number | bigint>({ starts, labels }: Steps<T>, at: T, label: number): void {
  if (at > (typeof at === 'number' ? LARGEST_IPV4 : LARGEST_IPV6)) return;
  if (starts.at(-1) === at) {
    starts.pop();
    labels.pop();
  }
  if ((labels.at(-1) ?? NO_LABEL) === label) return;
  starts.push(at);
  labels.push(label);
}
