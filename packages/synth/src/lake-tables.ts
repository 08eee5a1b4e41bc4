import { INDICATOR_KINDS, type IndicatorKind, type LakeTables } from '@iolaus/contracts';
import { populate } from './population.js';
import type { Frame } from './prompts.js';
import { frameFor } from './records.js';
import { Rng } from './rng.js';
import { scenarioOf, type ScenarioInfo } from './scenarios.js';
import { makeTraffic, type Traffic } from './traffic.js';
import { DAYS, DAY_MS, START_MS, type Person } from './world.js';

/** What is true of each account, in the order of the tables. */
export interface TableTruth {
  /** Empty for benign accounts. */
  readonly campaign: readonly string[];
  readonly kind: readonly string[];
  readonly isStealth: Uint8Array;
  readonly campaignShare01: Float64Array;
  readonly generation: Uint8Array;
  /** Exchanges of the campaign, of all. */
  readonly campaignUses: Uint32Array;
}

/** Every exchange of a scenario in the order of time. */
export interface TableEvents {
  readonly account: Uint32Array;
  readonly ms: Float64Array;
  readonly isCampaign: Uint8Array;
}

/** A scenario as tables, with what is true of it. */
export interface ScenarioTables {
  readonly tables: LakeTables;
  readonly truth: TableTruth;
  readonly events: TableEvents;
}

/** The kind that the mapping of scenarios with devices declares. */
const DEVICE: IndicatorKind = {
  kind: 'device',
  label: 'Device',
  plural: 'Devices',
  family: 'client',
  reliability01: 0.9,
  isDeclared: true,
};

/**
 * A scenario as the tables that the lake would give of its dumps, at once: the same people and the same traffic; which of its prompts, addresses and devices an account uses when is drawn anew, and
 * templates are known, not mined. Fitting, self-tests and benchmarks of detection need many worlds.
 */
export function makeTables(of: {
  readonly name: string;
  readonly seed?: number;
  readonly accounts?: number;
  readonly exchanges?: number;
}): ScenarioTables {
  const scenario = scenarioOf(of.name, of);
  const seed = of.seed ?? 1;
  const rng = new Rng(seed);
  const people = populate(rng, scenario);
  return tablesOf({ scenario, people, traffic: makeTraffic(rng, scenario, people), rng });
}

interface World {
  readonly scenario: ScenarioInfo;
  readonly people: readonly Person[];
  readonly traffic: Traffic;
  readonly rng: Rng;
}

interface Seen {
  count: number;
  firstMs: number;
  lastMs: number;
}

/** The tables of people and their traffic. */
export function tablesOf(world: World): ScenarioTables {
  const { people, traffic } = world;
  const kinds = [...INDICATOR_KINDS, ...(people.some(({ devices }) => devices) ? [DEVICE] : [])];
  const book = new Book(kinds, people.length);
  const uses = new Uint32Array(people.length);
  const campaignUses = new Uint32Array(people.length);
  const first = new Float64Array(people.length).fill(Number.NaN);
  const last = new Float64Array(people.length).fill(Number.NaN);
  const { timeMs, person, isCampaign } = traffic;
  const ms = timeMs.map((time) => START_MS + time);
  for (let at = 0; at < person.length; at++) {
    const a = person[at];
    uses[a]++;
    campaignUses[a] += isCampaign[at];
    if (Number.isNaN(first[a])) first[a] = ms[at];
    last[a] = ms[at];
    book.exchange(world.rng, a, { person: people[a], ms: ms[at], isCampaign: isCampaign[at] === 1 });
  }
  people.forEach((each, a) => book.person(a, each));
  return {
    tables: {
      sightings: book.sightings(people.map(({ id }) => id)),
      accounts: accountsOf(people, { uses, first, last }),
      activity: activityOf(person, ms),
    },
    truth: {
      campaign: people.map(({ campaign }) => campaign),
      kind: people.map(({ kind }) => kind),
      isStealth: Uint8Array.from(people, ({ isStealth }) => (isStealth ? 1 : 0)),
      campaignShare01: Float64Array.from(people, ({ campaignShare01 }) => campaignShare01),
      generation: Uint8Array.from(people, ({ campaign, generation }) =>
        campaign === '' ? 0 : Math.max(1, generation),
      ),
      campaignUses,
    },
    events: { account: person, ms, isCampaign },
  };
}

/** Who was seen with what, collected account by account. */
class Book {
  readonly #kinds: readonly IndicatorKind[];
  readonly #numbers = new Map<string, number>();
  readonly #kind: number[] = [];
  readonly #value: string[] = [];
  readonly #text: (string | undefined)[] = [];
  readonly #of: Map<number, Seen>[];

  constructor(kinds: readonly IndicatorKind[], accounts: number) {
    this.#kinds = kinds;
    this.#of = Array.from({ length: accounts }, () => new Map<number, Seen>());
  }

  exchange(rng: Rng, a: number, of: { person: Person; ms: number; isCampaign: boolean }): void {
    const { person, ms } = of;
    const ip = rng.pick(person.ips);
    this.#see(a, 'ip', ip, ms);
    this.#see(a, 'subnet', `${ip.slice(0, ip.lastIndexOf('.'))}.0/24`, ms);
    this.#see(a, 'user-agent', person.agent, ms);
    if (person.devices && person.devices.length > 0) this.#see(a, 'device', rng.pick(person.devices), ms);
    const frame = frameFor(rng, person, of.isCampaign);
    if (frame) this.#prompt(a, frame, ms);
  }

  /** What stands in the lists of accounts and payments. */
  person(a: number, { emailDomain, cards, createdMs }: Person): void {
    this.#see(a, 'email-domain', emailDomain, createdMs);
    const paidMs = Math.max(createdMs, START_MS - 20 * DAY_MS);
    for (const { token, bin } of cards) {
      this.#see(a, 'payment-method', token, paidMs);
      this.#see(a, 'bin', bin, paidMs);
    }
  }

  #prompt(a: number, frame: Frame, ms: number): void {
    this.#see(a, 'prompt-template', frame.id, ms, `${frame.opening} ‹…› ${frame.closing}`);
    if (frame.systemPrompt !== '') this.#see(a, 'system-prompt', frame.systemPrompt, ms);
    if (frame.tools !== '') this.#see(a, 'tool-schema', frame.tools, ms);
  }

  #see(a: number, kind: string, value: string, ms: number, text?: string): void {
    const key = `${kind} ${value}`;
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.#value.length;
      this.#numbers.set(key, number);
      this.#kind.push(this.#kinds.findIndex((each) => each.kind === kind));
      this.#value.push(value);
      this.#text.push(text);
    }
    const seen = this.#of[a].get(number);
    if (!seen) this.#of[a].set(number, { count: 1, firstMs: ms, lastMs: ms });
    else {
      seen.count++;
      seen.firstMs = Math.min(seen.firstMs, ms);
      seen.lastMs = Math.max(seen.lastMs, ms);
    }
  }

  /** The table: indicators in the order of kind and value, rows by account, then indicator. */
  sightings(accounts: readonly string[]): LakeTables['sightings'] {
    const nameOf = (e: number): string => this.#kinds[this.#kind[e]].kind;
    const order = Array.from(this.#value.keys()).sort(
      (x, y) => compare(nameOf(x), nameOf(y)) || compare(this.#value[x], this.#value[y]),
    );
    const place = new Uint32Array(order.length);
    order.forEach((e, at) => (place[e] = at));
    const rows = this.#of.flatMap((seen, account) =>
      Array.from(seen, ([e, facts]) => ({ account, indicator: place[e], ...facts })).sort(
        (x, y) => x.indicator - y.indicator,
      ),
    );
    return {
      accounts,
      kinds: this.#kinds,
      indicatorKind: Uint8Array.from(order, (e) => this.#kind[e]),
      indicatorValue: order.map((e) => this.#value[e]),
      indicatorText: order.map((e) => this.#text[e]),
      account: Uint32Array.from(rows, (row) => row.account),
      indicator: Uint32Array.from(rows, (row) => row.indicator),
      count: Uint32Array.from(rows, (row) => row.count),
      firstMs: Float64Array.from(rows, (row) => row.firstMs),
      lastMs: Float64Array.from(rows, (row) => row.lastMs),
      dump: new Uint16Array(rows.length),
      ordinal: Uint32Array.from(rows, (_, at) => at + 1),
      dumps: ['0'.repeat(64)],
    };
  }
}

const compare = (x: string, y: string): number => (x < y ? -1 : x > y ? 1 : 0);

function accountsOf(
  people: readonly Person[],
  of: { uses: Uint32Array; first: Float64Array; last: Float64Array },
): LakeTables['accounts'] {
  const organisations = [...new Set(people.map(({ organisation }) => organisation))]
    .filter((each) => each !== '')
    .sort();
  const index = new Map(organisations.map((each, at) => [each, at]));
  return {
    createdMs: Float64Array.from(people, ({ createdMs }) => createdMs),
    exchanges: Float64Array.from(of.uses),
    firstMs: of.first,
    lastMs: of.last,
    organisation: Int32Array.from(people, ({ organisation }) => index.get(organisation) ?? -1),
    organisations,
    isVerified: Uint8Array.from(people, ({ isVerified }) => (isVerified ? 1 : 0)),
    programme: people.map(({ programme }) => programme),
    status: people.map(({ bannedMs }) => (bannedMs === undefined ? 'active' : 'banned')),
    bannedMs: Float64Array.from(people, ({ bannedMs }) => bannedMs ?? Number.NaN),
    emailDomain: people.map(({ emailDomain }) => emailDomain),
    country: people.map(({ country }) => country),
  };
}

function activityOf(person: Uint32Array, ms: Float64Array): LakeTables['activity'] {
  const startHour = START_MS / 3_600_000;
  const hours = DAYS * 24 + 1;
  const keys = Float64Array.from(person, (a, at) => a * hours + Math.floor(ms[at] / 3_600_000 - startHour)).sort();
  const account: number[] = [];
  const hour: number[] = [];
  const count: number[] = [];
  for (let from = 0, to = 1; from < keys.length; from = to++) {
    while (to < keys.length && keys[to] === keys[from]) to++;
    account.push(Math.floor(keys[from] / hours));
    hour.push(startHour + (keys[from] % hours));
    count.push(to - from);
  }
  return { account: Uint32Array.from(account), hour: Uint32Array.from(hour), count: Uint32Array.from(count) };
}
