import type { Disc, Frame } from '@iolaus/contracts';
import { nearestSharers } from './nearest-sharers.js';
import { ownLinks, type OwnLinks } from './own-links.js';
import { keepInside, spreadApart } from './spread-apart.js';
import { SPACING } from './sunflower.js';

/** Other places for the accounts and indicators of a frame, in its order and in its world. */
export type OrganicPlaces = Pick<Frame, 'accountX' | 'accountY' | 'indicatorX' | 'indicatorY'>;

/** Rounds in which accounts move towards those they share most with, and rounds at the end in which they only make room. */
const ROUNDS = 16;
const LAST_ROUNDS = 16;
/** Part of the way to them that a round goes. */
const PULL = 0.3;
/** Accounts that pull each. Of 4 to 10, six kept most of what is shared among the nearest. */
const SHARERS = 6;
const APART = SPACING * 0.8;
const INDICATOR_ROUNDS = 20;
/** Accounts times rounds between two pauses: some milliseconds. */
const WORK = 40_000;

/**
 * Places in which accounts stand near those with whom they share more: from the sunflower on, a fixed number of rounds moves each account of a community towards the few that it shares most with, and
 * pushes apart what is too near. Each community stays in its disc, as wide as it was. The same frame gives the same places. Pauses between rounds are the caller's.
 */
export function* organicRounds(frame: Frame, discs: readonly Disc[]): Generator<undefined, OrganicPlaces> {
  const places: OrganicPlaces = {
    accountX: Float32Array.from(frame.accountX),
    accountY: Float32Array.from(frame.accountY),
    indicatorX: Float32Array.from(frame.indicatorX),
    indicatorY: Float32Array.from(frame.indicatorY),
  };
  const links = ownLinks(frame, discs.length);
  let done = 0;
  for (const disc of discs) {
    const own = links[disc.index];
    if (!own || own.members.length < 2) continue;
    const x = Float64Array.from(own.members, (account) => frame.accountX[account] - disc.x);
    const y = Float64Array.from(own.members, (account) => frame.accountY[account] - disc.y);
    const sharers = nearestSharers(own, { x, y }, SHARERS);
    for (let round = 0; round < ROUNDS + LAST_ROUNDS; round++) {
      if (round < ROUNDS) {
        pull(sharers, x, y);
        stretch(x, y, disc.r * 0.5);
      }
      spreadApart(x, y, APART);
      keepInside(x, y, disc.r - SPACING * 0.5);
      done += own.members.length;
      if (done < WORK) continue;
      done = 0;
      yield undefined;
    }
    own.members.forEach((account, at) => {
      places.accountX[account] = disc.x + x[at];
      places.accountY[account] = disc.y + y[at];
    });
    placeIndicators(places, own, { disc, x, y });
  }
  return places;
}

/** See {@link organicRounds}, without pauses. */
export function layOutOrganic(frame: Frame, discs: readonly Disc[]): OrganicPlaces {
  const rounds = organicRounds(frame, discs);
  for (;;) {
    const next = rounds.next();
    if (next.done) return next.value;
  }
}

/** Moves each account a part of the way to the middle of those that it shares most with, and of those that share most with it. */
function pull(sharers: Int32Array, x: Float64Array, y: Float64Array): void {
  const [toX, toY, count] = [new Float64Array(x.length), new Float64Array(x.length), new Uint32Array(x.length)];
  sharers.forEach((other, slot) => {
    if (other < 0) return;
    const account = Math.floor(slot / SHARERS);
    toX[account] += x[other];
    toY[account] += y[other];
    count[account]++;
    toX[other] += x[account];
    toY[other] += y[account];
    count[other]++;
  });
  for (let at = 0; at < x.length; at++) {
    if (count[at] === 0) continue;
    x[at] += PULL * (toX[at] / count[at] - x[at]);
    y[at] += PULL * (toY[at] / count[at] - y[at]);
  }
}

/** Brings points to a mean of 0 and a standard deviation: means of means draw everything to one place otherwise. */
function stretch(x: Float64Array, y: Float64Array, deviation: number): void {
  const meanOf = (axis: Float64Array): number => axis.reduce((sum, each) => sum + each, 0) / axis.length;
  const [meanX, meanY] = [meanOf(x), meanOf(y)];
  let square = 0;
  for (let at = 0; at < x.length; at++) {
    x[at] -= meanX;
    y[at] -= meanY;
    square += x[at] * x[at] + y[at] * y[at];
  }
  const by = (deviation * Math.SQRT2) / Math.sqrt(Math.max(1e-9, square / x.length));
  for (let at = 0; at < x.length; at++) {
    x[at] *= by;
    y[at] *= by;
  }
}

/** Puts the indicators of a community in the middle of their holders there, far enough apart to be told. */
function placeIndicators(
  places: OrganicPlaces,
  { indicators, holders }: OwnLinks,
  of: { readonly disc: Disc; readonly x: Float64Array; readonly y: Float64Array },
): void {
  const { disc, x, y } = of;
  const meanOf = (own: readonly number[], axis: Float64Array): number =>
    own.reduce((sum, at) => sum + axis[at], 0) / Math.max(1, own.length);
  const atX = Float64Array.from(holders, (own) => meanOf(own, x));
  const atY = Float64Array.from(holders, (own) => meanOf(own, y));
  for (let round = 0; round < INDICATOR_ROUNDS; round++) {
    spreadApart(atX, atY, Math.min(disc.r * 0.14, (disc.r * 1.2) / Math.sqrt(1 + indicators.length)));
    keepInside(atX, atY, disc.r * 0.94);
  }
  indicators.forEach((indicator, at) => {
    places.indicatorX[indicator] = disc.x + atX[at];
    places.indicatorY[indicator] = disc.y + atY[at];
  });
}
