/** A range that is open during a sweep: how wide it is, where it came in the input, and the first number behind it. */
export interface OpenRange<T extends number | bigint> {
  readonly width: T;
  readonly row: number;
  readonly stop: T;
}

/** A binary heap of ranges: the narrowest on top; of equally wide ones, the one that came last. */
export class NarrowestFirst<T extends number | bigint> {
  readonly #heap: OpenRange<T>[] = [];

  get top(): OpenRange<T> | undefined {
    return this.#heap[0];
  }

  push(range: OpenRange<T>): void {
    const heap = this.#heap;
    let at = heap.push(range) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!isBefore(range, heap[parent]!)) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = range;
  }

  /** Takes the top away. */
  pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let at = 0;
    for (;;) {
      let child = at * 2 + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child++;
      if (!isBefore(heap[child]!, last)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = last;
  }
}

const isBefore = <T extends number | bigint>(a: OpenRange<T>, b: OpenRange<T>): boolean =>
  a.width < b.width || (a.width === b.width && a.row > b.row);
