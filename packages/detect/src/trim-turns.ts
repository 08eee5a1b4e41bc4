import { mix, onlyAccounts, type CoreEvents } from './core-events.js';
import { dispersionOf, type Dispersion } from './event-time.js';

/** The accounts of a core that take turns most clearly, and how evenly. */
export interface Trimmed {
  readonly kept: CoreEvents;
  readonly best: Dispersion;
  /** False where all accounts together are the most even. */
  readonly isTrimmed: boolean;
}

/** Windows, as multiples of the number of accounts. */
const WINDOWS = [0.5, 1, 2, 5];
/** The windows at which runs are looked for. */
const TRIMMED_AT = [1, 5];
const MOST_ROUNDS = 6;
const LEAST_KEPT = 5;
const NOTHING: Dispersion = { window: 0, id: 1, z: 0, own: new Float64Array() };

/**
 * Leaves out accounts whose requests come in runs, round by round, and gives the round whose least score over the windows is the least (research part 2, section 3.1).
 * Runs are looked for in blocks of as many requests as accounts, and again in blocks of five times as many: in the former, sticky sessions are runs as well.
 */
export function trim(core: CoreEvents): Trimmed {
  const whole: Trimmed = { kept: core, best: mostEven(core), isTrimmed: false };
  return TRIMMED_AT.flatMap((factor) => rounds(core, factor)).reduce(
    (least, each) => (each.best.z < least.best.z ? each : least),
    whole,
  );
}

function rounds(core: CoreEvents, factor: number): Trimmed[] {
  const all: Trimmed[] = [];
  let kept = core;
  while (all.length < MOST_ROUNDS) {
    const even = evenAccounts(kept, factor);
    if (even.length < LEAST_KEPT || even.length === kept.accounts) break;
    kept = onlyAccounts(kept, even);
    all.push({ kept, best: mostEven(kept), isTrimmed: true });
  }
  return all;
}

/**
 * How much lower trimming alone brings the score: what it takes off on the same requests in shuffled order, a mean of so many shuffles, ≤ 0. Of 200 accounts that
 * requests are dealt to at random it takes off 6, as leaving out the less even half makes the rest look even.
 */
export function scoreOfTrimming(core: CoreEvents, shuffles: number): number {
  let sum = 0;
  for (let nth = 0; nth < shuffles; nth++) {
    const shuffled = { ...core, label: shuffle(core, nth) };
    sum += trim(shuffled).best.z - mostEven(shuffled).z;
  }
  return sum / shuffles;
}

/** The window with the least score. */
function mostEven(core: CoreEvents): Dispersion {
  return WINDOWS.map((factor) => dispersionOf(core, windowOf(core, factor)) ?? NOTHING).reduce((least, each) =>
    each.z < least.z ? each : least,
  );
}

const windowOf = ({ accounts }: CoreEvents, factor: number): number => Math.max(2, Math.round(factor * accounts));

/** Accounts whose own part of the dispersion lies below max(1, 30 % quantile). */
function evenAccounts(core: CoreEvents, factor: number): Uint32Array {
  const own = dispersionOf(core, windowOf(core, factor))?.own;
  if (!own) return new Uint32Array();
  averageTwins(own, core.lot);
  const bar = Math.max(1, Float64Array.from(own).sort()[Math.floor(own.length * 0.3)]);
  return Uint32Array.from(own.keys()).filter((a) => own[a] < bar);
}

/** Accounts of the very same times stand or fall together: nothing but their numbers tells them apart. */
function averageTwins(own: Float64Array, lot: Uint32Array): void {
  for (let from = 0, to = 1; from < own.length; from = to++) {
    while (to < own.length && lot[to] === lot[from]) to++;
    if (to - from > 1) own.fill(own.subarray(from, to).reduce((sum, each) => sum + each, 0) / (to - from), from, to);
  }
}

/** The labels in an order that is drawn from the accounts' times. */
function shuffle({ label, lot }: CoreEvents, nth: number): Uint32Array {
  const shuffled = Uint32Array.from(label);
  let state = lot.reduce((sum, each) => mix((sum + each) >>> 0), nth);
  for (let row = shuffled.length - 1; row > 0; row--) {
    state = (state + 0x9e3779b9) >>> 0;
    const other = Math.floor((mix(state) / 4_294_967_296) * (row + 1));
    [shuffled[row], shuffled[other]] = [shuffled[other], shuffled[row]];
  }
  return shuffled;
}
