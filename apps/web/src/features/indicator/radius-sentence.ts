import type { BlastRadius } from '@iolaus/contracts';
import { formatCount } from '../../ui/format.js';

/** Who nothing is held against, in a sentence: holders in no network, and members of benign ones, that are not banned. */
export function radiusSentence(groups: BlastRadius['groups']): string {
  const innocent = groups.filter(({ tier }) => tier === null || tier === 'benign');
  const accounts = innocent.reduce((sum, group) => sum + group.accounts - group.banned, 0);
  const all = groups.reduce((sum, group) => sum + group.accounts, 0);
  if (accounts === 0)
    return `All ${formatCount(all)} holders are banned, or members of networks that deserve a look or more.`;
  const exchanges = innocent.reduce((sum, group) => sum + group.exchanges, 0);
  return `A block would hit ${formatCount(accounts)} of ${formatCount(all)} holders that nothing is held against; they made ${formatCount(exchanges)} ${exchanges === 1 ? 'exchange' : 'exchanges'}. What they spend is not in the data.`;
}
