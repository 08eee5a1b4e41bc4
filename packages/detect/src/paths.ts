/** Who holds what, in numbers: indicator i has `bits[i]` and the accounts `holders[i]`, ascending. Of accounts that would do as well, the one with the lower number is named. */
export interface Holdings {
  readonly bits: readonly number[];
  readonly holders: readonly (readonly number[])[];
}

/** A path between two accounts: step s goes from one account to the next by `indicators[s]`; `via` are the accounts between them, each with how many others would do in its place. */
export interface EvidencePath {
  readonly indicators: readonly number[];
  readonly via: readonly { readonly account: number; readonly others: number }[];
  /** Bits of the weakest step. */
  readonly bits: number;
}

/** Limits of a search. */
export interface PathLimits {
  readonly most: number;
  readonly mostSteps: number;
  /** Beginnings of paths that are looked at before the search gives up. */
  readonly mostLooked: number;
}

/** What was found, best first, and whether the search came to its end. */
export interface FoundPaths {
  readonly paths: readonly EvidencePath[];
  readonly isWhole: boolean;
}

/** Two accounts by number. */
export type Ends = readonly [number, number];

/**
 * The best paths between two accounts by the bits of their weakest step, then by length, then by the sum of their bits. A path is told by its indicators; one that has a shorter one among its own
 * indicators is left out, since that is at least as strong. Best-first over beginnings: what a beginning can still become is never better than itself, so the first that arrives is the best.
 */
export function findPaths(holdings: Holdings, [a, b]: Ends, limits: PathLimits): FoundPaths {
  const meetings = new Meetings(holdings, [a, b]);
  const left = stepsLeft(meetings, limits.mostSteps);
  const queue = new Queue(meetings.ofStart.map((i) => beginningOf([i], holdings)));
  const paths: EvidencePath[] = [];
  let looked = 0;
  for (let next = queue.take(); next && paths.length < limits.most; next = queue.take()) {
    if (++looked > limits.mostLooked) return { paths, isWhole: false };
    const last = next.indicators.at(-1)!;
    if (meetings.isOfEnd(last)) {
      paths.push({ indicators: next.indicators, via: viaOf(next.indicators, meetings), bits: next.bits });
      continue;
    }
    for (const j of meetings.of(last).keys()) {
      const steps = next.indicators.length + 1 + (left.get(j) ?? Number.POSITIVE_INFINITY);
      if (steps <= limits.mostSteps && !isShortened(next.indicators, j, meetings))
        queue.add(beginningOf([...next.indicators, j], holdings));
    }
  }
  return { paths, isWhole: true };
}

/** Whether a path that goes on with j could have gone to it earlier. */
function isShortened(indicators: readonly number[], j: number, meetings: Meetings): boolean {
  return meetings.isOfStart(j) || indicators.slice(0, -1).some((i) => i === j || meetings.of(i).has(j));
}

function viaOf(indicators: readonly number[], meetings: Meetings): EvidencePath['via'] {
  return indicators.slice(1).map((j, at) => {
    const { account, count } = meetings.of(indicators[at]).get(j)!;
    return { account, others: count - 1 };
  });
}

/** Steps from each indicator to one that the second account holds: 0 for those. */
function stepsLeft(meetings: Meetings, mostSteps: number): ReadonlyMap<number, number> {
  const left = new Map(meetings.ofEnd.map((i) => [i, 0]));
  let edge = meetings.ofEnd;
  for (let steps = 1; steps < mostSteps; steps++) {
    const next: number[] = [];
    for (const i of edge)
      for (const j of meetings.of(i).keys()) {
        if (left.has(j)) continue;
        left.set(j, steps);
        next.push(j);
      }
    edge = next;
  }
  return left;
}

/** Which indicators meet on an account other than the two ends, counted when they are asked for. */
class Meetings {
  readonly ofStart: readonly number[];
  readonly ofEnd: readonly number[];
  readonly #holdings: Holdings;
  readonly #ends: Ends;
  readonly #start: ReadonlySet<number>;
  readonly #end: ReadonlySet<number>;
  readonly #ofAccount = new Map<number, number[]>();
  readonly #known = new Map<number, Map<number, { account: number; count: number }>>();

  constructor(holdings: Holdings, ends: Ends) {
    this.#holdings = holdings;
    this.#ends = ends;
    holdings.holders.forEach((accounts, i) => {
      for (const account of accounts) {
        const held = this.#ofAccount.get(account);
        if (held) held.push(i);
        else this.#ofAccount.set(account, [i]);
      }
    });
    this.ofStart = this.#ofAccount.get(ends[0]) ?? [];
    this.ofEnd = this.#ofAccount.get(ends[1]) ?? [];
    this.#start = new Set(this.ofStart);
    this.#end = new Set(this.ofEnd);
  }

  isOfStart(i: number): boolean {
    return this.#start.has(i);
  }

  isOfEnd(i: number): boolean {
    return this.#end.has(i);
  }

  /** Indicators that meet an indicator, each with the first account that holds both and how many do. */
  of(i: number): ReadonlyMap<number, { readonly account: number; readonly count: number }> {
    const known = this.#known.get(i);
    if (known) return known;
    const met = new Map<number, { account: number; count: number }>();
    for (const account of this.#holdings.holders[i]) {
      if (this.#ends.includes(account)) continue;
      for (const j of this.#ofAccount.get(account)!) {
        const meeting = met.get(j);
        if (meeting) meeting.count++;
        else if (j !== i) met.set(j, { account, count: 1 });
      }
    }
    this.#known.set(i, met);
    return met;
  }
}

/** A beginning of a path, with what it is ordered by. */
interface Beginning {
  readonly indicators: readonly number[];
  readonly bits: number;
  readonly sum: number;
}

function beginningOf(indicators: readonly number[], { bits }: Holdings): Beginning {
  const own = indicators.map((i) => bits[i]);
  return { indicators, bits: Math.min(...own), sum: own.reduce((all, each) => all + each, 0) };
}

/** Negative when the first is the better one. */
function compare(x: Beginning, y: Beginning): number {
  if (x.bits !== y.bits) return y.bits - x.bits;
  if (x.indicators.length !== y.indicators.length) return x.indicators.length - y.indicators.length;
  if (x.sum !== y.sum) return y.sum - x.sum;
  const at = x.indicators.findIndex((i, place) => i !== y.indicators[place]);
  return at < 0 ? 0 : x.indicators[at] - y.indicators[at];
}

/** Beginnings, the best to be taken first: a binary heap. */
class Queue {
  readonly #heap: Beginning[] = [];

  constructor(first: readonly Beginning[]) {
    for (const each of first) this.add(each);
  }

  add(each: Beginning): void {
    const heap = this.#heap;
    let at = heap.push(each) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (compare(heap[above], each) <= 0) break;
      heap[at] = heap[above]!;
      at = above;
    }
    heap[at] = each;
  }

  take(): Beginning | undefined {
    const heap = this.#heap;
    const [best] = heap;
    const last = heap.pop();
    if (!last || heap.length === 0) return best;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= heap.length) break;
      if (below + 1 < heap.length && compare(heap[below + 1], heap[below]) < 0) below++;
      if (compare(last, heap[below]) <= 0) break;
      heap[at] = heap[below]!;
      at = below;
    }
    heap[at] = last;
    return best;
  }
}
