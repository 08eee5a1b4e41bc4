import type { Similar } from '@iolaus/contracts';
import { formatCount } from '../../ui/format.js';

const USUAL = 3;

/** The number of shared indicators that is proposed first: three, or what most share where nobody shares as many. */
export function proposedLeast({ atLeast }: Pick<Similar, 'atLeast'>): number {
  return Math.max(1, Math.min(USUAL, atLeast.length));
}

/** Accounts of an answer that share so many indicators or more, and how many there are in all. */
export function sharersOf(
  { atLeast, accounts }: Pick<Similar, 'atLeast' | 'accounts'>,
  least: number,
): { readonly accounts: readonly string[]; readonly total: number } {
  return {
    accounts: accounts.filter(({ shared }) => shared >= least).map(({ account }) => account),
    total: atLeast[least - 1] ?? 0,
  };
}

/** What was compared, and what was left out, each a sentence. */
export function comparedWords(of: Similar): string[] {
  const counted = (n: number, one: string, many: string): string => `${formatCount(n)} ${n === 1 ? one : many}`;
  return [
    `The selected hold ${counted(of.indicators, 'indicator', 'indicators')} of the network that ${of.indicators === 1 ? 'tells' : 'tell'} its members apart.`,
    ...(of.common > 0
      ? [`${counted(of.common, 'other is', 'others are')} on more than a fifth of the members and not counted.`]
      : []),
    ...(of.core > of.comparable
      ? [
          `Compared: the ${formatCount(of.comparable)} of its ${formatCount(of.core)} indicators that are of one community. What many communities hold tells none apart.`,
        ]
      : []),
  ];
}
