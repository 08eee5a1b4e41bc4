/** Rows that carry a time, in its order, and the places 0–1 that each row shares with all others of the same time. */
export interface Ranks {
  readonly order: Uint32Array;
  readonly from: Float64Array;
  readonly to: Float64Array;
}

/** Ranks times (NaN = unknown, which has no place). */
export function rankTimes(ms: Float64Array): Ranks {
  const order = Uint32Array.from(ms.keys()).filter((row) => !Number.isNaN(ms[row]));
  order.sort((x, y) => ms[x] - ms[y] || x - y);
  const from = new Float64Array(ms.length).fill(Number.NaN);
  const to = new Float64Array(ms.length).fill(Number.NaN);
  for (let start = 0, end = 1; start < order.length; start = end++) {
    while (end < order.length && ms[order[end]] === ms[order[start]]) end++;
    for (const row of order.subarray(start, end)) {
      from[row] = start / order.length;
      to[row] = end / order.length;
    }
  }
  return { order, from, to };
}

/**
 * Places of some rows, which come in the order of time. Rows of one time are spread evenly over the places of that time: their order among one another is that of the
 * accounts' names, which must not bring anyone closer.
 */
export function placesOf(rows: ArrayLike<number>, { from, to }: Ranks): Float64Array {
  const places = new Float64Array(rows.length);
  for (let start = 0, end = 1; start < rows.length; start = end++) {
    while (end < rows.length && from[rows[end]] === from[rows[start]]) end++;
    const step = (to[rows[start]] - from[rows[start]]) / (end - start);
    for (let at = start; at < end; at++) places[at] = from[rows[at]] + (at - start + 0.5) * step;
  }
  return places;
}
