import { SHADE_STEPS, type ShadeColumn, type Shades } from '@iolaus/contracts';
import type { Workbench } from '../workbench.js';
import { findNetwork } from './networks.js';

/** What the members of a network can be shaded by. */
export function networkShades(workbench: Workbench, id: string): Shades {
  const { firstMs, exchanges } = findNetwork(workbench.snapshot(), id).members;
  return {
    firstSeen: shadeBy(firstMs),
    // Nobody is known to have made no exchange: the data counts none.
    volume: shadeBy(exchanges.map((count) => (count > 0 ? count : Number.NaN))),
  };
}

/** Steps of values, each step of as many values as equal ones let it have, so that a few early or busy accounts do not make one colour of all others; NaN is not known. */
export function shadeBy(values: Float64Array): ShadeColumn {
  const known = values.filter((value) => !Number.isNaN(value)).sort();
  const last = known.at(-1);
  if (last === undefined) return { steps: '-'.repeat(values.length), bounds: [] };
  const begins = Array.from(
    { length: SHADE_STEPS },
    (_, step) => known[Math.floor((step * known.length) / SHADE_STEPS)]!,
  );
  const steps = Array.from(values, (value) =>
    Number.isNaN(value) ? '-' : String(begins.filter((begin, step) => step > 0 && value >= begin).length),
  );
  return { steps: steps.join(''), bounds: [...begins, last] };
}
