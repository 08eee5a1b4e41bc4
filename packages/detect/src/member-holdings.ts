import type { Cluster } from './clusters.js';
import type { Incidence } from './incidence.js';
import { scratchOf } from './scratch.js';

/** What each member holds of its cluster, as compressed rows in the order of the members. */
export interface MemberHoldings {
  /** First item of each member, and the number of all items. */
  readonly start: Uint32Array;
  /** Places of the indicators in the cluster. */
  readonly items: Uint32Array;
  /** Row of the sightings that says so. */
  readonly sighting: Uint32Array;
}

/** The holdings of a cluster's members. Cost: one look at all that the members hold. */
export function memberHoldings(
  incidence: Incidence,
  { indicators, members }: Pick<Cluster, 'indicators' | 'members'>,
): MemberHoldings {
  const { held: placeAbove } = scratchOf(incidence);
  indicators.forEach((e, k) => (placeAbove[e] = k + 1));
  let most = 0;
  for (const a of members) most += incidence.accountStart[a + 1] - incidence.accountStart[a];
  const start = new Uint32Array(members.length + 1);
  const items = new Uint32Array(most);
  const sighting = new Uint32Array(most);
  let next = 0;
  members.forEach((a, row) => {
    for (let at = incidence.accountStart[a]; at < incidence.accountStart[a + 1]; at++) {
      const above = placeAbove[incidence.ofAccount[at]];
      if (above === 0) continue;
      items[next] = above - 1;
      // Sightings are sorted by account, so that places of the incidence are rows of the table.
      sighting[next++] = at;
    }
    start[row + 1] = next;
  });
  for (const e of indicators) placeAbove[e] = 0;
  return { start, items: items.slice(0, next), sighting: sighting.slice(0, next) };
}
