import type { NetworkRow } from '@iolaus/contracts';
import { formatBits, formatCount } from '../../ui/format.js';

/** What of a network is compared. */
export type Compared = Pick<NetworkRow, 'id' | 'name' | 'tier' | 'accounts' | 'strength'>;

/** A network that is not what it was. */
export interface NetworkChange {
  readonly id: string;
  readonly name: string;
  /** What became of it, without its name. */
  readonly words: string;
  /** False for one that is not listed any more, so that no link leads to it. */
  readonly isThere: boolean;
}

/** Bits that strength must move by to be told; less is a rounding of the same figure. */
const LEAST_BITS = 0.1;

/** What became of the listed networks between two detections: gone and new ones first, then by how many accounts came or went, then those of which only strength moved. */
export function compareNetworks(before: readonly Compared[], after: readonly Compared[]): NetworkChange[] {
  const old = new Map(before.map((network) => [network.id, network]));
  const kept = new Set(after.map(({ id }) => id));
  const gone = before
    .filter(({ id }) => !kept.has(id))
    .map(({ id, name, accounts }) => ({
      id,
      name,
      isThere: false,
      words: `is listed no more, it had ${countAccounts(accounts)}`,
      by: Number.POSITIVE_INFINITY,
    }));
  const others = after.flatMap((network) => {
    const { id, name, accounts } = network;
    const was = old.get(id);
    if (!was)
      return [{ id, name, isThere: true, words: `is new, ${countAccounts(accounts)}`, by: Number.POSITIVE_INFINITY }];
    const words = differences(was, network);
    return words.length === 0
      ? []
      : [{ id, name, isThere: true, words: words.join(', '), by: Math.abs(accounts - was.accounts) }];
  });
  return [...gone, ...others]
    .toSorted((x, y) => (x.by === y.by ? 0 : y.by - x.by))
    .map(({ by: _, ...change }) => change);
}

const countAccounts = (accounts: number): string =>
  `${formatCount(accounts)} ${accounts === 1 ? 'account' : 'accounts'}`;

function differences(was: Compared, now: Compared): string[] {
  const delta = now.accounts - was.accounts;
  return [
    ...(delta === 0
      ? []
      : [
          `${formatCount(was.accounts)} → ${formatCount(now.accounts)} accounts (${delta > 0 ? '+' : '−'}${formatCount(Math.abs(delta))})`,
        ]),
    ...(was.tier === now.tier ? [] : [`tier ${was.tier} → ${now.tier}`]),
    ...(Math.abs(was.strength - now.strength) < LEAST_BITS - 1e-9
      ? []
      : [`strength ${formatBits(was.strength)} → ${formatBits(now.strength)} bits`]),
  ];
}
