import type { LakeTables } from '@iolaus/contracts';
import type { Cluster } from './clusters.js';
import type { Incidence } from './incidence.js';

/** Per member of a cluster: exchanges that carry a prompt of the network, of how many. */
export interface CampaignUses {
  readonly campaign: Float64Array;
  readonly all: Float64Array;
}

/** A prompt that this share of its users or more use inside the network is the network's. */
const OWN_SHARE = 0.3;

/**
 * Counts how many of each member's exchanges are of the campaign: those with a prompt that is of the network's core and known to few outside. Every exchange has at most one value of a kind, so the
 * kind of the prompt family that most exchanges of the members carry is the one that counts. All zero where no such kind is in the data.
 */
export function campaignUses(incidence: Incidence, tables: LakeTables, cluster: Cluster): CampaignUses {
  const { sightings } = tables;
  const isOwn = new Map<number, number>();
  cluster.indicators.forEach((e, k) => {
    if (sightings.kinds[sightings.indicatorKind[e]].family !== 'prompt') return;
    if (cluster.held[k] >= OWN_SHARE * incidence.reach[e]) isOwn.set(e, sightings.indicatorKind[e]);
  });
  const byKind = sightings.kinds.map(() => new Float64Array(0));
  for (const kind of new Set(isOwn.values())) byKind[kind] = new Float64Array(cluster.members.length);
  cluster.members.forEach((a, row) => {
    // Sightings stand in the order of their accounts, so those of an account are where its indicators are.
    for (let at = incidence.accountStart[a]; at < incidence.accountStart[a + 1]; at++) {
      const kind = isOwn.get(incidence.ofAccount[at]);
      if (kind !== undefined) byKind[kind][row] += sightings.count[at];
    }
  });
  const sums = byKind.map((uses) => uses.reduce((sum, each) => sum + each, 0));
  const best = sums.reduce((most, each, kind) => (each > sums[most] ? kind : most), 0);
  const none = new Float64Array(cluster.members.length);
  if (!(sums[best] > 0)) return { campaign: none, all: none };
  const all = Float64Array.from(cluster.members, (a) => tables.accounts.exchanges[a]);
  return { campaign: byKind[best].map((uses, row) => Math.min(uses, all[row])), all };
}

/** A share 0–1 with its interval, or nothing of no uses. */
export interface ShareEstimate {
  readonly share: number | null;
  readonly shareLow: number | null;
  readonly shareHigh: number | null;
}

const Z = 1.959964;

/** Share and its 95 % interval (Wilson 1927), to three decimals. */
export function shareOf(hits: number, of: number): ShareEstimate {
  if (of === 0) return { share: null, shareLow: null, shareHigh: null };
  const share = hits / of;
  const centre = share + (Z * Z) / (2 * of);
  const spread = Z * Math.sqrt((share * (1 - share)) / of + (Z * Z) / (4 * of * of));
  const scale = 1 + (Z * Z) / of;
  const round = (value: number): number => Math.round(Math.min(1, Math.max(0, value)) * 1000) / 1000;
  return {
    share: round(share),
    shareLow: round((centre - spread) / scale),
    shareHigh: round((centre + spread) / scale),
  };
}
