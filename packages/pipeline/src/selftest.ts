import type { SelftestReport, WorkOptions } from '@iolaus/contracts';
import { detectNetworks } from '@iolaus/detect';
import { plantCampaigns } from '@iolaus/synth';
import type { Workbench } from './workbench.js';

/**
 * Plants campaigns in a copy of the lake's tables, detects, and says what was found of each. Nothing of it is kept: lake, graph and networks stay as they are. The same seed plants the
 * same campaigns.
 */
export async function selftest(
  workbench: Workbench,
  options: { readonly seed: number } & WorkOptions,
): Promise<SelftestReport> {
  const { seed, ...work } = options;
  const planted = plantCampaigns(await workbench.lake.tables(work), seed);
  const { networks } = await detectNetworks(planted.tables, work);
  const campaignOf = new Map(
    planted.campaigns.flatMap(({ name, accounts }) => accounts.map((id) => [id, name] as const)),
  );
  const { accounts } = planted.tables.sightings;
  const campaigns = planted.campaigns.map(({ name, about, accounts: members }) => {
    let found = 0;
    let strangers = 0;
    let tier: SelftestReport['campaigns'][number]['tier'] = null;
    let most = 0;
    for (const network of networks) {
      const own = network.members.account.filter((a) => campaignOf.get(accounts[a]!) === name).length;
      if (own === 0 || own < network.members.account.length / 2) continue;
      found += own;
      strangers += network.members.account.length - own;
      if (own > most) [most, tier] = [own, network.record.tier];
    }
    return { about, accounts: members.length, found, strangers, tier };
  });
  return { seed, accounts: accounts.length, campaigns };
}
