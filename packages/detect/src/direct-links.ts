import type { LakeTables } from '@iolaus/contracts';
import type { Incidence } from './incidence.js';

/** For each indicator the account that its value names, −1 for none: only kinds that refer to accounts name any. */
export function namedAccounts({ sightings }: LakeTables): Int32Array {
  const { kinds, indicatorKind, indicatorValue, accounts } = sightings;
  const named = new Int32Array(indicatorValue.length).fill(-1);
  const refers = kinds.map((kind) => kind.refersToAccount === true);
  if (!refers.includes(true)) return named;
  const numberOf = new Map(accounts.map((id, a) => [id, a]));
  for (let e = 0; e < named.length; e++) if (refers[indicatorKind[e]]) named[e] = numberOf.get(indicatorValue[e]) ?? -1;
  return named;
}

/** Two accounts of which the first names the second. */
export interface DirectLink {
  readonly from: number;
  readonly to: number;
}

/** An account with more strangers than this share of accounts has contacts is a service. */
const SERVICE_SHARE = 0.99;
/** Fewer strangers than this make nobody a service. */
const FEWEST_STRANGERS = 20;

/**
 * Direct links: an account named another one, in a transfer, a referral. They are no hub's, so no cut of hubs applies to them; but who deals with more strangers (values that are no
 * account) than 99 % of accounts have contacts is a service, and links nobody (research part 2, section 1.1).
 */
export function directLinks(incidence: Incidence, named: Int32Array): DirectLink[] {
  const strangers = new Uint32Array(incidence.accounts);
  const contacts = new Uint32Array(incidence.accounts);
  const links: DirectLink[] = [];
  for (let a = 0; a < incidence.accounts; a++) {
    for (let at = incidence.accountStart[a]; at < incidence.accountStart[a + 1]; at++) {
      const to = named[incidence.ofAccount[at]];
      if (to === a) continue;
      contacts[a]++;
      if (to < 0) strangers[a]++;
      else {
        contacts[to]++;
        links.push({ from: a, to });
      }
    }
  }
  const sorted = contacts.toSorted();
  const most = Math.max(FEWEST_STRANGERS, sorted[Math.floor(SERVICE_SHARE * (sorted.length - 1))] ?? 0);
  return links.filter(({ from, to }) => strangers[from] <= most && strangers[to] <= most);
}
