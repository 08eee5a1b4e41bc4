/**
 * Requests in event time: which account came next, whatever the clock said. The hour profile and the bursts that accounts have in common are gone from it exactly
 * (research part 2, section 3.1).
 */
export interface EventTime {
  /** Account of each request, 0 … accounts − 1. */
  readonly label: Uint32Array;
  readonly accounts: number;
}

/** How evenly requests are dealt among the accounts in blocks of `window` requests. */
export interface Dispersion {
  readonly window: number;
  /** Variance of the accounts' counts over that of random dealing: 0 in turns, 1 at random, more in runs. */
  readonly id: number;
  /** Standard score of `id` against random dealing. */
  readonly z: number;
  /** Each account's own part, of the same scale as `id`. */
  readonly own: Float64Array;
}

/** Index of dispersion over whole blocks of `window` requests (χ² of homogeneity by its degrees of freedom); undefined where there are fewer than two of them. */
export function dispersionOf({ label, accounts }: EventTime, window: number): Dispersion | undefined {
  const blocks = Math.floor(label.length / window);
  if (blocks < 2) return undefined;
  const { total, squares } = countBlocks(label, { accounts, window, blocks });
  const own = new Float64Array(accounts);
  let present = 0;
  let sum = 0;
  for (let a = 0; a < accounts; a++) {
    if (total[a] === 0) continue;
    present++;
    // Σ (n − e)²/e over the blocks with e = total/blocks, the same in each.
    own[a] = ((squares[a] * blocks) / total[a] - total[a]) / (blocks - 1);
    sum += own[a];
  }
  if (present < 2) return undefined;
  const id = sum / (present - 1);
  return { window, id, z: (id - 1) * Math.sqrt(((blocks - 1) * (present - 1)) / 2), own };
}

/** Per account: its requests in whole blocks, and the sum of its squared counts by block. */
function countBlocks(
  label: Uint32Array,
  { accounts, window, blocks }: { readonly accounts: number; readonly window: number; readonly blocks: number },
): { readonly total: Float64Array; readonly squares: Float64Array } {
  const total = new Float64Array(accounts);
  const squares = new Float64Array(accounts);
  const inBlock = new Uint32Array(accounts);
  const lastBlock = new Int32Array(accounts).fill(-1);
  for (let block = 0, row = 0; block < blocks; block++)
    for (const end = row + window; row < end; row++) {
      const a = label[row];
      if (lastBlock[a] !== block) {
        lastBlock[a] = block;
        inBlock[a] = 0;
      }
      squares[a] += 2 * inBlock[a]++ + 1;
      total[a]++;
    }
  return { total, squares };
}

/** P(the next request is of the same account) over what random dealing of the same shares gives: 0 in turns, about 1 at random, more in sessions. */
export function repeatRatio({ label, accounts }: EventTime): number {
  const total = new Float64Array(accounts);
  let repeats = 0;
  for (let row = 0; row < label.length; row++) {
    total[label[row]]++;
    if (row > 0 && label[row] === label[row - 1]) repeats++;
  }
  const chance = total.reduce((sum, each) => sum + (each / label.length) ** 2, 0);
  return repeats / Math.max(1, label.length - 1) / chance;
}

/** Sorts labels by 32-bit keys, rows of the same key in their order: two counting passes, so that the cost stays linear. */
export function sortByKey(keys: Uint32Array, label: Uint32Array): Uint32Array {
  const half = { keys: new Uint32Array(keys.length), label: new Uint32Array(keys.length) };
  countingPass({ keys, label }, half, 0);
  const whole = { keys: new Uint32Array(keys.length), label: new Uint32Array(keys.length) };
  countingPass(half, whole, 16);
  return whole.label;
}

interface Keyed {
  readonly keys: Uint32Array;
  readonly label: Uint32Array;
}

function countingPass(from: Keyed, to: Keyed, shift: 0 | 16): void {
  const next = new Uint32Array(65_537);
  for (const key of from.keys) next[((key >>> shift) & 0xffff) + 1]++;
  for (let at = 0; at < 65_536; at++) next[at + 1] += next[at];
  for (let row = 0; row < from.keys.length; row++) {
    const place = next[(from.keys[row] >>> shift) & 0xffff]++;
    to.keys[place] = from.keys[row];
    to.label[place] = from.label[row];
  }
}
