/** Natural logarithm of n!, exact below 171, Stirling above. */
export function logFactorial(n: number): number {
  if (n < 2) return 0;
  if (n < SMALL.length) return SMALL[n];
  return (n + 0.5) * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * n);
}

const SMALL = new Float64Array(171);
for (let n = 2; n < SMALL.length; n++) SMALL[n] = SMALL[n - 1] + Math.log(n);

/** log10 of the Poisson upper tail P(X ≥ n) for mean `lambda`; exact to about 1e-9 relative in the terms that matter. */
export function logPoissonTail(n: number, lambda: number): number {
  if (n <= 0) return 0;
  if (n <= lambda) return Math.log10(Math.max(1e-300, 1 - poissonBelow(n, lambda)));
  let term = 1;
  let sum = 1;
  for (let k = n + 1; term > sum * 1e-12; k++) {
    term *= lambda / k;
    sum += term;
  }
  return (n * Math.log(lambda) - lambda - logFactorial(n) + Math.log(sum)) / Math.LN10;
}

function poissonBelow(n: number, lambda: number): number {
  let sum = 0;
  for (let k = 0; k < n; k++) sum += Math.exp(k * Math.log(lambda) - lambda - logFactorial(k));
  return Math.min(1, sum);
}

/** Benjamini–Hochberg: the largest log10 p that is accepted at `fdr` among `tests` tests, of which all that matter are given; −Infinity when none is. */
export function benjaminiHochberg(logP: Float64Array, tests: number, fdr: number): number {
  const sorted = Float64Array.from(logP).sort();
  for (let k = sorted.length; k > 0; k--) if (sorted[k - 1] <= Math.log10((fdr * k) / tests)) return sorted[k - 1];
  return Number.NEGATIVE_INFINITY;
}

/** BH-adjusted q of each log10 p, as log10 q. */
export function adjust(logP: readonly number[], tests = logP.length): number[] {
  const order = logP.map((_, at) => at).sort((a, b) => logP[b] - logP[a]);
  const q = logP.map(() => 0);
  let best = 0;
  order.forEach((at, index) => {
    best = Math.min(best, logP[at] + Math.log10(tests / (logP.length - index)));
    q[at] = best;
  });
  return q;
}

/** The median of numbers; NaN for none. */
export function median(values: ArrayLike<number>): number {
  if (values.length === 0) return Number.NaN;
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** `value` held within `min` and `max`. */
export function clip(value: number, min: number, max: number): number {
  return value < min ? min : value > max ? max : value;
}

/** Trace of (A + ridge·I)⁻¹ for a symmetric, positive semidefinite A and a ridge above 0: by its Cholesky factor L, the sum of squares of L⁻¹. */
export function traceOfInverse(matrix: readonly Float64Array[], ridge: number): number {
  const n = matrix.length;
  const factor = matrix.map((row, i) => row.slice(0, i + 1));
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = factor[i][j] + (i === j ? ridge : 0);
      for (let k = 0; k < j; k++) sum -= factor[i][k] * factor[j][k];
      factor[i][j] = i === j ? Math.sqrt(sum) : sum / factor[j][j];
    }
  }
  let trace = 0;
  const column = new Float64Array(n);
  for (let c = 0; c < n; c++) {
    for (let i = c; i < n; i++) {
      let sum = i === c ? 1 : 0;
      for (let k = c; k < i; k++) sum -= factor[i][k] * column[k];
      column[i] = sum / factor[i][i];
      trace += column[i] * column[i];
    }
  }
  return trace;
}
