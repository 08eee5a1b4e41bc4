import type { LakeTables } from '@iolaus/contracts';
import type { Cluster } from '../clusters.js';
import { weigh } from '../clusters.js';
import type { Communities } from '../communities.js';
import type { Incidence } from '../incidence.js';
import { barBits } from '../membership.js';
import { scoreMembers } from '../scores.js';

/** A cluster of the accounts whose ids begin with `who`, or of which it holds, on the indicators that at least two of them hold. */
export function clusterOf(incidence: Incidence, tables: LakeTables, who: string | ((id: string) => boolean)): Cluster {
  const isMember = typeof who === 'string' ? (id: string): boolean => id.startsWith(who) : who;
  const members = Uint32Array.from(tables.sightings.accounts.flatMap((id, a) => (isMember(id) ? [a] : [])));
  const held = new Map<number, number>();
  for (const a of members)
    for (const e of incidence.ofAccount.subarray(incidence.accountStart[a], incidence.accountStart[a + 1]))
      held.set(e, (held.get(e) ?? 0) + 1);
  const indicators = Uint32Array.from([...held].filter(([, n]) => n > 1).map(([e]) => e)).sort();
  const empty = new Float32Array(0);
  const bare: Cluster = {
    indicators,
    members,
    bits: empty,
    held: new Uint32Array(0),
    byFamily: empty,
    total: empty,
    barBits: barBits(members.length, incidence.accounts),
    contested: new Int32Array(members.length).fill(-1),
  };
  const weighed = weigh(incidence, bare);
  const { byFamily, total } = scoreMembers(incidence, members, weighed);
  return { ...bare, ...weighed, byFamily, total };
}

/** Everybody of a cluster in one community. */
export function oneCommunity(cluster: Cluster): Communities {
  return {
    count: 1,
    ofMember: new Uint16Array(cluster.members.length),
    ofIndicator: new Uint16Array(cluster.indicators.length),
  };
}
