import { createHash } from 'node:crypto';
import { INDICATOR_KINDS, type AccountTable, type ActivityTable, type LakeTables } from '@iolaus/contracts';
import {
  makeScenario,
  paymentsOf,
  requestedScenario,
  usesOf,
  type MadeScenario,
  type ScenarioRequest,
} from './made-scenario.js';
import { DEVICE_KIND } from './mappings.js';
import { addSightings, type ExchangeTimes } from './scenario-sightings.js';
import { SightingBuilder } from './sighting-builder.js';
import type { Traffic } from './traffic.js';
import { HOUR_MS, START_MS, type Person } from './world.js';

/** A scenario as detection reads it, with its truth. */
export interface ScenarioTables {
  readonly tables: LakeTables;
  readonly truth: TableTruth;
  readonly events: TableEvents;
}

/** The ground truth by account number. */
export interface TableTruth {
  /** Name of the campaign, empty for benign accounts. */
  readonly campaign: readonly string[];
  /** What the account is: `member`, `household`, `university` … */
  readonly kind: readonly string[];
  readonly isStealth: Uint8Array;
  /** Share 0–1 of its exchanges that belong to the campaign; 0 for benign accounts. */
  readonly campaignShare01: Float64Array;
  /** 0 for benign accounts, 2 for successors of banned ones. */
  readonly generation: Uint8Array;
  /** Exchanges that it made for its campaign. */
  readonly campaignUses: Uint32Array;
}

/** Every exchange in the order of time. */
export interface TableEvents {
  readonly account: Uint32Array;
  /** Unix milliseconds. */
  readonly ms: Float64Array;
  /** 1 when the exchange belongs to its account's campaign. */
  readonly isCampaign: Uint8Array;
  /** Indicator number of its prompt template, −1 for free chat. */
  readonly template: Int32Array;
}

/**
 * The tables that a lake holds after the import of a scenario of that name, seed and size, without its texts: templates are those of the ground truth with their ids (a lake also mines
 * sentences that happen to come often, and output contracts), the dump is a made-up one (its ordinals count exchanges, then accounts, then payments). People, times and bans, and for the
 * scenarios of detection tests what each exchange uses, are those of the written dumps. Refuses what writing refuses (SCENARIO_UNKNOWN, BAD_INPUT).
 */
export function makeTables(options: ScenarioRequest): ScenarioTables {
  return tablesOf(makeScenario(requestedScenario(options), options.seed ?? 1));
}

/** The tables of people and their traffic; see {@link makeTables}. */
export function tablesOf(made: MadeScenario): ScenarioTables {
  const { people, traffic } = made;
  const ms = traffic.timeMs.map((timeMs) => Math.floor(START_MS + timeMs));
  const kinds = people.some(({ devices }) => devices.length > 0) ? [...INDICATOR_KINDS, DEVICE_KIND] : INDICATOR_KINDS;
  const builder = new SightingBuilder(kinds);
  const { template } = addSightings(builder, { people, traffic, uses: usesOf(made), payments: paymentsOf(made), ms });
  const { sightings, final } = builder.finish(FIXED_TEXTS);
  return {
    tables: {
      sightings: {
        accounts: people.map((each) => each.id),
        kinds,
        ...sightings,
        dump: new Uint16Array(sightings.account.length),
        dumps: [madeUpDump(made)],
      },
      accounts: accountTable(people, { person: traffic.person, ms }),
      activity: activityTable(people, { person: traffic.person, ms }),
    },
    truth: truthOf(people, traffic),
    events: {
      account: traffic.person,
      ms,
      isCampaign: traffic.isCampaign,
      template: template.map((number) => (number < 0 ? -1 : final[number])),
    },
  };
}

/** Fixed texts are indicators in the lake from so many uses by so many accounts on. */
const FIXED_TEXTS = { kinds: ['system-prompt', 'tool-schema'], uses: 8, accounts: 3 };

const madeUpDump = ({ scenario, seed }: MadeScenario): string =>
  createHash('sha256')
    .update(JSON.stringify([scenario, seed]))
    .digest('hex');

function accountTable(people: readonly Person[], { person, ms }: ExchangeTimes): AccountTable {
  const exchanges = new Float64Array(people.length);
  const firstMs = new Float64Array(people.length).fill(Number.NaN);
  const lastMs = new Float64Array(people.length).fill(Number.NaN);
  for (let at = 0; at < person.length; at++) {
    if (exchanges[person[at]]++ === 0) firstMs[person[at]] = ms[at];
    lastMs[person[at]] = ms[at];
  }
  const organisations = [...new Set(people.map((each) => each.organisation))].filter((each) => each !== '').sort();
  const organisationAt = new Map(organisations.map((each, at) => [each, at]));
  return {
    createdMs: Float64Array.from(people, (each) => Math.floor(each.createdMs)),
    exchanges,
    firstMs,
    lastMs,
    organisation: Int32Array.from(people, (each) => organisationAt.get(each.organisation) ?? -1),
    organisations,
    isVerified: Uint8Array.from(people, (each) => (each.isVerified ? 1 : 0)),
    programme: people.map((each) => each.programme),
    status: people.map((each) => (each.bannedMs === undefined ? 'active' : 'banned')),
    bannedMs: Float64Array.from(people, (each) => each.bannedMs ?? Number.NaN),
    emailDomain: people.map((each) => each.emailDomain),
    country: people.map((each) => each.country),
  };
}

function activityTable(people: readonly Person[], { person, ms }: ExchangeTimes): ActivityTable {
  const start = new Uint32Array(people.length + 1);
  for (const each of person) start[each + 1]++;
  for (let at = 0; at < people.length; at++) start[at + 1] += start[at];
  const next = start.slice(0, people.length);
  // Exchanges are in the order of time, so each account's hours come ascending.
  const hours = new Uint32Array(person.length);
  for (let at = 0; at < person.length; at++) hours[next[person[at]]++] = Math.floor(ms[at] / HOUR_MS);
  const [account, hour, count] = [0, 0, 0].map(() => new Uint32Array(person.length));
  let rows = 0;
  for (let who = 0; who < people.length; who++)
    for (let at = start[who]; at < start[who + 1]; at++) {
      if (at > start[who] && hours[at] === hours[at - 1]) {
        count[rows - 1]++;
        continue;
      }
      account[rows] = who;
      hour[rows] = hours[at];
      count[rows++] = 1;
    }
  return { account: account.slice(0, rows), hour: hour.slice(0, rows), count: count.slice(0, rows) };
}

function truthOf(people: readonly Person[], { person, isCampaign }: Traffic): TableTruth {
  const campaignUses = new Uint32Array(people.length);
  for (let at = 0; at < person.length; at++) campaignUses[person[at]] += isCampaign[at];
  return {
    campaignUses,
    campaign: people.map((each) => each.campaign),
    kind: people.map((each) => each.kind),
    isStealth: Uint8Array.from(people, (each) => (each.isStealth ? 1 : 0)),
    campaignShare01: Float64Array.from(people, (each) => (each.campaign === '' ? 0 : each.campaignShare01)),
    generation: Uint8Array.from(people, (each) => (each.campaign === '' ? 0 : each.generation)),
  };
}
