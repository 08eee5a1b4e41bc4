import type { DayRows, DayRowsQuery } from '@iolaus/contracts';
import type { SnapshotNetwork } from '../snapshot.js';
import type { Workbench } from '../workbench.js';
import { earlierOf, membersOn, windowOf } from './member-days.js';
import { findNetwork } from './networks.js';

/**
 * Raw records that members have on chosen days. Of those that went, the days are the earlier ones. Of those that signed up, these are the records of their sign-ups, or, where of some no sign-up is
 * known but only a first record, all of their records on these days. Refuses what {@link membersOn} refuses.
 */
export async function networkDayRows(workbench: Workbench, query: DayRowsQuery): Promise<DayRows> {
  const network = findNetwork(workbench.snapshot(), query.id);
  const isKept = await membersOn(workbench, network, query);
  const rows = membersIn(network, query).filter((row) => isKept[row] === 1);
  const isSignUps = query.daysOf === 'sign-ups' && rows.every((row) => !Number.isNaN(network.members.createdMs[row]!));
  return workbench.lake.dayRows({
    accounts: rows.map((row) => network.members.ids[row]!),
    window: windowOf(query.daysOf === 'went' ? earlierOf(query) : query),
    limit: query.limit,
    ...(isSignUps && { entities: ['account'] }),
  });
}

function membersIn(
  { members, communities }: SnapshotNetwork,
  { community, account }: Pick<DayRowsQuery, 'community' | 'account'>,
): number[] {
  const c = communities.findIndex(({ label }) => label === community);
  return Array.from(members.ids.keys()).filter(
    (row) =>
      (community === undefined || members.community[row] === c) &&
      (account === undefined || members.ids[row] === account),
  );
}
