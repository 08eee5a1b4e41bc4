import { mix, type CoreEvents } from './core-events.js';
import { dispersionOf, sortByKey } from './event-time.js';
import type { Trimmed } from './trim-turns.js';

const DAY_MS = 86_400_000;
const HALF_HOUR_MS = 1_800_000;
/** Least spread that is taken for one: of clockwork nothing varies, and then any difference would be many spreads. */
const LEAST_SPREAD = 0.02;

/**
 * Standard score of the index of dispersion against copies in which each account's whole series is moved by a random number of whole days and up to half
 * an hour, circularly (research part 2, section 3.1): accounts that are regular each on its own stay so, turns among them do not. Null where there is too little.
 */
export function surrogateScore({ kept, best }: Trimmed, copies: number): number | null {
  const whole = wholeDays(kept);
  const real = dispersionOf(whole, best.window);
  if (!real || copies < 2) return null;
  const ids = Float64Array.from({ length: copies }, (_, copy) => {
    const moved = { ...whole, label: shifted(whole, copy) };
    return dispersionOf(moved, best.window)!.id;
  });
  const mean = ids.reduce((sum, id) => sum + id, 0) / copies;
  const spread = Math.sqrt(ids.reduce((sum, id) => sum + (id - mean) ** 2, 0) / (copies - 1));
  return (real.id - mean) / Math.max(LEAST_SPREAD, spread);
}

interface WholeDays extends CoreEvents {
  readonly days: number;
}

/** The first requests, of a whole number of days: moved around a part of a day they would come to another hour. Up to a tenth of a day may be missing at the end. */
function wholeDays(core: CoreEvents): WholeDays {
  const { ms, label } = core;
  const first = ms[0];
  const days = Math.max(1, Math.floor((ms[ms.length - 1] - first) / DAY_MS + 0.1));
  const after = ms.findIndex((each) => each - first >= days * DAY_MS);
  const rows = after < 0 ? ms.length : after;
  return { ...core, ms: ms.subarray(0, rows), label: label.subarray(0, rows), days };
}

/** The order of accounts after each series was moved by a draw of its own, which comes of its times. */
function shifted({ ms, label, lot, accounts, days }: WholeDays, copy: number): Uint32Array {
  const spanMs = days * DAY_MS;
  const shift = Float64Array.from({ length: accounts }, (_, a) => shiftOf(lot[a], copy, days));
  // Of more than 49 days a millisecond is finer than 32 bits; what falls together is of moved series, whose order means nothing.
  const scale = Math.min(1, 4_294_967_295 / spanMs);
  const keys = Uint32Array.from(ms, (each, row) => ((each - ms[0] + shift[label[row]] + spanMs) % spanMs) * scale);
  return sortByKey(keys, label);
}

function shiftOf(lot: number, copy: number, days: number): number {
  const draw = (nth: number): number => mix((lot + Math.imul(2 * copy + nth + 1, 0x9e3779b9)) >>> 0) / 4_294_967_296;
  return Math.floor(draw(0) * days) * DAY_MS + (2 * draw(1) - 1) * HALF_HOUR_MS;
}
