import type { EventTable, MemberColumns } from '@iolaus/contracts';
import {
  ALTERNATION_DEFAULTS,
  findAlternation,
  isClearer,
  type Alternation,
  type AlternationOptions,
} from './alternation.js';
import { LEAST_ACCOUNTS } from './core-events.js';
import { group } from './incidence.js';

/** The best call over a network's whole and its communities. */
export type NetworkAlternation = Alternation & {
  /** Index of the community, undefined for the whole network. */
  readonly community: number | undefined;
};

/**
 * Looks for turns in a whole network of at most `mostAccounts` accounts and in each of its communities of at least ten, and gives what is found most clearly. Members
 * and events number accounts alike. Of larger communities, and of a larger network without such communities, `mostAccounts` are looked at.
 */
export function alternationOfNetwork(
  members: Pick<MemberColumns, 'account' | 'community'>,
  events: EventTable,
  options: Partial<AlternationOptions> = {},
): NetworkAlternation {
  const { account } = members;
  const parts = partsOf(members, events);
  const isSmall = account.length <= (options.mostAccounts ?? ALTERNATION_DEFAULTS.mostAccounts);
  const calls = parts.length > 1 || !isSmall ? parts.map((part) => alternationOfPart(part, options)) : [];
  if (isSmall || calls.length === 0)
    calls.unshift({ ...findAlternation(events, account, options), community: undefined });
  return calls.reduce((best, each) => (isClearer(each, best) ? each : best));
}

/** A community: its accounts, and their events, numbered by their place in it. */
interface Part {
  readonly community: number;
  readonly number: Uint32Array;
  readonly events: EventTable;
}

function partsOf({ account, community }: Pick<MemberColumns, 'account' | 'community'>, events: EventTable): Part[] {
  const count = community.reduce((most, each) => Math.max(most, each), -1) + 1;
  const members = group(Uint32Array.from(community), account, count);
  const placeOf = new Int32Array(account.reduce((most, each) => Math.max(most, each), 0) + 1).fill(-1);
  members.items.forEach((each, place) => (placeOf[each] = place));
  const rows = Uint32Array.from(events.account.keys()).filter((row) => (placeOf[events.account[row]] ?? -1) >= 0);
  const communityOf = new Uint32Array(account.length);
  for (let c = 0; c < count; c++) communityOf.fill(c, members.start[c], members.start[c + 1]);
  const keys = rows.map((row) => communityOf[placeOf[events.account[row]]]);
  const own = group(keys, rows, count);
  return Array.from({ length: count }, (_, c) => {
    const part = own.items.subarray(own.start[c], own.start[c + 1]);
    return {
      community: c,
      number: members.items.subarray(members.start[c], members.start[c + 1]),
      events: {
        account: part.map((row) => placeOf[events.account[row]] - members.start[c]),
        ms: Float64Array.from(part, (row) => events.ms[row]),
        total: part.length,
      },
    };
  }).filter(({ number }) => number.length >= LEAST_ACCOUNTS);
}

function alternationOfPart(
  { community, number, events }: Part,
  options: Partial<AlternationOptions>,
): NetworkAlternation {
  const call = findAlternation(events, Uint32Array.from(number.keys()), options);
  if (call.kind === 'too-little') return { ...call, community };
  return { ...call, kept: call.kept.map((place) => number[place]).sort(), community };
}
