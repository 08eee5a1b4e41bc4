import { IolausError, type IndicatorKind, type LinkPaths, type PathStep } from '@iolaus/contracts';
import { counted, findPaths, linkBits, number, rarity, type EvidencePath, type Holdings } from '@iolaus/detect';
import type { HoldingRow } from '@iolaus/graph-store';
import { indicatorKey } from '../snapshot.js';
import type { Workbench } from '../workbench.js';
import { leftOutBy } from './indicators.js';

/** Accounts between the two at most: three. */
const MOST_STEPS = 4;
/** An indicator that more accounts hold, or that tells less, is no step of evidence. */
const MOST_REACH = 1000;
const LEAST_BITS = 3;
/** Of each account's indicators so many are followed, those that tell most; of the accounts met on either side so many, and of what those hold again. */
const MOST_OWN = 60;
const MOST_MET = 1500;
const MOST_NEXT = 400;
/** Pairs of account and indicator that one question to the graph gives. */
const MOST_PAIRS = 20_000;
const MOST_LOOKED = 100_000;

/** The best paths of evidence between two accounts, over at most three others. The graph is asked for what lies round both, within limits; what they leave out is said. */
export async function linkPaths(
  workbench: Workbench,
  { a, b, most }: { readonly a: string; readonly b: string; readonly most: number },
): Promise<LinkPaths> {
  if (a === b) throw new IolausError('BAD_INPUT', { detail: 'a path is between two accounts' });
  const store = await workbench.graph.store();
  for (const id of [a, b]) if (!(await store.account(id))) throw new IolausError('NOT_FOUND', { what: 'account', id });
  const { accounts: population } = await store.status();
  const telling = tellingOf(workbench, population);
  const ground = await gather({ a, b, telling, store });
  const { holdings, accounts, indicators } = numbered(ground.pairs, [a, b]);
  const found = findPaths(holdings, [accounts.indexOf(a), accounts.indexOf(b)], {
    most,
    mostSteps: MOST_STEPS,
    mostLooked: MOST_LOOKED,
  });
  const paths = found.paths.map((path) => pathOf(path, { ends: [a, b], accounts, indicators, population }));
  return {
    a,
    b,
    sentence: pathsSentence(paths),
    paths,
    notFollowed: [...ground.common, ...(ground.isWhole && found.isWhole ? [] : [NOT_WHOLE])],
  };
}

const NOT_WHOLE = `There is more round the two than was followed: of each, ${number(MOST_OWN)} indicators, ${number(MOST_MET)} accounts that hold them and ${number(MOST_NEXT)} indicators of those, the rarest first.`;

/** An indicator with what it tells of two accounts that hold it. */
export interface TellingIndicator {
  readonly kind: string;
  readonly value: string;
  readonly text: string | null;
  readonly reach: number;
  readonly family: IndicatorKind['family'];
  readonly bits: number;
}

/** Gives what an indicator tells, undefined for one that is no step of evidence. */
export type Telling = (row: Pick<HoldingRow, 'kind' | 'value' | 'text' | 'reach'>) => TellingIndicator | undefined;

function tellingOf(workbench: Workbench, population: number): Telling {
  const kinds = new Map(workbench.lake.kinds().map((kind) => [kind.kind, kind]));
  const snapshot = workbench.hasSnapshot ? workbench.snapshot() : undefined;
  const constraints = workbench.casebook.constraints();
  return ({ kind, value, text, reach }) => {
    const info = kinds.get(kind);
    if (!info || reach < 2 || reach > MOST_REACH) return undefined;
    const classes = snapshot?.classes.get(indicatorKey({ kind, value })) ?? 0;
    const bits = linkBits({ reliability01: info.reliability01, classes, reach }, population);
    const isCut = snapshot && leftOutBy({ kind, value }, { constraints, parameters: snapshot.parameters });
    return bits < LEAST_BITS || isCut ? undefined : { kind, value, text, reach, family: info.family, bits };
  };
}

/** A pair of account and indicator. */
export interface Held {
  readonly account: string;
  readonly indicator: TellingIndicator;
}

interface Ground {
  readonly pairs: readonly Held[];
  readonly common: readonly string[];
  readonly isWhole: boolean;
}

type Store = Awaited<ReturnType<Workbench['graph']['store']>>;

/** Who holds what round two accounts: what they hold, who holds that too, what those hold, and who holds that. */
async function gather(of: {
  readonly a: string;
  readonly b: string;
  readonly telling: Telling;
  readonly store: Store;
}): Promise<Ground> {
  const sides = await Promise.all([of.a, of.b].map((account) => gatherSide(account, of)));
  return {
    pairs: sides.flatMap(({ pairs }) => pairs),
    common: sides.flatMap(({ common }) => common),
    isWhole: sides.every(({ isWhole }) => isWhole),
  };
}

async function gatherSide(account: string, { telling, store }: { telling: Telling; store: Store }): Promise<Ground> {
  const { rows, total } = await store.indicatorsOfAccount(account, 1000);
  const shared = rows.filter(({ reach }) => reach > 1);
  const all = best(shared.flatMap((row) => telling(row) ?? []));
  const own = all.slice(0, MOST_OWN);
  const first = await holdersOf(own, store);
  const met = [...new Set(first.pairs.map((pair) => pair.account))].filter((id) => id !== account);
  const taken = met.slice(0, MOST_MET);
  const held = await store.holdingsOf(taken, { mostReach: MOST_REACH, limit: MOST_PAIRS });
  const second = held.flatMap((row): Held[] => {
    const indicator = telling(row);
    return indicator ? [{ account: row.account, indicator }] : [];
  });
  const known = new Set(own.map(indicatorKey));
  const beyond = best(
    unique(second.map(({ indicator }) => indicator)).filter((each) => !known.has(indicatorKey(each))),
  );
  const third = await holdersOf(beyond.slice(0, MOST_NEXT), store);
  const common = shared.length - all.length;
  return {
    pairs: [...own.map((indicator) => ({ account, indicator })), ...first.pairs, ...second, ...third.pairs],
    common:
      common > 0
        ? [
            `${number(common)} of ${number(shared.length)} indicators that ${account} shares with others are too common to follow.`,
          ]
        : [],
    isWhole:
      total <= rows.length &&
      all.length <= MOST_OWN &&
      first.isWhole &&
      met.length <= MOST_MET &&
      held.length < MOST_PAIRS &&
      beyond.length <= MOST_NEXT &&
      third.isWhole,
  };
}

async function holdersOf(
  indicators: readonly TellingIndicator[],
  store: Store,
): Promise<{ readonly pairs: readonly Held[]; readonly isWhole: boolean }> {
  const byKey = new Map(indicators.map((each) => [indicatorKey(each), each]));
  const rows = await store.holdersOf(indicators, MOST_PAIRS);
  return {
    pairs: rows.map((row) => ({ account: row.account, indicator: byKey.get(indicatorKey(row))! })),
    isWhole: rows.length < MOST_PAIRS,
  };
}

const best = (indicators: readonly TellingIndicator[]): TellingIndicator[] =>
  indicators.toSorted((x, y) => y.bits - x.bits || (indicatorKey(x) < indicatorKey(y) ? -1 : 1));

const unique = (indicators: readonly TellingIndicator[]): TellingIndicator[] => [
  ...new Map(indicators.map((each) => [indicatorKey(each), each])).values(),
];

/** Pairs in numbers: indicators by what they tell, accounts in the order of their ids, so that the same data gives the same paths. */
export function numbered(
  pairs: readonly Held[],
  ends: readonly [string, string],
): {
  readonly holdings: Holdings;
  readonly accounts: readonly string[];
  readonly indicators: readonly TellingIndicator[];
} {
  const accounts = [...new Set([...ends, ...pairs.map(({ account }) => account)])].sort();
  const indicators = best(unique(pairs.map(({ indicator }) => indicator)));
  const place = new Map(accounts.map((account, at) => [account, at]));
  const number = new Map(indicators.map((each, at) => [indicatorKey(each), at]));
  const holders = indicators.map(() => new Set<number>());
  for (const { account, indicator } of pairs) holders[number.get(indicatorKey(indicator))!]!.add(place.get(account)!);
  return {
    holdings: {
      bits: indicators.map(({ bits }) => bits),
      holders: holders.map((each) => [...each].sort((x, y) => x - y)),
    },
    accounts,
    indicators,
  };
}

function pathOf(
  path: EvidencePath,
  of: {
    readonly ends: readonly [string, string];
    readonly accounts: readonly string[];
    readonly indicators: readonly TellingIndicator[];
    readonly population: number;
  },
): LinkPaths['paths'][number] {
  const stops = [of.ends[0], ...path.via.map(({ account }) => of.accounts[account]!), of.ends[1]];
  return {
    bits: rounded(path.bits),
    steps: path.indicators.map((i, at): PathStep => {
      const { kind, value, text, family, bits, reach } = of.indicators[i]!;
      return {
        from: stops[at]!,
        to: stops[at + 1]!,
        others: path.via[at]?.others ?? 0,
        kind,
        value,
        text,
        family,
        bits: rounded(bits),
        reach,
        rarity: rarity(reach, of.population, true).replace(' outside', ''),
      };
    }),
  };
}

const rounded = (bits: number): number => Math.round(bits * 10) / 10;

/** What the paths come to. */
export function pathsSentence(paths: LinkPaths['paths']): string {
  const [first] = paths;
  if (!first)
    return `No path of ${MOST_STEPS} steps or fewer joins them by indicators that at most ${number(MOST_REACH)} accounts hold and that tell ${LEAST_BITS} bits or more.`;
  const steps =
    first.steps.length === 1
      ? 'They share'
      : `They are joined over ${counted(first.steps.length - 1, 'other account')} by`;
  return `${steps} evidence of ${first.bits.toFixed(1)} bits or more a step.`;
}
