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

function campusNat({ features }: Questioned): Hypothesis {
  const question = { id: 'campus-nat', question: 'Campus or office NAT' } as const;
  if (features.unmeasured.has('ip')) return { ...question, ...NOT_MEASURED };
  const figure =
    features.poolIps === 0
      ? 'no address is shared'
      : `${counted(features.poolIps, 'address', 'addresses')}, the most used carries ${share(features.topIpShare01)}`;
  const answer =
    features.poolIps > 0 && features.poolIps <= 30 && features.topIpShare01 >= 0.03
      ? features.poolIps <= 8
        ? 'explains'
        : 'partly'
      : 'excluded';
  return { ...question, answer, figure };
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

/** A reseller has customers of its own: accounts that touch the cards or addresses, and share no prompt. */
function reseller({ incidence, cluster, features }: Questioned): Hypothesis {
  const question = { id: 'reseller', question: 'Reseller with real customers' } as const;
  if (features.unmeasured.has('ip') && features.unmeasured.has('payment-method'))
    return { ...question, ...NOT_MEASURED };
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

/** Client software that many strangers run as well: an SDK, a plug-in, an integration. */
function popularClient(questioned: Questioned): Hypothesis {
  const question = { id: 'popular-client', question: 'Popular SDK or client' } as const;
  if (questioned.features.unmeasured.has('user-agent')) return { ...question, ...NOT_MEASURED };
  const known = indicatorsOf(questioned, ({ kind }) => kind === 'user-agent');
  if (known.length === 0) return { ...question, answer: 'excluded', figure: 'no client software tells it from others' };
  return { ...question, ...popularity(known, questioned, counted(known.length, 'client')) };
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
