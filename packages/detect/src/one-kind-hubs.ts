import type { Clock } from './one-kind-clock.js';
import { moranSpacing } from './features.js';
import { placesOf } from './ranks.js';
import { adjust } from './statistics.js';

/** Fewest accounts whose times can be coherent: two give one gap, which tells nothing. */
export const LEAST_ON_HUB = 3;
/** Share of hubs called coherent that may be so by chance. */
const FDR = 0.01;
/** Nats by which the gaps of a coherent hub are smaller than chance: without it, the largest hubs pass on significance alone. */
const LEAST_NATS = 1;
/** Variance of −ln of an exponential gap, π²/6. */
const GAP_VARIANCE = 1.645;

/** log10 q of each hub of the list whose accounts came closer together in time than chance; its accounts belong together, however many they are. */
export type CoherentHubs = ReadonlyMap<number, number>;

/**
 * Tests the times on each hub by Moran's spacings: c = mean(−(ln(g·(d + 1)) + γ)) over the gaps g (at least one account wide), z = c·√((d − 1)/(π²/6)); coherent are those that pass Benjamini–Hochberg at 1 %
 * over all hubs, and have c ≥ 1 (research part 2, section 1.1).
 */
export function findCoherentHubs(hubs: Uint32Array, clock: Clock): CoherentHubs {
  const tested = hubs.filter((e) => clock.start[e + 1] - clock.start[e] >= LEAST_ON_HUB);
  const nats = Float64Array.from(tested, (e) =>
    moranSpacing(placesOf(clock.rows.subarray(clock.start[e], clock.start[e + 1]), clock.ranks), clock.accounts),
  );
  const logP = Array.from(tested, (e, at) =>
    logNormalTail(nats[at] * Math.sqrt((clock.start[e + 1] - clock.start[e] - 1) / GAP_VARIANCE)),
  );
  const coherent = new Map<number, number>();
  adjust(logP).forEach((logQ, at) => {
    if (logQ <= Math.log10(FDR) && nats[at] >= LEAST_NATS) coherent.set(tested[at], logQ);
  });
  return coherent;
}

/** log10 of P(Z ≥ z) of a standard normal variable, to about 1e-7 relative (the Chebyshev fit of erfc in Numerical Recipes, section 6.2). */
export function logNormalTail(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + x / 2);
  const power = ERFC.reduceRight((sum, each) => sum * t + each, 0);
  const log = Math.log(t / 2) - x * x + power;
  return z >= 0 ? log / Math.LN10 : Math.log10(1 - Math.exp(log));
}

const ERFC = [
  -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223,
  0.17087277,
];
