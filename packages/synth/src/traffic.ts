import { dispatchRequests, type Dispatched } from './dispatch.js';
import { orderByMs } from './order-by-ms.js';
import type { Rng } from './rng.js';
import type { CellScenario, FamilyScenario, ScenarioInfo } from './scenarios.js';
import { DAY_MS, HOUR_MS, START_MS, type Person } from './world.js';

/** Every exchange of a scenario in the order of time: when, who, and whether it belongs to the campaign. */
export interface Traffic {
  /** Milliseconds since START_MS. */
  readonly timeMs: Float64Array;
  readonly person: Uint32Array;
  readonly isCampaign: Uint8Array;
}

/** Share of a scenario's exchanges that the campaigns themselves make; unrelated traffic of mixed accounts comes on top. */
const CAMPAIGN_SHARE01 = 0.46;

/** Deals the scenario's exchanges out to its people, then to hours. */
export function makeTraffic(rng: Rng, scenario: ScenarioInfo, people: readonly Person[]): Traffic {
  const counts = scenario.kind === 'cells' ? dealByVolume(rng, scenario, people) : dealByKnobs(rng, scenario, people);
  const dispatched = scenario.kind === 'cells' ? [] : dispatchAll(rng, scenario, people);
  const inTurns = dispatched.reduce((sum, each) => sum + each.person.length, 0);
  const total = counts.campaign.reduce((a, b) => a + b, 0) + counts.own.reduce((a, b) => a + b, 0) + inTurns;
  const key = new Float64Array(total);
  const person = new Uint32Array(total);
  const isCampaign = new Uint8Array(total);
  let at = 0;
  people.forEach((each, index) => {
    const usualHour = scenario.kind === 'cells' ? rng.int(0, 23) : dailyHour(rng);
    for (let k = 0; k < counts.campaign[index] + counts.own[index]; k++, at++) {
      const campaign = k < counts.campaign[index];
      const isBurst =
        each.rhythm !== undefined && (campaign || each.campaign === '') && rng.chance(each.rhythm.share01);
      key[at] = moment(rng, each, { isBurst, usualHour, days: scenario.days });
      person[at] = index;
      isCampaign[at] = campaign ? 1 : 0;
    }
  });
  for (const requests of dispatched) {
    key.set(requests.timeMs, at);
    person.set(requests.person, at);
    isCampaign.fill(1, at, at + requests.person.length);
    at += requests.person.length;
  }
  return inOrder(orderByMs(key), { timeMs: key, person, isCampaign });
}

function inOrder(order: Uint32Array, dealt: Traffic): Traffic {
  const timeMs = new Float64Array(order.length);
  const person = new Uint32Array(order.length);
  const isCampaign = new Uint8Array(order.length);
  for (let at = 0; at < order.length; at++) {
    const from = order[at];
    timeMs[at] = dealt.timeMs[from];
    person[at] = dealt.person[from];
    isCampaign[at] = dealt.isCampaign[from];
  }
  return { timeMs, person, isCampaign };
}

/** Largest number of exchanges that one scenario can hold: about 2.5 GB of columns while they are sorted. */
export const MOST_EXCHANGES = 67_108_864;

/** How many exchanges each person makes, for its campaign and else. */
interface Counts {
  readonly campaign: Uint32Array;
  readonly own: Uint32Array;
}

function dealByVolume(rng: Rng, scenario: CellScenario, people: readonly Person[]): Counts {
  const campaign = new Uint32Array(people.length);
  const own = new Uint32Array(people.length);
  let unrelated = 0;
  for (const plan of scenario.campaigns) {
    const members = membersOf(people, plan.name);
    const total = Math.max(members.length * 3, Math.round(scenario.exchanges * CAMPAIGN_SHARE01 * plan.volume01));
    deal(campaign, members, { total, weight: () => rng.exponential(1) });
    for (const index of members) {
      const share = people[index].campaignShare01;
      own[index] = Math.round((campaign[index] * (1 - share)) / share);
      unrelated += own[index] + campaign[index];
    }
  }
  dealToOthers(rng, own, { people, total: scenario.exchanges - unrelated });
  return { campaign, own };
}

/** Exchanges an account, at which knobs mean what they say. */
export const USUAL_RATE = 12;

/** Members make as many exchanges as their knobs say, of which their share is the campaign's; everybody else shares the rest. */
function dealByKnobs(rng: Rng, scenario: FamilyScenario, people: readonly Person[]): Counts {
  const campaign = new Uint32Array(people.length);
  const own = new Uint32Array(people.length);
  const rate = scenario.exchanges / scenario.accounts / USUAL_RATE;
  let dealt = 0;
  for (const { name, knobs } of scenario.campaigns) {
    if (knobs.dispatch) continue;
    const members = membersOf(people, name);
    const total = Math.round(members.length * Math.max(3, knobs.exchangesEach * rate));
    // The mean of two exponential draws: few members are nearly silent.
    deal(own, members, { total, weight: () => (rng.exponential(1) + rng.exponential(1)) / 2 });
    for (const index of members) {
      campaign[index] = Math.max(1, Math.round(own[index] * people[index].campaignShare01));
      own[index] -= campaign[index];
    }
    dealt += total;
  }
  dealToOthers(rng, own, { people, total: scenario.exchanges - dealt });
  return { campaign, own };
}

/** Requests of load balancers. They come on top of the scenario's exchanges: their rate is fixed, however few those are. */
function dispatchAll(rng: Rng, scenario: FamilyScenario, people: readonly Person[]): Dispatched[] {
  return scenario.campaigns.flatMap(({ name, knobs: { dispatch } }) => {
    if (!dispatch) return [];
    const members = membersOf(people, name);
    const total = members.length * dispatch.perDay * scenario.days;
    return [dispatchRequests(rng, { members, total, days: scenario.days, random01: dispatch.random01 })];
  });
}

const membersOf = (people: readonly Person[], campaign: string): number[] =>
  people.flatMap((each, index) => (each.campaign === campaign ? [index] : []));

/** Deals `total` to those outside campaigns, to busy ones more. */
function dealToOthers(
  rng: Rng,
  own: Uint32Array,
  { people, total }: { readonly people: readonly Person[]; readonly total: number },
): void {
  const benign = membersOf(people, '');
  deal(own, benign, {
    total: Math.max(benign.length, total),
    weight: (index) => rng.exponential(1) * people[index].busy,
  });
}

/** Deals `total` to the members: one each, the rest by weight, remainders carried on to the next. */
function deal(
  counts: Uint32Array,
  members: readonly number[],
  { total, weight }: { readonly total: number; readonly weight: (index: number) => number },
): void {
  const weights = members.map(weight);
  const sum = weights.reduce((a, b) => a + b, 0);
  const rest = total - members.length;
  let carried = 0;
  members.forEach((index, at) => {
    carried += (weights[at] / sum) * rest;
    const whole = Math.floor(carried + 1e-9);
    carried -= whole;
    counts[index] = 1 + whole;
  });
}

/** The hour around which someone is active, as most people are by day. */
const dailyHour = (rng: Rng): number => Math.floor(13 + (rng.next() + rng.next() + rng.next() - 1.5) * 9 + 24) % 24;

function moment(
  rng: Rng,
  person: Person,
  of: { readonly isBurst: boolean; readonly usualHour: number; readonly days: number },
): number {
  const earliest = person.createdMs - START_MS + 60_000;
  if (of.isBurst && person.rhythm) {
    const { burstHours, minute } = person.rhythm;
    const hour = rng.pick(burstHours);
    const part01 = minute === undefined ? rng.next() : (minute + rng.next()) / 60;
    return Math.max((hour + part01) * HOUR_MS, earliest);
  }
  const endMs = person.bannedMs === undefined ? of.days * DAY_MS : person.bannedMs - START_MS;
  const days = Math.ceil(endMs / DAY_MS);
  const firstDay = Math.min(Math.max(0, (person.createdMs - START_MS) / DAY_MS), days - 1);
  const day = Math.floor(firstDay + rng.next() * (days - firstDay));
  const hour = (of.usualHour + Math.round((rng.next() + rng.next() + rng.next() - 1.5) * 8) + 24) % 24;
  const time = (Math.min(day, days - 1) * 24 + hour + rng.next()) * HOUR_MS;
  return Math.min(endMs - 1, Math.max(time, earliest));
}
