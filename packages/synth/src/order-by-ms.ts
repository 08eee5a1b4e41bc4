/**
 * Positions of `times` in the order of whole milliseconds, equal ones as they stand; times are in [0, 2^32).
 * A radix sort: two passes of 16 bits, 8 bytes of scratch a time, any number of times up to 2^32.
 */
export function orderByMs(times: Float64Array): Uint32Array {
  const byLow = pass(times, undefined, 0);
  return pass(times, byLow, 16);
}

const BUCKETS = 65_536;

function pass(times: Float64Array, from: Uint32Array | undefined, shift: number): Uint32Array {
  const next = starts(times, shift);
  const order = new Uint32Array(times.length);
  for (let at = 0; at < times.length; at++) {
    const index = from ? from[at] : at;
    order[next[digit(times[index], shift)]++] = index;
  }
  return order;
}

/** Where each bucket begins. */
function starts(times: Float64Array, shift: number): Uint32Array {
  const counts = new Uint32Array(BUCKETS + 1);
  for (const time of times) counts[digit(time, shift) + 1]++;
  for (let bucket = 1; bucket <= BUCKETS; bucket++) counts[bucket] += counts[bucket - 1];
  return counts;
}

// `>>> 0` drops the fraction as Math.floor does, for times from 0 up to 2^32.
const digit = (time: number, shift: number): number => (time >>> shift) & 0xffff;
