import type { CompareQuery, ModelUses, NetworkDays, TimeWindow, WindowComparison } from '@iolaus/contracts';
import type { SnapshotNetwork } from '../snapshot.js';
import type { Workbench } from '../workbench.js';
import { activeIn, DAY_MS, daysOf, signUpColumn, windowOf, type MemberDays } from './member-days.js';
import { findNetwork } from './networks.js';

/** Members that are named of those who came or went; all are counted. */
const MOST_ACCOUNTS = 500;
/** Indicators that are named, and members that must hold one to be. */
const MOST_INDICATORS = 50;
const LEAST_HOLDERS = 3;

/** Who was active when, with releases and bans. Members are in the order of the frame. */
export async function networkDays(workbench: Workbench, id: string): Promise<NetworkDays> {
  const network = findNetwork(workbench.snapshot(), id);
  const { first, count, bits, table } = await daysOf(workbench, network);
  const isWithin = (ms: number): boolean => ms >= first * DAY_MS && ms < (first + count) * DAY_MS;
  const releases = count === 0 ? [] : await workbench.lake.modelReleases();
  return {
    startMs: first * DAY_MS,
    dayMs: DAY_MS,
    days: count,
    active: Buffer.from(bits).toString('base64'),
    members: network.members.ids.length,
    signUps: Buffer.from(signUpColumn(network, first).buffer).toString('base64'),
    releases: releases
      .map(({ model, releaseMs }) => ({ model, ms: releaseMs }))
      .filter(({ ms }) => isWithin(ms))
      .toSorted((x, y) => x.ms - y.ms),
    bans: Array.from(table.bannedDay, (day, at) => ({ ms: day * DAY_MS, accounts: table.banned[at]! })),
  };
}

/** How a network differs between two windows. Refuses windows that end before they begin (BAD_INPUT). */
export async function compareWindows(workbench: Workbench, query: CompareQuery): Promise<WindowComparison> {
  const network = findNetwork(workbench.snapshot(), query.id);
  const { members, communities } = network;
  const windows = windowsOf(query);
  const days = await daysOf(workbench, network);
  const inEarlier = activeIn(days, windows.earlier);
  const inLater = activeIn(days, windows.later);
  const rows = Array.from(members.ids.keys());
  const named = (chosen: readonly number[]): WindowComparison['joined'] => ({
    total: chosen.length,
    accounts: chosen.slice(0, MOST_ACCOUNTS).map((row) => ({
      account: members.ids[row]!,
      community: communities[members.community[row]!]!.label,
      bits: Math.round(members.bits[row]! * 10) / 10,
    })),
  });
  const { fresh, lost } = await workbench.lake.heldInWindows({
    accounts: members.ids,
    ...windows,
    least: Math.min(LEAST_HOLDERS, members.ids.length),
    most: MOST_INDICATORS,
  });
  return {
    earlier: { ...figuresOf(days, windows.earlier), members: count(inEarlier) },
    later: { ...figuresOf(days, windows.later), members: count(inLater) },
    both: rows.filter((row) => inEarlier[row] && inLater[row]).length,
    joined: named(rows.filter((row) => inLater[row] && !inEarlier[row])),
    left: named(rows.filter((row) => inEarlier[row] && !inLater[row])),
    fresh,
    lost,
    communities: byCommunity(network, inEarlier, inLater),
  };
}

function byCommunity(
  { members, communities }: SnapshotNetwork,
  inEarlier: Uint8Array,
  inLater: Uint8Array,
): WindowComparison['communities'] {
  const counts = communities.map(({ label }) => ({ label, earlier: 0, later: 0 }));
  members.community.forEach((c, row) => {
    counts[c]!.earlier += inEarlier[row]!;
    counts[c]!.later += inLater[row]!;
  });
  return counts;
}

/** Exchanges of a network by model in two windows: read from the records, since no rollup keeps models. */
export async function windowModels(workbench: Workbench, query: CompareQuery): Promise<ModelUses> {
  const { members } = findNetwork(workbench.snapshot(), query.id);
  return workbench.lake.modelUses({ accounts: members.ids, ...windowsOf(query) });
}

const count = (flags: Uint8Array): number => flags.reduce((sum, each) => sum + each, 0);

function figuresOf(
  { table }: MemberDays,
  { fromMs, toMs }: TimeWindow,
): { readonly exchanges: number; readonly days: number } {
  let exchanges = 0;
  table.day.forEach((day, at) => {
    if (day * DAY_MS >= fromMs && day * DAY_MS < toMs) exchanges += table.uses[at]!;
  });
  return { exchanges, days: (toMs - fromMs) / DAY_MS };
}

const windowsOf = ({ earlier, later }: CompareQuery): { readonly earlier: TimeWindow; readonly later: TimeWindow } => ({
  earlier: windowOf(earlier),
  later: windowOf(later),
});
