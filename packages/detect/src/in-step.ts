import { FAMILIES, type LakeTables } from '@iolaus/contracts';
import { restate, type Cluster } from './clusters.js';
import type { Incidence } from './incidence.js';
import { recallFrom } from './remembered.js';
import { barBits, FAMILY_COUNTS, WIDTH } from './membership.js';
import { claimsOf } from './scores.js';
import { inStep, inStepBits, isHeard, isLoud, MOST_TIMING_BITS, rhythmOf, type Activity } from './timing.js';

/** Least loud members by whose rhythm others are judged. */
const LEAST_LOUD = 12;
/** Bits above the bar from which two indicators of one kind are so strong that any timing in favour confirms them; the fingerprints of one prompt are of different kinds, and one may leak. */
const STRONG_BITS = 4;
const IN_FAVOUR = 1;
/** Bits of timing that confirm addresses: a vendor rents them to many. */
const BITS_FOR_ADDRESSES = 5;
const NETWORK = FAMILIES.indexOf('network');
/** Bits within which two clusters contest an account. */
const CONTEST_BITS = 3;
const ROUNDS = 2;

/**
 * Adds accounts that one family alone ties to a cluster and that keep its hours: members who hide behind a card, addresses and a device of their own share only prompts and timing. Timing is
 * the second family that a member needs. Accounts that are members already stay where they are.
 */
export function attachInStep(
  incidence: Incidence,
  tables: LakeTables,
  of: { readonly activity: Activity; readonly clusters: readonly Cluster[] },
): Cluster[] {
  let held = [...of.clusters];
  for (let round = 0; round < ROUNDS; round++) held = attachOnce({ incidence, tables, activity: of.activity }, held);
  return held;
}

interface World {
  readonly incidence: Incidence;
  readonly tables: LakeTables;
  readonly activity: Activity;
}

interface Claim {
  readonly cluster: number;
  readonly margin: number;
  readonly contested: number;
}

function attachOnce(world: World, clusters: readonly Cluster[]): Cluster[] {
  const { incidence } = world;
  const taken = new Uint8Array(incidence.accounts);
  for (const { members } of clusters) for (const a of members) taken[a] = 1;
  const claims = new Map<number, Claim>();
  clusters.forEach((cluster, c) => {
    for (const [a, margin] of claimedBy(world, cluster, taken)) {
      const known = claims.get(a);
      claims.set(
        a,
        known === undefined ? { cluster: c, margin, contested: -1 } : better(known, { cluster: c, margin }),
      );
    }
  });
  const added = clusters.map((): (readonly [account: number, contested: number])[] => []);
  for (const [a, { cluster, contested }] of claims) added[cluster].push([a, contested]);
  return clusters.map((cluster, c) => {
    if (added[c].length === 0) return cluster;
    const rows = [...Array.from(cluster.members, (a, row) => [a, cluster.contested[row]] as const), ...added[c]].sort(
      (x, y) => x[0] - y[0],
    );
    return restate(incidence, {
      ...cluster,
      members: Uint32Array.from(rows, ([a]) => a),
      contested: Int32Array.from(rows, ([, contested]) => contested),
    });
  });
}

function better(known: Claim, next: { readonly cluster: number; readonly margin: number }): Claim {
  const [first, second] = next.margin > known.margin ? [next, known] : [known, next];
  const isContested = first.margin - second.margin < CONTEST_BITS;
  return { cluster: first.cluster, margin: first.margin, contested: isContested ? second.cluster : -1 };
}

/** Accounts of no cluster that this one may take, with their bits above its bar. */
function claimedBy(
  { incidence, tables, activity }: World,
  cluster: Cluster,
  taken: Uint8Array,
): [account: number, margin: number][] {
  const loud = cluster.members.filter((a) => isLoud(activity, a));
  const rhythm = recallFrom(incidence, 'rhythm', { columns: [loud] }, () => rhythmOf(activity, loud));
  if (!rhythm || rhythm.members.length < LEAST_LOUD) return [];
  const bar = barBits(cluster.members.length, incidence.accounts);
  const { indicators, bits: weights } = cluster;
  const scores = claimsOf(incidence, {
    indicators,
    bits: weights,
    leastBits: Math.floor(bar - MOST_TIMING_BITS),
    leastFamilies: 1,
  });
  const holdsTwo = holdsTwoOfAKind(incidence, tables, cluster);
  const found: [number, number][] = [];
  scores.account.forEach((a, row) => {
    if (taken[a] === 1 || !isHeard(activity, a)) return;
    const before = scores.total[row] - bar;
    const z = inStep(activity, a, rhythm);
    const bits = inStepBits(rhythm, z);
    const isStrong = before >= STRONG_BITS && holdsTwo(a);
    const isRented = scores.byFamily[row * WIDTH + NETWORK] > 0.5 * scores.total[row];
    const counts = isStrong
      ? z >= IN_FAVOUR
      : isLoud(activity, a) && bits >= (isRented ? BITS_FOR_ADDRESSES : FAMILY_COUNTS);
    if (counts && before + bits >= 0) found.push([a, before + bits]);
  });
  return found;
}

/** Whether an account holds two indicators of the cluster of the same kind, addresses apart. */
function holdsTwoOfAKind(
  { family, accountStart, ofAccount }: Incidence,
  { sightings }: LakeTables,
  { indicators, bits }: Cluster,
): (a: number) => boolean {
  const { kinds, indicatorKind } = sightings;
  const strong = new Set(indicators.filter((e, k) => bits[k] >= FAMILY_COUNTS && family[e] !== NETWORK));
  const holds = new Uint8Array(kinds.length);
  return (a) => {
    holds.fill(0);
    for (let at = accountStart[a]; at < accountStart[a + 1]; at++)
      if (strong.has(ofAccount[at]) && ++holds[indicatorKind[ofAccount[at]]] === 2) return true;
    return false;
  };
}
