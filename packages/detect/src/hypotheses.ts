import { classBit, classesOf, type Hypothesis, type IndicatorKind, type LakeTables } from '@iolaus/contracts';
import type { Cluster } from './clusters.js';
import type { Features, Measured } from './features.js';
import type { Incidence } from './incidence.js';
import { counted, inSentence, number, share } from './wording.js';

/** What an innocence question is asked of. */
export interface Questioned {
  readonly incidence: Incidence;
  readonly tables: LakeTables;
  readonly cluster: Cluster;
  readonly features: Features;
}

/** Tests the innocent explanations of a network; each answer carries the one figure that it rests on. */
export function testHypotheses(questioned: Questioned): Hypothesis[] {
  return [
    campusNat(questioned),
    vpnExit(questioned),
    reseller(questioned),
    popularPrompt(questioned),
    classAssignment(questioned),
    popularClient(questioned),
    oneOrganisation(questioned),
  ];
}

/** Shares of members: most, nearly all, hardly any. */
const MOST = 0.5;
const NEARLY_ALL = 0.8;
const HARDLY_ANY = 0.1;
/** A few payment methods. */
const MOST_PAYERS = 3;

const NOT_MEASURED = { answer: 'open', figure: 'not in this data' } as const;

/** The answer where none, some or all of the things that were looked at speak for an explanation. */
const answerOf = (speaking: number, all: number): Hypothesis['answer'] =>
  speaking === 0 ? 'excluded' : speaking === all ? 'explains' : 'partly';

/** An indicator of the network and its place in the cluster. */
interface Known {
  readonly e: number;
  readonly k: number;
}

/** The network's indicators of some kinds. */
function indicatorsOf({ tables, cluster }: Questioned, isAsked: (kind: IndicatorKind) => boolean): Known[] {
  return Array.from(cluster.indicators, (e, k) => ({ e, k })).filter(({ e }) => isAsked(kindOf(tables, e)));
}

const kindOf = ({ sightings }: LakeTables, e: number): IndicatorKind => sightings.kinds[sightings.indicatorKind[e]];

/** A few addresses that carry much are a site's; more of them are, where the provider knows its people as one programme. */
function campusNat(questioned: Questioned): Hypothesis {
  const { features } = questioned;
  const question = { id: 'campus-nat', question: 'Campus or office NAT' } as const;
  if (features.unmeasured.has('ip')) return { ...question, ...NOT_MEASURED };
  const figure =
    features.poolIps === 0
      ? 'no address is shared'
      : `${counted(features.poolIps, 'address', 'addresses')}, the most used carries ${share(features.topIpShare01)}`;
  if (features.poolIps === 0 || features.poolIps > 30 || features.topIpShare01 < 0.03)
    return { ...question, answer: 'excluded', figure };
  if (features.poolIps <= 8) return { ...question, answer: 'explains', figure };
  const programme = inOneProgramme(questioned);
  return programme >= MOST
    ? { ...question, answer: 'explains', figure: `${figure}; ${programmeWords(programme)}` }
    : { ...question, answer: 'partly', figure };
}

const EXIT = classBit('vpn') | classBit('proxy');

/**
 * An exit is an address that a list calls one, or whose users share little else: most of them are strangers to the network. Lists are asked first; where none knows an address of this data, use alone
 * answers.
 */
function vpnExit(questioned: Questioned): Hypothesis {
  const { incidence, tables, cluster, features } = questioned;
  const question = { id: 'vpn-exit', question: 'VPN exits' } as const;
  if (features.unmeasured.has('ip')) return { ...question, ...NOT_MEASURED };
  const { indicatorClass } = tables.sightings;
  const ips = indicatorsOf(questioned, ({ kind }) => kind === 'ip');
  const listed = ips.filter(({ e }) => (indicatorClass[e] & EXIT) !== 0);
  const serving = ips.filter(({ e, k }) => incidence.reach[e] >= 30 && cluster.held[k] < 0.5 * incidence.reach[e]);
  const exits = new Set([...listed, ...serving]).size;
  const answer = ips.length === 0 || exits === 0 ? 'excluded' : exits > 0.5 * ips.length ? 'explains' : 'partly';
  const lists = listsIn(tables);
  const addresses = counted(ips.length, 'address', 'addresses');
  return {
    ...question,
    answer,
    figure: [
      lists === undefined
        ? `${number(serving.length)} of ${addresses} mostly serve others`
        : `${number(listed.length)} of ${addresses} ${ips.length === 1 ? 'is' : 'are'} on your ${lists}, ${number(serving.length)} mostly serve others`,
      ...weakenedBy(incidence, ips),
    ].join('; '),
  };
}

const seenClasses = new WeakMap<LakeTables['sightings'], number>();

/** All classes that any indicator of the data is of, as bits. */
function classesIn(sightings: LakeTables['sightings']): number {
  const known = seenClasses.get(sightings);
  if (known !== undefined) return known;
  const all = sightings.indicatorClass.reduce((seen, bits) => seen | bits, 0);
  seenClasses.set(sightings, all);
  return all;
}

/** The lists of exits that know any address of the data, in words. */
function listsIn({ sightings }: LakeTables): string | undefined {
  const known = (['vpn', 'proxy'] as const).filter((name) => (classesIn(sightings) & classBit(name)) !== 0);
  const words = { vpn: 'VPN', proxy: 'proxy' };
  if (known.length === 0) return undefined;
  return `${known.map((name) => words[name]).join(' and ')} ${known.length === 1 ? 'list' : 'lists'}`;
}

/** How many addresses count less for what they are, one sentence for each amount. */
function weakenedBy(incidence: Incidence, ips: readonly Known[]): string[] {
  const counts = new Map<string, number>();
  for (const { e } of ips) {
    const weakest = classesOf(incidence.classes[e]).toSorted((x, y) => x.counts01 - y.counts01)[0];
    if (weakest) counts.set(weakest.says, (counts.get(weakest.says) ?? 0) + 1);
  }
  return [...counts]
    .sort(([x], [y]) => (x < y ? -1 : 1))
    .map(([says, n]) => `${number(n)} ${n === 1 ? 'counts' : 'count'} ${says}`);
}

/** A programme tells its members apart when no more than this share of all accounts is in it. */
const SELECT_SHARE = 0.1;

/** The largest share of members who are in one programme that few others are in: an arrangement that the provider made with them. */
function inOneProgramme({ tables, cluster }: Questioned): number {
  const { programme } = tables.accounts;
  const inside = new Map<string, number>();
  for (const a of cluster.members) {
    const name = programme[a];
    if (name !== undefined) inside.set(name, (inside.get(name) ?? 0) + 1);
  }
  const all = programmesIn(tables);
  const most = Math.max(
    0,
    ...[...inside].filter(([name]) => all.get(name)! <= SELECT_SHARE * programme.length).map(([, n]) => n),
  );
  return most / cluster.members.length;
}

const seenProgrammes = new WeakMap<LakeTables['accounts'], ReadonlyMap<string, number>>();

/** Accounts in each programme. */
function programmesIn({ accounts }: LakeTables): ReadonlyMap<string, number> {
  const known = seenProgrammes.get(accounts);
  if (known) return known;
  const all = new Map<string, number>();
  for (const name of accounts.programme) if (name !== undefined) all.set(name, (all.get(name) ?? 0) + 1);
  seenProgrammes.set(accounts, all);
  return all;
}

const programmeWords = (share01: number): string => `${share(share01)} are in one programme`;

/** The payment methods that at least two members share, those that most do, or all: how many there are, and the share of members that they pay for. */
function payersOf(questioned: Questioned, most = Number.POSITIVE_INFINITY): { count: number; share01: number } {
  const { incidence, cluster } = questioned;
  const shared = indicatorsOf(questioned, ({ kind }) => kind === 'payment-method')
    .filter(({ k }) => cluster.held[k] > 1)
    .toSorted((x, y) => cluster.held[y.k] - cluster.held[x.k])
    .slice(0, most);
  const members = new Set(cluster.members);
  const paid = new Set<number>();
  for (const { e } of shared)
    for (let at = incidence.indicatorStart[e]; at < incidence.indicatorStart[e + 1]; at++)
      if (members.has(incidence.ofIndicator[at])) paid.add(incidence.ofIndicator[at]);
  return { count: shared.length, share01: paid.size / cluster.members.length };
}

/**
 * A reseller has customers of its own: accounts that touch the cards or addresses, and share no prompt. Where the provider knows them as one programme, and a few payment methods pay for most of
 * them, that is what a reseller is.
 */
function reseller(questioned: Questioned): Hypothesis {
  const { incidence, cluster, features } = questioned;
  const question = { id: 'reseller', question: 'Reseller with real customers' } as const;
  if (features.unmeasured.has('ip') && features.unmeasured.has('payment-method'))
    return { ...question, ...NOT_MEASURED };
  const [payers, programme] = [payersOf(questioned, MOST_PAYERS), inOneProgramme(questioned)];
  if (payers.share01 >= MOST && programme >= MOST)
    return {
      ...question,
      answer: 'explains',
      figure: `${counted(payers.count, 'payment method')} ${payers.count === 1 ? 'pays' : 'pay'} for ${share(payers.share01)} of its members; ${programmeWords(programme)}`,
    };
  const members = new Set(cluster.members);
  const others = new Set<number>();
  for (const e of cluster.indicators) {
    if (incidence.family[e] > 1) continue;
    for (let at = incidence.indicatorStart[e]; at < incidence.indicatorStart[e + 1]; at++)
      if (!members.has(incidence.ofIndicator[at])) others.add(incidence.ofIndicator[at]);
  }
  const ratio = others.size / Math.max(1, cluster.members.length);
  const answer = ratio >= 1 ? 'open' : ratio >= 0.1 ? 'partly' : 'excluded';
  return {
    ...question,
    answer,
    figure:
      others.size === 0
        ? 'no other account uses its cards or addresses'
        : `${counted(others.size, 'other account')} use its cards or addresses`,
  };
}

/** Something that many know and use, of the prompt family: a prompt template, or a kind that a mapping declares. */
function popularPrompt(questioned: Questioned): Hypothesis {
  const { tables, features } = questioned;
  const contact = contactKindOf(questioned);
  if (contact) return popularContact(questioned, contact);
  const known = indicatorsOf(questioned, ({ family }) => family === 'prompt');
  const declared = known.map(({ e }) => kindOf(tables, e)).find((kind) => kind.isDeclared);
  const question = {
    id: 'popular-prompt',
    question: declared ? `Popular ${inSentence(declared.label)}` : 'Popular prompt or tutorial',
  } as const;
  const open = publicPrompts(questioned);
  if (known.length === 0) {
    if (open > 0) return { ...question, answer: 'excluded', figure: `it shares no other prompt; ${publicWords(open)}` };
    return features.unmeasured.has('prompt-template')
      ? { ...question, ...NOT_MEASURED }
      : { ...question, answer: 'excluded', figure: 'it shares no prompt' };
  }
  const things = declared
    ? counted(known.length, inSentence(declared.label), inSentence(declared.plural))
    : counted(known.length, 'template');
  const { answer, figure } = popularity(known, questioned, things);
  return { ...question, answer, figure: [figure, ...(open > 0 ? [publicWords(open)] : [])].join('; ') };
}

/** A course meets on so few days, and has at most its sponsor's card. */
const COURSE_DAYS = 3;
const SPONSORED_SPREAD = 1;

/** A course shares prompts too; unlike an operator it is busy together on few days, and has no cards of its own but a sponsor's. */
function classAssignment(questioned: Questioned): Hypothesis {
  const question = { id: 'class-assignment', question: 'Class assignment or course' } as const;
  const { daysInStep, cardSpread, unmeasured } = questioned.features;
  const all: readonly { readonly needs: Measured; readonly speaks: boolean; readonly words: string }[] = [
    {
      needs: 'activity',
      speaks: daysInStep > 0 && daysInStep <= COURSE_DAYS,
      words: daysInStep === 0 ? 'no busy hours in common' : `busy together on ${daysInStep.toFixed(1)} days`,
    },
    {
      needs: 'payment-method',
      speaks: cardSpread <= SPONSORED_SPREAD,
      words: cardSpread <= SPONSORED_SPREAD ? "no cards but a sponsor's" : 'cards of its own',
    },
  ];
  const signs = all.filter(({ needs }) => !unmeasured.has(needs));
  if (signs.length === 0) return { ...question, ...NOT_MEASURED };
  if (indicatorsOf(questioned, ({ family }) => family === 'prompt').length === 0)
    return { ...question, answer: 'excluded', figure: 'it shares no prompt' };
  const speaking = signs.filter(({ speaks }) => speaks).length;
  return {
    ...question,
    // One sign alone is not enough to explain, even where the other was not measured.
    answer: answerOf(speaking, all.length),
    figure: signs.map(({ words }) => words).join('; '),
  };
}

/** Client software that many strangers run as well: an SDK, a plug-in; or the integration of a partner, whose users share nothing but that and pay each for themselves. */
function popularClient(questioned: Questioned): Hypothesis {
  const question = { id: 'popular-client', question: 'Popular SDK or client' } as const;
  if (questioned.features.unmeasured.has('user-agent')) return { ...question, ...NOT_MEASURED };
  const known = indicatorsOf(questioned, ({ kind }) => kind === 'user-agent');
  if (known.length === 0) return { ...question, answer: 'excluded', figure: 'no client software tells it from others' };
  const told = popularity(known, questioned, counted(known.length, 'client'));
  const { cluster } = questioned;
  const running = Math.max(...known.map(({ k }) => cluster.held[k])) / cluster.members.length;
  const isMeasured = !questioned.features.unmeasured.has('payment-method');
  if (told.answer === 'explains' || running < NEARLY_ALL || !isMeasured) return { ...question, ...told };
  const [payers, programme] = [payersOf(questioned), inOneProgramme(questioned)];
  if (payers.share01 > HARDLY_ANY || programme < MOST) return { ...question, ...told };
  return {
    ...question,
    answer: 'explains',
    figure: `${share(running)} run one client, ${share(1 - payers.share01)} share no payment method; ${programmeWords(programme)}`,
  };
}

/** How many of some indicators are known to more accounts outside than inside, and to how many. */
function popularity(
  known: readonly Known[],
  { incidence, cluster }: Questioned,
  things: string,
): Pick<Hypothesis, 'answer' | 'figure'> {
  const popular = known.filter(({ e, k }) => incidence.reach[e] - cluster.held[k] > 0.5 * incidence.reach[e]).length;
  const outside = Math.max(...known.map(({ e, k }) => incidence.reach[e] - cluster.held[k]));
  return {
    answer: answerOf(popular, known.length),
    figure: `${things}; the most known has ${counted(outside, 'user')} outside`,
  };
}

/** Prompts that a list calls public and at least two members use. They are no evidence, so that the cluster does not have them. */
function publicPrompts({ incidence, cluster }: Questioned): number {
  const held = new Map<number, number>();
  for (const a of cluster.members)
    for (let at = incidence.accountStart[a]; at < incidence.accountStart[a + 1]; at++) {
      const e = incidence.ofAccount[at];
      if ((incidence.classes[e] & classBit('public')) !== 0) held.set(e, (held.get(e) ?? 0) + 1);
    }
  return [...held.values()].filter((n) => n > 1).length;
}

const publicWords = (prompts: number): string =>
  `${counted(prompts, 'public prompt')} that members use ${prompts === 1 ? 'counts' : 'count'} nothing`;

/** The kind by which accounts were linked one by one, where it refers to accounts. */
function contactKindOf({ tables, cluster }: Questioned): IndicatorKind | undefined {
  const via = cluster.links?.via.find((e) => kindOf(tables, e).refersToAccount === true);
  return via === undefined ? undefined : kindOf(tables, via);
}

/** A contact that most of its users have outside the network explains the links over it; a link between two accounts themselves needs no contact in common. */
function popularContact({ incidence, cluster }: Questioned, kind: IndicatorKind): Hypothesis {
  const held = new Map(Array.from(cluster.indicators, (e, k) => [e, cluster.held[k]]));
  const via = cluster.links?.via ?? new Uint32Array();
  const popular = via.filter(
    (e) => incidence.refersTo[e] < 0 && incidence.reach[e] - (held.get(e) ?? 0) > 0.5 * incidence.reach[e],
  ).length;
  return {
    id: 'popular-prompt',
    question: `Popular ${inSentence(kind.label)}`,
    answer: answerOf(popular, via.length),
    figure: `${number(popular)} of ${counted(via.length, 'link')} run over ${inSentence(kind.plural)} that mostly serve others`,
  };
}

function oneOrganisation({ features, tables }: Questioned): Hypothesis {
  const question = { id: 'one-organisation', question: 'One organisation or class' } as const;
  if (tables.accounts.organisations.length === 0) return { ...question, ...NOT_MEASURED };
  const answer =
    features.organisationShare01 >= 0.5 ? 'explains' : features.organisationShare01 >= 0.1 ? 'partly' : 'excluded';
  const figure = features.organisation
    ? `${share(features.organisationShare01)} belong to one verified organisation`
    : 'no verified organisation among its members';
  return { ...question, answer, figure };
}
