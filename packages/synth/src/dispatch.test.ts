import { describe, expect, it } from 'vitest';
import { dispatchRequests, type Dispatched } from './dispatch.js';
import { Rng } from './rng.js';

const members = Array.from({ length: 50 }, (_, at) => at * 3);
const dealt = (random01: number): Dispatched =>
  dispatchRequests(new Rng(3), { members, total: 17_500, days: 14, random01 });

/** Index of dispersion of counts by account over blocks of 50 requests: 0 for turns, 1 for chance (research part 2, section 3.1). */
function dispersion({ person }: Dispatched): number {
  const blocks = person.length / members.length;
  let sum = 0;
  for (let block = 0; block < blocks; block++) {
    const part = person.subarray(block * members.length, (block + 1) * members.length);
    for (const member of members) sum += (part.filter((each) => each === member).length - 1) ** 2;
  }
  return sum / (blocks * (members.length - 1));
}

describe('dispatchRequests', () => {
  it('gives every member the same in each cycle when nothing is random', () => {
    expect(dispersion(dealt(0))).toBe(0);
  });

  it('stays far from chance with a fifth at random, and is chance with all', () => {
    expect(dispersion(dealt(0.2))).toBeGreaterThan(0.1);
    expect(dispersion(dealt(0.2))).toBeLessThan(0.6);
    expect(dispersion(dealt(1))).toBeCloseTo(1, 1);
  });

  it('goes forward in time through all days', () => {
    const { timeMs } = dealt(0.2);
    expect([...timeMs]).toEqual([...timeMs].sort((a, b) => a - b));
    expect(timeMs[0]).toBeGreaterThanOrEqual(0);
    expect(timeMs.at(-1)).toBeLessThan(14 * 86_400_000);
    expect(new Set([...timeMs].map((ms) => Math.floor(ms / 86_400_000))).size).toBe(14);
  });
});
