import type { Cluster } from './clusters.js';
import type { Incidence } from './incidence.js';
import { NumberList, scratchOf } from './scratch.js';

const touched = new NumberList();

/** Who holds any indicator of a cluster, member or not, and of which families: bit f of `mask` says that the account in the same row holds one of family f. */
export interface FamiliesHeld {
  readonly account: Uint32Array;
  readonly mask: Uint32Array;
}

/** The families of a cluster's indicators by account. */
export function familiesHeld(incidence: Incidence, { indicators }: Pick<Cluster, 'indicators'>): FamiliesHeld {
  const { indicatorStart, ofIndicator, family } = incidence;
  const { mask: maskOf } = scratchOf(incidence);
  for (const e of indicators) {
    const bit = 1 << family[e];
    for (let at = indicatorStart[e]; at < indicatorStart[e + 1]; at++) {
      const a = ofIndicator[at];
      if (maskOf[a] === 0) touched.push(a);
      maskOf[a] |= bit;
    }
  }
  const account = touched.take();
  const mask = new Uint32Array(account.length);
  for (let row = 0; row < account.length; row++) {
    mask[row] = maskOf[account[row]];
    maskOf[account[row]] = 0;
  }
  return { account, mask };
}
