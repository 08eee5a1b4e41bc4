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

/** Least active hours of an account that tells a rhythm: below, all accounts correlate with each other once centred. */
const LEAST_HOURS = 8;

/** Reads the activity of `accounts` accounts. */
export function buildActivity(table: ActivityTable, accounts: number): Activity {
  const first = table.hour.reduce((least, each) => Math.min(least, each), 0xffffffff);
  const last = table.hour.reduce((most, each) => Math.max(most, each), 0);
  const hours = table.hour.length === 0 ? 0 : last - first + 1;
  const { start, items } = group(
    table.account,
    table.hour.map((hour) => hour - first),
    accounts,
  );
  const usual = new Float64Array(hours).fill(1 / Math.max(1, hours));
  for (const hour of items) usual[hour]++;
  const total = items.length + 1;
  return { hours, start, hour: items, usual: usual.map((each) => each / total) };
}

/** Timing of each member against its community or the whole network, and how synchronous the communities are. */
export interface Timing {
  /** Standard scores against strangers, the better of the two; NaN for silent members. */
  readonly z: Float32Array;
  readonly bits: Float32Array;
  /** Mean cosine of centred activity inside communities, weighted by size, 0–1. */
  readonly synchrony: number;
  /** Days over which the activity beyond the usual spreads: 1/Σ share², of communities weighted by size; 0 for none. */
  readonly days: number;
}

/**
 * Scores each member by the rhythm of its community, and by that of the network, without itself; the better one counts. Absence of synchrony is no evidence against a member, so bits
 * are not negative.
 */
export function scoreTiming(
  activity: Activity,
  members: Uint32Array,
  community: { readonly of: Uint16Array; readonly count: number },
): Timing {
  const z = new Float32Array(members.length).fill(Number.NaN);
  const bits = new Float32Array(members.length);
  const rowsOf = Array.from({ length: community.count }, (): number[] => []);
  const quietOf = Array.from({ length: community.count }, (): number[] => []);
  members.forEach((a, row) => {
    if (isLoud(activity, a)) rowsOf[community.of[row]].push(row);
    else if (isHeard(activity, a)) quietOf[community.of[row]].push(row);
  });
  const score = (rows: readonly number[], quiet: readonly number[]): Rhythm | undefined => {
    const rhythm = rhythmOf(
      activity,
      Uint32Array.from(rows, (row) => members[row]),
    );
    if (!rhythm) return undefined;
    const note = (row: number, own: number): void => {
      if (Number.isNaN(own) || own <= z[row]) return;
      z[row] = own;
      bits[row] = Math.max(0, inStepBits(rhythm, own));
    };
    rows.forEach((row, at) => note(row, rhythm.members[at]));
    for (const row of quiet) note(row, inStep(activity, members[row], rhythm));
    return rhythm;
  };
  let weighted = 0;
  let weights = 0;
  let days = 0;
  rowsOf.forEach((rows, c) => {
    if (rows.length < LEAST_IN_STEP) return;
    days += rows.length * effectiveDays(activity, score(rows, quietOf[c])!);
    weighted +=
      rows.length *
      cosine(
        activity,
        rows.map((row) => members[row]),
      );
    weights += rows.length;
  });
  if (community.count > 1) score(rowsOf.flat(), quietOf.flat());
  return {
    z,
    bits,
    synchrony: weights === 0 ? 0 : clip(weighted / weights, 0, 1),
    days: weights === 0 ? 0 : days / weights,
  };
}

/** Hours of a group are busy when it is at least twice as active in them as usual, and chance would hardly do it. */
const BUSY_RATIO = 1;
const BUSY_SIGMA = 3;

/** Effective number of days of the group's busy hours: a course of two days has two, an operator's bursts come on many. */
function effectiveDays(activity: Activity, { count, total, ratio }: Rhythm): number {
  const byDay = new Float64Array(Math.ceil(activity.hours / DAY));
  count.forEach((own, hour) => {
    const usual = activity.usual[hour] * total;
    if (ratio[hour] >= BUSY_RATIO && own - usual >= BUSY_SIGMA * Math.sqrt(usual))
      byDay[Math.floor(hour / DAY)] += own - usual;
  });
  const sum = byDay.reduce((a, b) => a + b, 0);
  return sum === 0 ? 0 : sum ** 2 / byDay.reduce((squares, each) => squares + each ** 2, 0);
}

/** Least loud accounts that have a rhythm. */
const LEAST_IN_STEP = 5;
const DAY = 24;

/** When a group of accounts is active, against everybody. */
export interface Rhythm {
  readonly count: Float64Array;
  readonly total: number;
  /** log2 of the group's share over the usual share of each hour; its mean and variance over the same hour of all days. */
  readonly ratio: Float64Array;
  readonly mean: Float64Array;
  readonly variance: Float64Array;
  /** The same score of strangers. */
  readonly strangers: { readonly mean: number; readonly spread: number };
  /** Standard score of each account of the group, in the order given, by the rhythm of the others. */
  readonly members: Float64Array;
  /** Quantiles of these scores, none below 0. */
  readonly levels: Float64Array;
}

/** True for an account with so many active hours that it is compared at all; below {@link LEAST_HOURS} its score is shrunk, since few hours reach a high one by luck. */
export function isHeard(activity: Activity, a: number): boolean {
  return activity.start[a + 1] - activity.start[a] >= 3;
}

/** True for an account with enough active hours to be part of a rhythm. */
export function isLoud(activity: Activity, a: number): boolean {
  return activity.start[a + 1] - activity.start[a] >= LEAST_HOURS;
}

/** The rhythm of loud accounts; undefined for fewer than five. */
export function rhythmOf(activity: Activity, accounts: Uint32Array): Rhythm | undefined {
  if (accounts.length < LEAST_IN_STEP) return undefined;
  const count = new Float64Array(activity.hours);
  let total = 0;
  for (const a of accounts) {
    for (let at = activity.start[a]; at < activity.start[a + 1]; at++) count[activity.hour[at]]++;
    total += activity.start[a + 1] - activity.start[a];
  }
  const ratio = count.map((own, hour) => ratioOf(own, activity.usual[hour], total));
  const mean = new Float64Array(DAY);
  const variance = new Float64Array(DAY);
  const weight = new Float64Array(DAY);
  ratio.forEach((each, hour) => {
    weight[hour % DAY] += activity.usual[hour];
    mean[hour % DAY] += activity.usual[hour] * each;
  });
  mean.forEach((sum, hour) => (mean[hour] = weight[hour] === 0 ? 0 : sum / weight[hour]));
  ratio.forEach((each, hour) => (variance[hour % DAY] += activity.usual[hour] * (each - mean[hour % DAY]) ** 2));
  variance.forEach((sum, hour) => (variance[hour] = weight[hour] === 0 ? 0 : sum / weight[hour]));
  const rhythm = { count, total, ratio, mean, variance };
  const strangers = strangersOf(activity, rhythm, new Set(accounts));
  const members = new Float64Array(accounts.length);
  for (let at = 0; at < accounts.length; at++)
    members[at] = standard(rawScore(activity, accounts[at], rhythm, true), strangers);
  return { ...rhythm, strangers, members, levels: levelsOf(members) };
}

/** Quantiles that stand for the scores of a group: more would not change its mixture. */
const LEVELS = 64;

function levelsOf(scores: Float64Array): Float64Array {
  const sorted = scores.filter((each) => !Number.isNaN(each)).sort();
  const count = Math.min(LEVELS, sorted.length);
  return Float64Array.from({ length: count }, (_, k) =>
    Math.max(0, sorted[Math.floor(((k + 0.5) / count) * sorted.length)]),
  );
}

/** Smoothed by 20 usual hours, so that an hour that nobody of a small group was seen in says little. */
function ratioOf(own: number, usual: number, total: number): number {
  return clip(Math.log2((own + 20 * usual) / (total + 20) / usual), -3, 5);
}

type Shape = Pick<Rhythm, 'count' | 'total' | 'ratio' | 'mean' | 'variance'>;

/**
 * How far an account's hours are those of the group beyond what its hours of the day bring: Σ(ratio − mean)/√Σ variance over its active hours, each against the same hour of all days, so
 * that people of one time zone are not in step for that. `isOwn` takes its own hours out of the group.
 */
function rawScore(activity: Activity, a: number, of: Shape, isOwn: boolean): number {
  const { start, hour: hourOf, usual } = activity;
  const hours = start[a + 1] - start[a];
  let sum = 0;
  let variance = 0;
  for (let at = start[a]; at < start[a + 1]; at++) {
    const hour = hourOf[at];
    const ratio = isOwn ? ratioOf(of.count[hour] - 1, usual[hour], of.total - hours) : of.ratio[hour];
    sum += ratio - of.mean[hour % DAY];
    variance += of.variance[hour % DAY];
  }
  return variance === 0 ? Number.NaN : (sum / Math.sqrt(variance)) * Math.min(1, Math.sqrt(hours / LEAST_HOURS));
}

const standard = (raw: number, { mean, spread }: Rhythm['strangers']): number => (raw - mean) / spread;

/** Standard score of an account outside of the group: how far it is in step with it; NaN where the group has no rhythm. */
export function inStep(activity: Activity, a: number, rhythm: Rhythm): number {
  return standard(rawScore(activity, a, rhythm, false), rhythm.strangers);
}

/** Most bits that timing gives. */
export const MOST_TIMING_BITS = 8;

/**
 * Bits of evidence that an account with this score is of the group: log2 of the likelihood ratio of members to strangers, whose scores are standard normal; the members' is a mixture around
 * their own scores, so that a group without a rhythm gives no bits to anybody. From −3 to 8.
 */
export function inStepBits({ levels }: Pick<Rhythm, 'levels'>, z: number): number {
  if (Number.isNaN(z) || levels.length === 0) return 0;
  let sum = 0;
  for (const own of levels) sum += Math.exp(own * z - (own * own) / 2);
  return clip(Math.log2(sum / levels.length), -3, MOST_TIMING_BITS);
}

const REFERENCES = 400;

/** Mean and spread of the score of strangers. Sessions make hours come together, so that it spreads wider than independent hours would. */
function strangersOf(activity: Activity, shape: Shape, inside: ReadonlySet<number>): Rhythm['strangers'] {
  const values: number[] = [];
  for (const a of drawOf(activity)) {
    if (values.length === REFERENCES) break;
    if (inside.has(a)) continue;
    const raw = rawScore(activity, a, shape, false);
    if (!Number.isNaN(raw)) values.push(raw);
  }
  const mean = values.reduce((x, y) => x + y, 0) / Math.max(1, values.length);
  const spread = Math.sqrt(values.reduce((x, y) => x + (y - mean) ** 2, 0) / Math.max(1, values.length - 1));
  return { mean, spread: Math.max(1, spread) };
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
