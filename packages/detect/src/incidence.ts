import { classCounts, FAMILIES, type LakeTables } from '@iolaus/contracts';
import { infrastructureOf } from './infrastructure.js';
import type { DetectParameters } from './parameters.js';

/** Who holds what, both ways, as compressed rows; and what each indicator is worth. */
export interface Incidence {
  readonly accounts: number;
  readonly indicators: number;
  /** Indicators of account a: `ofAccount[accountStart[a] … accountStart[a+1]−1]`. */
  readonly accountStart: Uint32Array;
  readonly ofAccount: Uint32Array;
  /** Accounts of indicator e, ascending. */
  readonly indicatorStart: Uint32Array;
  readonly ofIndicator: Uint32Array;
  /** Distinct accounts of each indicator. */
  readonly reach: Uint32Array;
  /** Index into FAMILIES of each indicator. */
  readonly family: Uint8Array;
  /** Classes of each indicator as infrastructure, as bits of INDICATOR_CLASSES. */
  readonly classes: Uint8Array;
  /** Reliability 0–1 of each indicator: that of its kind, times what its classes leave of it. */
  readonly reliability: Float32Array;
  /** Accounts that hold anything of each kind. */
  readonly holders: Uint32Array;
  /** 1 when the indicator may link: it is shared and tells at least the least bits. */
  readonly links: Uint8Array;
  /** The account that the indicator's value names, where its kind refers to accounts and there is one of that id; −1 otherwise. */
  readonly refersTo: Int32Array;
  /** Families that must hold a member: two, or one where the data links by one family alone. */
  readonly leastFamilies: 1 | 2;
  /** Indicators that may not link for telling too little, by kind; those that name an account are direct links, which no reach cuts. */
  readonly leftOut: Readonly<Record<string, number>>;
}

/**
 * Builds the incidence. An indicator's link bits are r·log2(0.9·N_t/d), with N_t the accounts that have any indicator of its kind (Fellegi–Sunter weight
 * with the term frequency as chance agreement): it is left out for telling little, never for its size alone.
 */
export function buildIncidence({ sightings }: LakeTables, parameters: DetectParameters): Incidence {
  const { account, indicator, indicatorKind, kinds } = sightings;
  const accounts = sightings.accounts.length;
  const indicators = indicatorKind.length;
  const byAccount = isAscending(account)
    ? { start: startsOf(account, accounts), items: indicator }
    : group(account, indicator, accounts);
  const byIndicator = group(indicator, account, indicators);
  const familyOfKind = kinds.map((kind) => FAMILIES.indexOf(kind.family));
  const reach = new Uint32Array(indicators);
  const family = new Uint8Array(indicators);
  const reliability = new Float32Array(indicators);
  for (let e = 0; e < indicators; e++) {
    reach[e] = byIndicator.start[e + 1] - byIndicator.start[e];
    family[e] = familyOfKind[indicatorKind[e]];
  }
  const holdings = {
    accounts,
    accountStart: byAccount.start,
    ofAccount: byAccount.items,
    indicatorStart: byIndicator.start,
    ofIndicator: byIndicator.items,
    reach,
  };
  const classes = infrastructureOf(holdings, sightings);
  const counts = Float64Array.from({ length: 256 }, (_, bits) => classCounts(bits));
  const ofKind = Float64Array.from(kinds, ({ reliability01 }) => reliability01);
  for (let e = 0; e < indicators; e++) reliability[e] = ofKind[indicatorKind[e]] * counts[classes[e]];
  const holders = accountsWithKind(sightings);
  const refersTo = accountsNamed(sightings);
  const links = new Uint8Array(indicators);
  const outOfKind = new Uint32Array(kinds.length);
  const linkingOfFamily = new Uint32Array(FAMILIES.length);
  for (let e = 0; e < indicators; e++) {
    if (reach[e] < 2) continue;
    const bits = reliability[e] * Math.log2((0.9 * holders[indicatorKind[e]]) / reach[e]);
    if (bits >= parameters.leastBits) {
      links[e] = 1;
      linkingOfFamily[family[e]]++;
    } else if (refersTo[e] < 0) outOfKind[indicatorKind[e]]++;
  }
  return {
    ...holdings,
    indicators,
    family,
    classes,
    reliability,
    holders,
    links,
    refersTo,
    leastFamilies: linkingOfFamily.filter((count) => count > 0).length <= 1 && indicators > 0 ? 1 : 2,
    leftOut: Object.fromEntries(kinds.flatMap(({ kind }, at) => (outOfKind[at] > 0 ? [[kind, outOfKind[at]]] : []))),
  };
}

function accountsNamed({ accounts, indicatorKind, indicatorValue, kinds }: LakeTables['sightings']): Int32Array {
  const named = new Int32Array(indicatorKind.length).fill(-1);
  if (!kinds.some((kind) => kind.refersToAccount)) return named;
  const numberOf = new Map(accounts.map((id, a) => [id, a]));
  indicatorKind.forEach((kind, e) => {
    if (kinds[kind].refersToAccount) named[e] = numberOf.get(indicatorValue[e]) ?? -1;
  });
  return named;
}

function accountsWithKind({ account, indicator, indicatorKind, kinds }: LakeTables['sightings']): Uint32Array {
  const count = new Uint32Array(kinds.length);
  const last = new Int32Array(kinds.length).fill(-1);
  for (let row = 0; row < account.length; row++) {
    const kind = indicatorKind[indicator[row]];
    if (last[kind] === account[row]) continue;
    last[kind] = account[row];
    count[kind]++;
  }
  return count;
}

/** True when no number is followed by a smaller one. */
export function isAscending(keys: Uint32Array): boolean {
  for (let row = 1; row < keys.length; row++) if (keys[row - 1] > keys[row]) return false;
  return true;
}

/** First row of each group of sorted keys, and the number of rows. */
function startsOf(keys: Uint32Array, groups: number): Uint32Array {
  const start = new Uint32Array(groups + 1);
  for (let row = 0; row < keys.length; row++) start[keys[row] + 1]++;
  for (let at = 0; at < groups; at++) start[at + 1] += start[at];
  return start;
}

/** Groups `items` by `keys` (counting sort; the order inside a group is the order of the rows). */
export function group(
  keys: Uint32Array,
  items: Uint32Array,
  groups: number,
): { start: Uint32Array; items: Uint32Array } {
  const start = startsOf(keys, groups);
  const next = start.slice(0, groups);
  const sorted = new Uint32Array(items.length);
  for (let row = 0; row < keys.length; row++) sorted[next[keys[row]]++] = items[row];
  return { start, items: sorted };
}
