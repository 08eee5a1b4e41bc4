import type { BlastRadius } from '@iolaus/contracts';
import { formatCount } from '../../ui/format.js';

/** A figure of a blast radius with its words. */
export interface RadiusLine {
  readonly count: number;
  readonly words: string;
}

/** Whom an indicator touches, seen from a network: its members, members of others, holders in none, and those that nothing is held against. */
export function radiusLines({ groups, networks }: BlastRadius, network: string): readonly RadiusLine[] {
  const all = groups.reduce((sum, { accounts }) => sum + accounts, 0);
  const outside = groups.find(({ tier }) => tier === null)?.accounts ?? 0;
  const here = networks.find(({ id }) => id === network)?.accounts ?? 0;
  const others = networks.filter(({ id }) => id !== network).length;
  const innocent = groups.filter(({ tier }) => tier === null || tier === 'benign');
  const spared = innocent.reduce((sum, { accounts, banned }) => sum + accounts - banned, 0);
  const tenure = innocent.toSorted((x, y) => y.accounts - x.accounts)[0]?.tenureDays ?? null;
  const elsewhere = all - outside - here;
  return [
    { count: here, words: here === 1 ? 'member of this network' : 'members of this network' },
    ...(elsewhere > 0
      ? [{ count: elsewhere, words: `in ${formatCount(others)} other ${others === 1 ? 'network' : 'networks'}` }]
      : []),
    { count: outside, words: 'in no network' },
    {
      count: spared,
      words: `that nothing is held against${tenure === null ? '' : `, in use ${formatCount(tenure)} days`}`,
    },
  ];
}
