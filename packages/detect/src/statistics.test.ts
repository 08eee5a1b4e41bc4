import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adjust, benjaminiHochberg, clip, logFactorial, logPoissonTail, median } from './statistics.js';

/** P(X ≥ n) by adding up probabilities from the far end. */
function tailBySum(n: number, lambda: number): number {
  let term = Math.exp(-lambda);
  let sum = n <= 0 ? term : 0;
  for (let k = 1; k < 400; k++) {
    term *= lambda / k;
    if (k >= n) sum += term;
  }
  return sum;
}

describe('logFactorial', () => {
  it('is exact for small numbers', () => {
    expect(logFactorial(0)).toBe(0);
    expect(logFactorial(1)).toBe(0);
    expect(Math.exp(logFactorial(10))).toBeCloseTo(3_628_800, 3);
  });

  it('goes on without a step where Stirling takes over', () => {
    expect(logFactorial(171) - logFactorial(170)).toBeCloseTo(Math.log(171), 5);
    expect(logFactorial(1001) - logFactorial(1000)).toBeCloseTo(Math.log(1001), 8);
  });
});

describe('logPoissonTail', () => {
  it('agrees with the plain sum wherever that sum has digits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.double({ min: 0.05, max: 40, noNaN: true }), (n, lambda) => {
        const plain = tailBySum(n, lambda);
        if (plain > 1e-12) expect(10 ** logPoissonTail(n, lambda) / plain).toBeCloseTo(1, 6);
      }),
    );
  });

  it('never grows with n, even where p underflows', () => {
    let last = 0;
    for (let n = 0; n <= 400; n += 10) {
      const now = logPoissonTail(n, 0.5);
      expect(now).toBeLessThanOrEqual(last);
      last = now;
    }
    expect(last).toBeLessThan(-900);
    expect(Number.isFinite(last)).toBe(true);
  });

  it('is certain for no meeting at all', () => {
    expect(logPoissonTail(0, 3)).toBe(0);
  });
});

describe('benjaminiHochberg', () => {
  it('gives the step-up threshold of the textbook example', () => {
    const p = [0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205];
    const threshold = benjaminiHochberg(Float64Array.from(p, Math.log10), p.length, 0.05);
    expect(10 ** threshold).toBeCloseTo(0.008, 9);
  });

  it('counts tests that are not listed', () => {
    const p = Float64Array.of(Math.log10(0.004));
    expect(benjaminiHochberg(p, 1, 0.01)).toBeCloseTo(Math.log10(0.004));
    expect(benjaminiHochberg(p, 100, 0.01)).toBe(Number.NEGATIVE_INFINITY);
  });

  it('accepts nothing of nothing', () => {
    expect(benjaminiHochberg(new Float64Array(0), 0, 0.01)).toBe(Number.NEGATIVE_INFINITY);
  });
});

describe('adjust', () => {
  it('gives the q-values of a worked example', () => {
    const q = adjust([0.01, 0.04, 0.03, 0.005].map(Math.log10)).map((each) => 10 ** each);
    [0.02, 0.04, 0.04, 0.02].forEach((expected, at) => expect(q[at]).toBeCloseTo(expected, 9));
  });

  it('never gives q below p, keeps the order, and stays at most 1', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -90, max: 0, noNaN: true }), { minLength: 1, maxLength: 40 }), (logP) => {
        const q = adjust(logP);
        logP.forEach((p, at) => {
          expect(q[at]).toBeGreaterThanOrEqual(p - 1e-12);
          expect(q[at]).toBeLessThanOrEqual(0);
          logP.forEach((other, k) => {
            if (other < p) expect(q[k]).toBeLessThanOrEqual(q[at] + 1e-12);
          });
        });
      }),
    );
  });
});

describe('median and clip', () => {
  it('takes the middle, or the mean of both', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([1, 2, 3, 10])).toBe(2.5);
    expect(median([])).toBeNaN();
  });

  it('holds values within bounds', () => {
    expect([clip(-3, 0, 2), clip(1, 0, 2), clip(7, 0, 2)]).toEqual([0, 1, 2]);
  });
});
