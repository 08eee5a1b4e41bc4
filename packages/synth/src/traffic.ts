import { orderByMs } from './order-by-ms.js';
import type { Rng } from './rng.js';
import type { ScenarioInfo } from './scenarios.js';
import { DAY_MS, DAYS, HOUR_MS, START_MS, type Person } from './world.js';

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
  const turns = dealTurns(rng, scenario, people);
  const counts = dealExchanges(rng, scenario, { people, turns });
  const total = counts.campaign.reduce((a, b) => a + b, 0) + counts.own.reduce((a, b) => a + b, 0);
  const key = new Float64Array(total);
  const person = new Uint32Array(total);
  const isCampaign = new Uint8Array(total);
  let at = 0;
  people.forEach((each, index) => {
    const hours = usualHours(rng);
    for (let k = 0; k < counts.campaign[index] + counts.own[index]; k++, at++) {
      const campaign = k < counts.campaign[index];
      const isBurst =
        each.rhythm !== undefined && (campaign || each.campaign === '') && rng.chance(each.rhythm.share01);
      key[at] = (campaign ? turns.get(index)?.[k] : undefined) ?? moment(rng, each, isBurst, hours);
      person[at] = index;
      isCampaign[at] = campaign ? 1 : 0;
    }
  });
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

function dealExchanges(
  rng: Rng,
  scenario: ScenarioInfo,
  { people, turns }: { readonly people: readonly Person[]; readonly turns: ReadonlyMap<number, readonly number[]> },
): { campaign: Uint32Array; own: Uint32Array } {
  const campaign = new Uint32Array(people.length);
  const own = new Uint32Array(people.length);
  let unrelated = 0;
  for (const { name, volume01 } of volumesOf(scenario, people)) {
    const members = people.flatMap((each, index) => (each.campaign === name ? [index] : []));
    deal(rng, campaign, members, Math.max(members.length * 3, Math.round(scenario.exchanges * volume01)));
    for (const index of members) campaign[index] = turns.get(index)?.length ?? campaign[index];
    for (const index of members) {
      const share = people[index].campaignShare01;
      own[index] = Math.round((campaign[index] * (1 - share)) / share);
      unrelated += own[index] + campaign[index];
    }
  }
  const benign = people.flatMap((each, index) => (each.campaign === '' ? [index] : []));
  deal(rng, own, benign, Math.max(benign.length, scenario.exchanges - unrelated));
  return { campaign, own };
}

/** Each campaign's share of the exchanges: as planned for the demo, by the number of members for a family. */
function volumesOf(scenario: ScenarioInfo, people: readonly Person[]): { name: string; volume01: number }[] {
  const { crews, campaigns } = scenario;
  if (!crews) return campaigns.map(({ name, volume01 }) => ({ name, volume01: CAMPAIGN_SHARE01 * volume01 }));
  const sizes = new Map<string, number>();
  for (const { campaign } of people) if (campaign !== '') sizes.set(campaign, (sizes.get(campaign) ?? 0) + 1);
  const all = [...sizes.values()].reduce((sum, each) => sum + each, 0);
  return Array.from(sizes, ([name, size]) => ({ name, volume01: (crews.volume01 * size) / all }));
}

/** Share of requests that a load balancer sends anywhere. */
const ASTRAY01 = 0.2;

/** The times of the campaign's requests of accounts that take turns, by person, in order: a demand with busy quarters of an hour, dealt out in shuffled rounds. */
function dealTurns(rng: Rng, { crews }: ScenarioInfo, people: readonly Person[]): Map<number, number[]> {
  const taking = people.flatMap((each, index) => (each.takesTurns ? [index] : []));
  const turns = new Map(taking.map((index) => [index, [] as number[]]));
  const perDay = crews && crews.knobs !== 'drawn' ? crews.knobs.turnsPerDay : undefined;
  if (perDay === undefined || taking.length === 0) return turns;
  const from = Math.max(0, ...taking.map((index) => people[index].createdMs - START_MS)) + HOUR_MS;
  const until = DAYS * DAY_MS;
  const busy = Array.from({ length: DAYS * 6 }, () => from + rng.next() * (until - from));
  const requests = Math.round(((until - from) / DAY_MS) * perDay * taking.length);
  const times = Array.from({ length: requests }, () => {
    const at = rng.chance(0.5) ? rng.pick(busy) + rng.next() * 900_000 : from + rng.next() * (until - from);
    return Math.min(at, until - 1);
  }).sort((x, y) => x - y);
  let round: number[] = [];
  for (const time of times) {
    if (round.length === 0) round = rng.sample(taking, taking.length);
    turns.get(rng.chance(ASTRAY01) ? rng.pick(taking) : round.pop()!)!.push(time);
  }
  return turns;
}

/** Deals `total` to the members: one each, the rest by exponential weights, largest remainders to the first. */
function deal(rng: Rng, counts: Uint32Array, members: readonly number[], total: number): void {
  const weights = members.map(() => rng.exponential(1));
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

const usualHours = (rng: Rng): number => rng.int(0, 23);

function moment(rng: Rng, person: Person, isBurst: boolean, usualHour: number): number {
  if (person.bannedMs !== undefined || person.createdMs > LATE_MS) return momentWithin(rng, person, isBurst);
  const earliest = person.createdMs - START_MS + 60_000;
  if (isBurst && person.rhythm) return Math.max((rng.pick(person.rhythm.burstHours) + rng.next()) * HOUR_MS, earliest);
  const firstDay = Math.max(0, (person.createdMs - START_MS) / (24 * HOUR_MS));
  const day = Math.floor(Math.min(firstDay, DAYS - 1) + rng.next() * (DAYS - Math.min(firstDay, DAYS - 1)));
  const hour = (usualHour + Math.round((rng.next() + rng.next() + rng.next() - 1.5) * 8) + 24) % 24;
  const time = (Math.min(day, DAYS - 1) * 24 + hour + rng.next()) * HOUR_MS;
  return Math.min(DAYS * 24 * HOUR_MS - 1, Math.max(time, earliest));
}

/** Who signs up in the last two days has hours, not days, to be active in. No account of the demo is so late. */
const LATE_MS = START_MS + (DAYS - 2) * DAY_MS;

function momentWithin(rng: Rng, person: Person, isBurst: boolean): number {
  const from = Math.max(0, person.createdMs - START_MS + 60_000);
  const until = (person.bannedMs ?? START_MS + DAYS * DAY_MS) - START_MS - 1;
  const hours = isBurst
    ? (person.rhythm?.burstHours ?? []).filter((hour) => hour * HOUR_MS >= from && (hour + 1) * HOUR_MS <= until)
    : [];
  return hours.length > 0 ? (rng.pick(hours) + rng.next()) * HOUR_MS : from + rng.next() * Math.max(0, until - from);
}
