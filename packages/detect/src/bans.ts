import type { LakeTables } from '@iolaus/contracts';

const BANNED = new Set(['banned', 'suspended', 'terminated', 'closed', 'blocked', 'disabled']);

const made = new WeakMap<LakeTables, Float64Array>();

/** When each account was banned, in Unix ms; NaN for those that are not. Where only its status tells, it is the last time that the account was seen. */
export function bannedAt(tables: LakeTables): Float64Array {
  const known = made.get(tables) ?? readBans(tables);
  made.set(tables, known);
  return known;
}

function readBans({ accounts }: LakeTables): Float64Array {
  return accounts.bannedMs.map((ms, a) => {
    if (!Number.isNaN(ms)) return ms;
    const status = accounts.status[a]?.toLowerCase();
    if (status === undefined || !BANNED.has(status)) return Number.NaN;
    return Number.isNaN(accounts.lastMs[a]) ? accounts.createdMs[a] : accounts.lastMs[a];
  });
}

/** Bans that follow one another by no more than this are one wave. */
const WAVE_GAP_MS = 3 * 86_400_000;
/** A wave begins when this share of its bans is done: one early ban is not yet a takedown. */
const BEGUN = 0.1;

/** When the first wave of at least `least` bans began, given the times of bans; undefined where there is none. */
export function firstWave(banned: readonly number[], least: number): number | undefined {
  const times = banned.toSorted((x, y) => x - y);
  for (let from = 0, to = 1; from < times.length; from = to++) {
    while (to < times.length && times[to] - times[to - 1] <= WAVE_GAP_MS) to++;
    if (to - from >= least) return times[from + Math.floor((to - from) * BEGUN)];
  }
  return undefined;
}
