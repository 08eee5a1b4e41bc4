import type { ActivityTable } from '@iolaus/contracts';
import { group } from './incidence.js';
import { clip } from './statistics.js';

/** When accounts were active, as hours from the first one; accounts with too few active hours are silent. */
export interface Activity {
  readonly hours: number;
  readonly start: Uint32Array;
  /** Hour numbers of each account, ascending. */
  readonly hour: Uint32Array;
  /** Share of all activity in each hour. */
  readonly usual: Float64Array;
}

/** Least active hours for a word about timing: below, all accounts correlate with each other once centred. */
export const LEAST_HOURS = 8;

/** Reads the activity of `accounts` accounts. */
export function buildActivity(table: ActivityTable, accounts: number): Activity {
  const first = table.hour.reduce((least, each) => Math.min(least, each), 0xffffffff);
  const last = table.hour.reduce((most, each) => Math.max(most, each), 0);
  const hours = table.hour.length === 0 ? 0 : last - first + 1;
  const { start, items } = group(
    table.account,
    Uint32Array.from(table.hour, (hour) => hour - first),
    accounts,
  );
  const usual = new Float64Array(hours).fill(1 / Math.max(1, hours));
  for (const hour of items) usual[hour]++;
  const total = items.length + 1;
  return { hours, start, hour: items, usual: usual.map((each) => each / total) };
}

/** Timing of each member against its community, and how synchronous the communities are. */
export interface Timing {
  /** Standard scores against the same statistic of random accounts; NaN for silent members. */
  readonly z: Float32Array;
  readonly bits: Float32Array;
  /** Mean cosine of centred activity inside communities, weighted by size, 0–1. */
  readonly synchrony: number;
}

/**
 * Scores each member by its hours' mean log-likelihood ratio (community without it against everybody); z against random accounts; bits = clip(1.2·(z − 1.5), 0, 8).
 * Absence of synchrony is no evidence against a member, so bits are not negative.
 */
export function scoreTiming(
  activity: Activity,
  members: Uint32Array,
  community: { readonly of: Uint16Array; readonly count: number },
): Timing {
  const z = new Float32Array(members.length).fill(Number.NaN);
  const bits = new Float32Array(members.length);
  let weighted = 0;
  let weights = 0;
  const isLoud = (a: number): boolean => activity.start[a + 1] - activity.start[a] >= LEAST_HOURS;
  const rowsOf = Array.from({ length: community.count }, (): number[] => []);
  members.forEach((a, row) => {
    if (isLoud(a)) rowsOf[community.of[row]].push(row);
  });
  for (const rows of rowsOf) {
    if (rows.length < 5) continue;
    const inside = rows.map((row) => members[row]);
    const profile = profileOf(activity, inside);
    const reference = referenceOf(activity, profile, new Set(inside));
    for (const row of rows) {
      z[row] = (meanRatio(activity, members[row], profile, 1) - reference.mean) / reference.spread;
      bits[row] = clip(1.2 * (z[row] - 1.5), 0, 8);
    }
    weighted += rows.length * cosine(activity, inside);
    weights += rows.length;
  }
  return { z, bits, synchrony: weights === 0 ? 0 : clip(weighted / weights, 0, 1) };
}

interface Profile {
  readonly count: Float64Array;
  readonly total: number;
}

function profileOf(activity: Activity, accounts: readonly number[]): Profile {
  const count = new Float64Array(activity.hours);
  let total = 0;
  for (const a of accounts) {
    for (let at = activity.start[a]; at < activity.start[a + 1]; at++) count[activity.hour[at]]++;
    total += activity.start[a + 1] - activity.start[a];
  }
  return { count, total };
}

/** Mean over the account's hours of log2(community share / usual share), smoothed by 20 usual hours; `own` is its part in the profile. */
function meanRatio(activity: Activity, a: number, profile: Profile, own: 0 | 1): number {
  const hours = activity.start[a + 1] - activity.start[a];
  const rest = profile.total - own * hours + 20;
  let sum = 0;
  for (let at = activity.start[a]; at < activity.start[a + 1]; at++) {
    const hour = activity.hour[at];
    const usual = activity.usual[hour];
    sum += clip(Math.log2((profile.count[hour] - own + 20 * usual) / rest / usual), -3, 5);
  }
  return sum / hours;
}

const REFERENCES = 400;

/** The same statistic for a draw of accounts outside the community: what strangers reach. */
function referenceOf(
  activity: Activity,
  profile: Profile,
  inside: ReadonlySet<number>,
): { mean: number; spread: number } {
  const values: number[] = [];
  for (const a of drawOf(activity)) {
    if (values.length === REFERENCES) break;
    if (!inside.has(a)) values.push(meanRatio(activity, a, profile, 0));
  }
  const mean = values.reduce((x, y) => x + y, 0) / Math.max(1, values.length);
  const spread = Math.sqrt(values.reduce((x, y) => x + (y - mean) ** 2, 0) / Math.max(1, values.length - 1));
  return { mean, spread: Math.max(0.15, spread || 0.15) };
}

const drawn = new WeakMap<Activity, Uint32Array>();

/** Accounts with enough active hours, in an order drawn from those hours: accounts are numbered by their names, which must not decide who is compared. */
function drawOf(activity: Activity): Uint32Array {
  const known = drawn.get(activity);
  if (known) return known;
  const lot = Uint32Array.from({ length: activity.start.length - 1 }, (_, a) => lotOf(activity, a));
  const order = Uint32Array.from(lot.keys()).filter((a) => activity.start[a + 1] - activity.start[a] >= LEAST_HOURS);
  order.sort((x, y) => lot[x] - lot[y]);
  drawn.set(activity, order);
  return order;
}

/** FNV-1a over the hours, mixed once more so that the last hour alone does not lead. */
function lotOf(activity: Activity, a: number): number {
  let hash = 0x811c9dc5;
  for (let at = activity.start[a]; at < activity.start[a + 1]; at++)
    hash = Math.imul(hash ^ activity.hour[at], 0x01000193);
  return Math.imul(hash ^ (hash >>> 15), 0x85ebca6b) >>> 0;
}

/** Mean pairwise cosine of centred activity: (‖Σ unit vectors‖² − m)/(m(m − 1)). */
function cosine(activity: Activity, accounts: readonly number[]): number {
  const sum = new Float64Array(activity.hours);
  let shift = 0;
  for (const a of accounts) {
    const k = activity.start[a + 1] - activity.start[a];
    let squares = 0;
    for (let at = activity.start[a]; at < activity.start[a + 1]; at++)
      squares += 1 - 2 * k * activity.usual[activity.hour[at]];
    const norm = Math.sqrt(Math.max(1e-9, squares + k * k * usualSquares(activity)));
    for (let at = activity.start[a]; at < activity.start[a + 1]; at++) sum[activity.hour[at]] += 1 / norm;
    shift += k / norm;
  }
  let length = 0;
  for (let hour = 0; hour < sum.length; hour++) length += (sum[hour] - shift * activity.usual[hour]) ** 2;
  const m = accounts.length;
  return m < 2 ? 0 : (length - m) / (m * (m - 1));
}

const squaresOf = new WeakMap<Activity, number>();

function usualSquares(activity: Activity): number {
  let known = squaresOf.get(activity);
  if (known === undefined)
    squaresOf.set(activity, (known = activity.usual.reduce((sum, each) => sum + each * each, 0)));
  return known;
}
