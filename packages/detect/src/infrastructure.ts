import { classBit, type LakeTables } from '@iolaus/contracts';

/** Users from which on an address is asked whether strangers share it. */
const LEAST_USERS = 30;
/** Most of the users that may be kin for them to be strangers. */
const MOST_KIN = 0.05;
/** Least share of the users that must hold anything by which kin would show. */
const LEAST_TOLD = 0.5;
/** Kinds of less reliability tell no kin: a common agent is no acquaintance. */
const LEAST_RELIABILITY = 0.5;
/** Standard deviations above what chance brings from which on a thing is shared by kin. */
const ABOVE_CHANCE = 3;

/** Who holds what, both ways, as compressed rows. */
interface Holdings {
  readonly accounts: number;
  readonly accountStart: Uint32Array;
  readonly ofAccount: Uint32Array;
  readonly indicatorStart: Uint32Array;
  readonly ofIndicator: Uint32Array;
  readonly reach: Uint32Array;
}

/**
 * Classes of all indicators: what lists say of them, and `shared` for addresses of a carrier or a VPN by how they are used: at least 30 users, of whom at most one in twenty shares a card or any other
 * thing outside the network family with another user, beyond what as many accounts taken at random would share (research part 1, section 2.1: diversity near 1). Other addresses tell no kin, since a
 * carrier's users share all of its pool. Where fewer than half of the users hold anything that would tell, nothing is said.
 */
export function infrastructureOf(holdings: Holdings, { indicatorClass, ...sightings }: Sightings): Uint8Array {
  const { kinds, indicatorKind } = sightings;
  const isAddress = kinds.map(({ kind }) => kind === 'ip');
  const tells = kinds.map(({ family, reliability01 }) => family !== 'network' && reliability01 >= LEAST_RELIABILITY);
  const classes = indicatorClass.slice();
  const kin = kinCounter(
    holdings,
    Uint8Array.from(indicatorKind, (kind) => Number(tells[kind])),
  );
  for (let e = 0; e < classes.length; e++) {
    if (!isAddress[indicatorKind[e]] || holdings.reach[e] < LEAST_USERS) continue;
    const users = holdings.ofIndicator.subarray(holdings.indicatorStart[e], holdings.indicatorStart[e + 1]);
    const { told, related } = kin(users);
    if (told >= LEAST_TOLD * users.length && related <= MOST_KIN * told) classes[e] |= classBit('shared');
  }
  return classes;
}

type Sightings = Pick<LakeTables['sightings'], 'kinds' | 'indicatorKind' | 'indicatorClass'>;

/** Counts of some accounts those that hold anything that tells kin, and those that share such a thing with another of them beyond chance. */
function kinCounter(holdings: Holdings, tells: Uint8Array): (users: Uint32Array) => { told: number; related: number } {
  const { accounts, reach } = holdings;
  const { isTold, start, items } = toldOf(holdings, tells);
  const among = new Uint32Array(tells.length);
  const isKin = (f: number, users: number): boolean => {
    if (among[f] < 2) return false;
    const mean = (users * reach[f]) / accounts;
    return among[f] > mean + ABOVE_CHANCE * Math.sqrt(mean);
  };
  return (users) => {
    for (const a of users) for (let at = start[a]; at < start[a + 1]; at++) among[items[at]]++;
    let told = 0;
    let related = 0;
    for (const a of users) {
      told += isTold[a];
      let isRelated = false;
      for (let at = start[a]; at < start[a + 1] && !isRelated; at++) isRelated = isKin(items[at], users.length);
      if (isRelated) related++;
    }
    for (const a of users) for (let at = start[a]; at < start[a + 1]; at++) among[items[at]] = 0;
    return { told, related };
  };
}

/** Whether each account holds anything that tells kin, and as compressed rows what of that others hold as well: a carrier's users are looked at once for each of its addresses. */
function toldOf(
  { accounts, accountStart, ofAccount, reach }: Holdings,
  tells: Uint8Array,
): { readonly isTold: Uint8Array; readonly start: Uint32Array; readonly items: Uint32Array } {
  const isTold = new Uint8Array(accounts);
  const start = new Uint32Array(accounts + 1);
  const items = new Uint32Array(ofAccount.length);
  let next = 0;
  for (let a = 0; a < accounts; a++) {
    for (let at = accountStart[a]; at < accountStart[a + 1]; at++) {
      const f = ofAccount[at];
      if (tells[f] === 0) continue;
      isTold[a] = 1;
      if (reach[f] > 1) items[next++] = f;
    }
    start[a + 1] = next;
  }
  return { isTold, start, items: items.subarray(0, next) };
}
