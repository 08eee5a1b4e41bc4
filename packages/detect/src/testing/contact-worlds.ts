import { INDICATOR_KINDS, type IndicatorKind, type LakeTables } from '@iolaus/contracts';
import { START_MS } from './build-tables.js';
import { randomOf } from './worlds.js';

/** The one kind of these worlds: whom an account deals with, which may be another account. */
export const CONTACT: IndicatorKind = {
  kind: 'contact',
  label: 'Contact',
  plural: 'Contacts',
  family: 'payment',
  reliability01: 0.8,
  isDeclared: true,
  refersToAccount: true,
};

/** An account, whom it deals with, and when it first did. */
export interface Dealer {
  readonly id: string;
  /** Campaign that it belongs to; undefined for the innocent. */
  readonly campaign?: string | undefined;
  readonly firstMs: number;
  readonly contacts: readonly string[];
}

/** What sightings know of time: when each was, only when the account began, or nothing. */
export type Timed = 'sightings' | 'accounts' | 'nothing';

/** Lake tables of dealers, as an import of `account, time, contact` gives them. */
export function contactTables(dealers: readonly Dealer[], timed: Timed, seed = 1): LakeTables {
  const random = randomOf(seed);
  const accounts = dealers.toSorted((x, y) => (x.id < y.id ? -1 : 1));
  const values = [...new Set(accounts.flatMap((each) => each.contacts))].sort();
  const numberOf = new Map(values.map((value, at) => [value, at]));
  const rows = accounts.flatMap((each, account) =>
    [...new Set(each.contacts)]
      .map((value) => ({ account, indicator: numberOf.get(value)!, ms: timeOf(each, value, { timed, random }) }))
      .sort((x, y) => x.indicator - y.indicator),
  );
  const column = (length: number): Float64Array => new Float64Array(length).fill(Number.NaN);
  const none = accounts.map(() => undefined);
  const ms = Float64Array.from(rows, (row) => row.ms);
  return {
    sightings: {
      accounts: accounts.map((each) => each.id),
      kinds: [...INDICATOR_KINDS, CONTACT],
      indicatorKind: new Uint8Array(values.length).fill(INDICATOR_KINDS.length),
      indicatorValue: values,
      indicatorText: values.map(() => undefined),
      indicatorClass: new Uint8Array(values.length),
      account: Uint32Array.from(rows, (row) => row.account),
      indicator: Uint32Array.from(rows, (row) => row.indicator),
      count: new Uint32Array(rows.length).fill(1),
      firstMs: ms,
      lastMs: ms,
      dump: new Uint16Array(rows.length),
      ordinal: Uint32Array.from(rows.keys(), (at) => at + 1),
      dumps: ['d'.repeat(64)],
    },
    accounts: {
      createdMs: column(accounts.length),
      exchanges: new Float64Array(accounts.length),
      firstMs: column(accounts.length),
      lastMs: column(accounts.length),
      organisation: new Int32Array(accounts.length).fill(-1),
      organisations: [],
      isVerified: new Uint8Array(accounts.length),
      programme: none,
      status: none,
      bannedMs: column(accounts.length),
      emailDomain: none,
      country: none,
    },
    activity: { account: new Uint32Array(), hour: new Uint32Array(), count: new Uint32Array() },
  };
}

const HOUR_MS = 3_600_000;
const SPAN_MS = 700 * 24 * HOUR_MS;

/** An account deals with a contact soon after it began, or any time later; members of a campaign do so within hours. */
function timeOf(dealer: Dealer, value: string, { timed, random }: { timed: Timed; random: () => number }): number {
  if (timed === 'nothing') return Number.NaN;
  if (timed === 'accounts') return dealer.firstMs;
  const isSoon = dealer.campaign !== undefined && !value.startsWith('own-');
  return Math.floor(dealer.firstMs + random() * (isSoon ? 12 * HOUR_MS : START_MS + SPAN_MS - dealer.firstMs));
}

interface Dice {
  readonly random: () => number;
  readonly int: (below: number) => number;
  readonly pick: <T>(from: readonly T[]) => T;
}

function diceOf(seed: number): Dice {
  const random = randomOf(seed);
  const int = (below: number): number => Math.floor(random() * below);
  return { random, int, pick: (from) => from[int(from.length)] };
}

const times = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at));
const name = (prefix: string, at: number): string => `${prefix}-${String(at).padStart(5, '0')}`;

/**
 * A world of so many accounts, a third of them in campaigns, after the funding chains of research part 2, section 1.3. Innocent accounts have 1–20 contacts, some of them exchanges that a
 * good part of everybody uses, some shops; one in five belongs to a few friends who deal with each other; some deal with a stranger's account, or a service's. Campaigns are chains and
 * trees of direct dealings within days; half of their members have at most three contacts, a fifth have no direct dealing and only a deposit in the burst, some campaigns only that; they
 * share exchanges with each other and with everybody. Not all of it can be found: one campaign in eight has no burst, and innocent crowds have launch days.
 */
export function contactWorld(accounts: number, seed: number): Dealer[] {
  const dice = diceOf(seed);
  const exchanges = times(6, (at) => ({ id: name('exchange', at), share: [0.45, 0.3, 0.2, 0.15, 0.08, 0.04][at] }));
  const services = times(Math.ceil(accounts / 1500), (at) => name('service', at));
  const innocent = Math.round(accounts * 0.68) - services.length;
  const crowd = crowdOf(innocent, dice, { exchanges, services });
  const campaigns = campaignsOf(accounts - innocent - services.length, dice, {
    exchanges: exchanges.map((each) => each.id),
    services,
    innocent: crowd.map((each) => each.id),
  });
  const serving = services.map((id): Dealer => ({
    id,
    firstMs: START_MS + dice.int(SPAN_MS / 4),
    contacts: [
      ...times(150 + dice.int(500), (at) => `own-${id}-${at}`),
      ...times(20, () => dice.pick(crowd).id),
      ...times(8, () => dice.pick(campaigns).id),
    ],
  }));
  return [...crowd, ...campaigns, ...serving];
}

function crowdOf(
  count: number,
  dice: Dice,
  known: { readonly exchanges: readonly { id: string; share: number }[]; readonly services: readonly string[] },
): Dealer[] {
  const ids = times(count, (at) => name('innocent', at));
  const shops = Math.ceil(count / 25);
  const launches = times(Math.ceil(count / 1500), (at) => ({
    id: name('launch', at),
    firstMs: START_MS + dice.int(SPAN_MS),
  }));
  const friends = friendsOf(ids, dice);
  return ids.map((id, at): Dealer => {
    const launch = dice.random() < 0.02 ? dice.pick(launches) : undefined;
    return {
      id,
      firstMs: launch ? launch.firstMs + dice.int(72 * HOUR_MS) : START_MS + dice.int(SPAN_MS),
      contacts: [
        ...times(1 + dice.int(12), (k) => `own-${id}-${k}`),
        ...times(dice.int(3), () => name('shop', Math.floor(shops * dice.random() ** 3))),
        ...known.exchanges.filter((each) => dice.random() < each.share).map((each) => each.id),
        ...(friends.get(at) ?? []),
        ...(dice.random() < 0.06 ? [dice.pick(ids)] : []),
        ...(dice.random() < 0.04 ? [dice.pick(known.services)] : []),
        ...(launch ? [launch.id] : []),
      ],
    };
  });
}

/** Groups of two to four who deal with each other: a fifth of the crowd. */
function friendsOf(ids: readonly string[], dice: Dice): Map<number, string[]> {
  const friends = new Map<number, string[]>();
  for (let at = 0; at + 4 < ids.length * 0.2;) {
    const size = 2 + dice.int(3);
    for (let k = 1; k < size; k++) friends.set(at + k, [ids[at + dice.int(k)]]);
    at += size;
  }
  return friends;
}

function campaignsOf(
  count: number,
  dice: Dice,
  known: {
    readonly exchanges: readonly string[];
    readonly services: readonly string[];
    readonly innocent: readonly string[];
  },
): Dealer[] {
  const dealers: Dealer[] = [];
  for (let at = 0; dealers.length < count; at++) {
    const size = Math.max(8, Math.round(8 * 12 ** (dice.random() * 1.4)));
    dealers.push(...campaignOf(name('campaign', at), size, dice, known));
  }
  return dealers;
}

function campaignOf(
  campaign: string,
  size: number,
  dice: Dice,
  known: {
    readonly exchanges: readonly string[];
    readonly services: readonly string[];
    readonly innocent: readonly string[];
  },
): Dealer[] {
  const ids = times(size, (at) => `${campaign}-${String(at).padStart(4, '0')}`);
  const isStar = dice.random() < 0.12;
  const hasBurst = dice.random() >= 0.125;
  const hasCollector = isStar || dice.random() < 0.3;
  const startMs = START_MS + dice.int(SPAN_MS);
  const exchange = dice.pick(known.exchanges);
  return ids.map((id, at): Dealer => {
    const isLoose = isStar || at >= 0.85 * size;
    const isQuiet = dice.random() < 0.5;
    // Chains mostly, sometimes from an earlier one; some dealings are on networks that the dump does not hold.
    const funder = ids[dice.random() < 0.6 ? at - 1 : dice.int(Math.max(1, at))];
    const isFunded = !isLoose && at > 0 && dice.random() >= 0.01;
    return {
      id,
      campaign,
      firstMs: hasBurst ? startMs + dice.int((1 + size / 10) * HOUR_MS) : START_MS + dice.int(SPAN_MS),
      contacts: [
        ...(isFunded ? [funder] : []),
        ...(isLoose || dice.random() < 0.4 ? [exchange] : []),
        ...(hasCollector && (isStar || dice.random() < 0.6) ? [`collector-${campaign}`] : []),
        ...times(isQuiet ? dice.int(2) : 2 + dice.int(12), (k) => `own-${id}-${k}`),
        ...(isQuiet ? [] : times(dice.int(2), () => dice.pick(known.exchanges))),
        ...(dice.random() < 0.01 ? [dice.pick(known.innocent)] : []),
        ...(dice.random() < 0.03 ? [dice.pick(known.services)] : []),
      ],
    };
  });
}

/** How well networks fit the campaigns. */
export interface Fit {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** Adjusted Rand index over the members of campaigns and of networks; the innocent stand alone in the truth, those of no network in the answer. */
  readonly ari: number;
}

/** Compares networks, as lists of account ids, with the campaigns. */
export function fitOf(dealers: readonly Dealer[], networks: readonly (readonly string[])[]): Fit {
  const campaignOfId = new Map(dealers.flatMap(({ id, campaign }) => (campaign === undefined ? [] : [[id, campaign]])));
  const found = new Map(networks.flatMap((ids, at) => ids.map((id) => [id, `network-${at}`] as const)));
  const hits = [...found.keys()].filter((id) => campaignOfId.has(id)).length;
  const precision = hits / Math.max(1, found.size);
  const recall = hits / Math.max(1, campaignOfId.size);
  const all = [...new Set([...found.keys(), ...campaignOfId.keys()])];
  return {
    precision,
    recall,
    f1: (2 * hits) / (found.size + campaignOfId.size),
    ari: adjustedRand(all.map((id) => [campaignOfId.get(id) ?? id, found.get(id) ?? id])),
  };
}

function adjustedRand(labels: readonly (readonly [string, string])[]): number {
  const pairs = (keys: readonly string[]): number => {
    const counts = new Map<string, number>();
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
    return [...counts.values()].reduce((sum, n) => sum + (n * (n - 1)) / 2, 0);
  };
  const both = pairs(labels.map(([truth, answer]) => `${truth}|${answer}`));
  const truth = pairs(labels.map(([each]) => each));
  const answer = pairs(labels.map(([, each]) => each));
  const chance = (truth * answer) / ((labels.length * (labels.length - 1)) / 2);
  return (both - chance) / ((truth + answer) / 2 - chance);
}
