import {
  classCounts,
  classesOf,
  FAMILIES,
  type EvidenceItem,
  type Family,
  type FamilyBits,
  type Fragility,
  type Tier,
  type Why,
} from '@iolaus/contracts';
import { FAMILY_COUNTS, familySum } from './membership.js';
import { NULL_MODEL } from './significance.js';
import { chance, counted, inSentence, number, rarity, withArticle } from './wording.js';

/** An indicator that holds a member or joins two accounts, with the counts that its bits rest on. */
export interface SharedFact {
  readonly kind: string;
  readonly label: string;
  readonly value: string;
  readonly text?: string | undefined;
  readonly family: Family;
  /** That of its kind, before its classes. */
  readonly reliability01: number;
  /** What it is as infrastructure, as bits of INDICATOR_CLASSES. */
  readonly classes: number;
  /** Bits in the network, or undefined when it is not of its core: then it counts 0 for membership. */
  readonly bits: number | undefined;
  readonly reach: number;
  readonly members: number;
  readonly firstMs: number | null;
  readonly lastMs: number | null;
  readonly rows: number;
}

/** What the explanation of a member needs. */
export interface MemberFacts {
  readonly accounts: number;
  /** Families that must hold a member: one where the data links by one family alone. */
  readonly leastFamilies: 1 | 2;
  readonly network: {
    readonly name: string;
    readonly tier: Tier;
    readonly members: number;
    readonly barBits: number;
    readonly q: number;
  };
  readonly timingBits: number;
  readonly shares: readonly SharedFact[];
}

/** What the explanation of a link needs; `network` is the one that both belong to. */
export interface LinkFacts {
  readonly accounts: number;
  readonly leastFamilies: 1 | 2;
  readonly network: MemberFacts['network'] | undefined;
  /** The smallest group that both were found in, a community or a network; undefined when they were picked from all accounts. */
  readonly among?: { readonly accounts: number; readonly name: string } | undefined;
  readonly shares: readonly SharedFact[];
}

/** Why an account belongs to its network: the six blocks of the Why panel. */
export function explainMember(facts: MemberFacts): Why {
  const items = byBits(
    facts.shares.map((fact) => itemOf(fact, facts.accounts - facts.network.members, fact.bits ?? 0)),
  );
  const bits: FamilyBits = { ...sumFamilies(items), ...(facts.timingBits > 0 ? { timing: facts.timingBits } : {}) };
  const { barBits } = facts.network;
  return {
    sentence: memberSentence(items, facts),
    q: facts.network.q,
    bits: total(bits),
    bitsByFamily: bits,
    barBits,
    tier: facts.network.tier,
    nullModel: NULL_MODEL,
    shares: items,
    breaks: breaksOf(items, { barBits, timingBits: facts.timingBits, leastFamilies: facts.leastFamilies }),
    against: against(items, facts, bits),
  };
}

function memberSentence(
  items: readonly EvidenceItem[],
  { shares, network: { name }, leastFamilies }: MemberFacts,
): string {
  const telling = items.filter((item) => item.bits > 0);
  // Where accounts are linked one by one, an indicator that one member alone holds tells only when it is the name of another.
  const shared = telling.filter((item) => leastFamilies > 1 || item.members > 1);
  const named = telling.length - shared.length;
  const best = strongest(shared);
  if (best) {
    const rarest = `the rarest, ${withArticle(labelOf(best, shares))}, is known to ${best.rarity}`;
    return named > 0
      ? `It names ${counted(named, 'member')} of ${name}, and shares ${counted(shared.length, 'telling indicator')} with others of them; ${rarest}.`
      : `It shares ${counted(shared.length, 'telling indicator')} with members of ${name}; ${rarest}.`;
  }
  if (named > 0) return `It names ${counted(named, 'member')} of ${name}.`;
  return leastFamilies === 1
    ? `Nothing that it holds tells much by itself: members of ${name} name it, or came to the same things at the same time.`
    : `Nothing that it shares with ${name} tells much.`;
}

/**
 * What joins two accounts: bits of a shared indicator are r·log2(0.9·N/d), the match weight with the term frequency as chance agreement; e-value 2^bits against the pairs that
 * were compared gives q. Inside a group that passed as a whole, those are the group's pairs (selective inference by families: Benjamini & Bogomolov 2014); otherwise all pairs.
 */
export function explainLink(facts: LinkFacts): Why {
  const outsideOf = facts.accounts - (facts.network?.members ?? 0);
  const items = byBits(
    facts.shares.map((fact) => itemOf(fact, outsideOf, Math.max(0, linkBits(fact, facts.accounts)))),
  );
  const bits = sumFamilies(items);
  const strength = total(bits);
  const pairs = pairsOf(facts.among?.accounts ?? facts.accounts);
  const bar = facts.network?.barBits ?? Math.log2(pairsOf(facts.accounts));
  const best = strongest(items);
  const families = Object.values(bits).filter((each) => each >= FAMILY_COUNTS).length;
  return {
    sentence: best
      ? `They share ${counted(items.filter((item) => item.bits > 0).length, 'telling indicator')} of ${counted(families, 'family', 'families')}. Of two accounts taken at random, ${chance(-strength * Math.log10(2))} would share as much.`
      : 'They share nothing that tells them from two strangers.',
    q: Math.min(1, pairs * 2 ** -strength),
    bits: strength,
    bitsByFamily: bits,
    barBits: bar,
    tier: facts.network?.tier ?? null,
    nullModel: `Chance means: two accounts drawn at random from ${number(facts.accounts)} hold each indicator as often as its frequency says; q counts all ${number(pairs)} pairs${facts.among ? ` of ${facts.among.name}` : ''}.`,
    shares: items,
    breaks: breaksOf(items, { barBits: bar, timingBits: 0, leastFamilies: facts.leastFamilies }),
    against: against(items, facts, bits),
  };
}

/** Bits by which an indicator joins two accounts of so many; below 0 where it tells less than nothing. */
export function linkBits(
  { reliability01, classes, reach }: Pick<SharedFact, 'reliability01' | 'classes' | 'reach'>,
  accounts: number,
): number {
  return reliability01 * classCounts(classes) * Math.log2((0.9 * accounts) / reach);
}

function itemOf(fact: SharedFact, population: number, bits: number): EvidenceItem {
  const outside = fact.reach - fact.members;
  return {
    kind: fact.kind,
    value: fact.value,
    ...(fact.text === undefined ? {} : { text: fact.text }),
    family: fact.family,
    bits: Math.round(bits * 10) / 10,
    reach: fact.reach,
    members: fact.members,
    outside,
    rarity: rarity(outside, Math.max(1, population), bits > 0),
    firstMs: fact.firstMs,
    lastMs: fact.lastMs,
    rows: fact.rows,
  };
}

/** What tells most first; of equals, the one that fewer strangers hold. */
const byBits = (items: readonly EvidenceItem[]): EvidenceItem[] =>
  items.toSorted((x, y) => y.bits - x.bits || x.outside - y.outside);

function sumFamilies(items: readonly EvidenceItem[], without?: EvidenceItem): FamilyBits {
  const sums = FAMILIES.map((family) => {
    const own = items
      .filter((item) => item.family === family && item !== without && item.bits > 0)
      .map((item) => item.bits);
    return [
      family,
      Math.round(
        familySum(
          Math.max(0, ...own),
          own.reduce((a, b) => a + b, 0),
        ) * 10,
      ) / 10,
    ] as const;
  });
  return Object.fromEntries(sums.filter(([, bits]) => bits > 0));
}

const total = (bits: FamilyBits): number => Math.round(Object.values(bits).reduce((a, b) => a + b, 0) * 10) / 10;

const strongest = (items: readonly EvidenceItem[]): EvidenceItem | undefined =>
  items.filter((item) => item.bits > 0).sort((x, y) => y.bits - x.bits)[0];

const labelOf = (item: EvidenceItem, facts: readonly SharedFact[]): string => factOf(item, facts).label;

function breaksOf(
  items: readonly EvidenceItem[],
  { barBits, timingBits, leastFamilies }: { barBits: number; timingBits: number; leastFamilies: 1 | 2 },
): Fragility[] {
  const telling = items
    .filter((item) => item.bits > 0)
    .sort((x, y) => y.bits - x.bits)
    .slice(0, 4);
  return telling.map((item) => {
    const bits = sumFamilies(items, item);
    const remains = Math.round((total(bits) + timingBits) * 10) / 10;
    const families =
      Object.values(bits).filter((each) => each >= FAMILY_COUNTS).length + (timingBits >= FAMILY_COUNTS ? 1 : 0);
    return {
      without: item.value,
      kind: item.kind,
      value: item.value,
      remains,
      holds: remains >= barBits && families >= leastFamilies,
    };
  });
}

function against(
  items: readonly EvidenceItem[],
  { shares: facts, leastFamilies, network }: Pick<LinkFacts, 'shares' | 'leastFamilies' | 'network'>,
  bits: FamilyBits,
): string[] {
  const said: string[] = [];
  // Data of one family has no cards or prompts that could be missing.
  if (leastFamilies > 1 && !bits.payment) said.push('No telling payment method in common.');
  if (leastFamilies > 1 && !bits.prompt) said.push('No telling prompt template in common.');
  // Without a network, the two themselves are among those that hold it.
  const others = (item: EvidenceItem): number => item.outside - (network ? 0 : 2);
  for (const item of items
    .filter((each) => each.bits > 0 && others(each) >= 3)
    .sort((x, y) => others(y) - others(x))
    .slice(0, 2)) {
    said.push(
      `The ${inSentence(labelOf(item, facts))} ${item.value} also serves ${counted(others(item), 'account')} outside ${network ? 'the network' : 'the two'}.`,
    );
  }
  said.push(...items.flatMap((item) => infrastructureSentence(factOf(item, facts))).slice(0, MOST_INFRASTRUCTURE));
  const common = items.filter((item) => item.bits === 0 && classCounts(factOf(item, facts).classes) > 0).length;
  if (common > 0)
    said.push(`${counted(common, 'shared indicator')} ${common === 1 ? 'is' : 'are'} too common to count.`);
  return said;
}

/** Most indicators of which it is said what they are as infrastructure. */
const MOST_INFRASTRUCTURE = 3;

/** What an indicator is, and with how much it counts for that. */
function infrastructureSentence({ label, value, classes }: SharedFact): string[] {
  const known = classesOf(classes);
  const [weakest] = known.toSorted((x, y) => x.counts01 - y.counts01);
  if (!weakest) return [];
  const what = known.map(({ sentence }) => sentence).join(', ');
  return [`The ${inSentence(label)} ${value} is ${what}: it counts ${weakest.says}.`];
}

const factOf = (item: EvidenceItem, facts: readonly SharedFact[]): SharedFact =>
  facts.find((fact) => fact.kind === item.kind && fact.value === item.value)!;

const pairsOf = (accounts: number): number => (accounts * (accounts - 1)) / 2;
