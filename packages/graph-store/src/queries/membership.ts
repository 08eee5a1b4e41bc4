import { TIERS } from '@iolaus/contracts';
import type { Membership } from '../graph-store.js';
import type { Row } from '../row.js';

/** The membership columns of a row; null when the account is in no published network. */
export function membershipOf(row: Row): Membership | null {
  const network = row.maybeText('network');
  if (network === null) return null;
  return {
    network,
    name: row.text('networkName'),
    tier: row.word('tier', TIERS),
    score: row.number('score'),
    q: row.number('q'),
    community: row.text('community'),
    bits: row.number('bits'),
    rank: row.number('rank'),
  };
}
