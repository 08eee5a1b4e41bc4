import type { Baseline, Change, Lineage } from '@iolaus/contracts';
import type { Descent } from './generations.js';
import { counted, number } from './wording.js';

/** What a network is called, and what became of it. */
export interface Identity {
  readonly id: string;
  /** The name that it had, undefined for one that had none. */
  readonly name: string | undefined;
  readonly lineage: Lineage;
  /** Accounts that it had in the run before; 0 for a new one. */
  readonly before: number;
}

/** Share of a network's accounts by which it is still the same, and by which it is a part of another. */
const SAME_SHARE = 0.5;
const PART_SHARE = 0.2;
/** Growth or loss below this share is none. */
const STEADY = 0.1;

interface Found {
  /** Account ids. */
  readonly members: readonly string[];
  /** Place of the banned network that it follows, with what survived. */
  readonly descent: Descent | undefined;
}

/** Gives networks (best first) the ids of the run before where they are the same, new numbers otherwise, and says what became of each. */
export function identify(
  found: readonly Found[],
  baseline: Baseline | undefined,
): { readonly identities: readonly Identity[]; readonly lastNumber: number } {
  const old = baseline?.networks ?? [];
  const common = overlaps(found, old);
  const claimed = claim(found, old, common);
  let lastNumber = baseline?.lastNumber ?? 0;
  const ids = found.map((_, at) =>
    claimed[at] < 0 ? `N-${String(++lastNumber).padStart(4, '0')}` : old[claimed[at]].id,
  );
  const generation = (at: number): number => {
    const { descent } = found[at];
    return descent ? generation(descent.parent) + 1 : 1;
  };
  const identities = found.map(({ members, descent }, at): Identity => {
    const own = claimed[at];
    const before = own < 0 ? 0 : old[own].members.length;
    const others = [...common[at]].filter(([other]) => other !== own);
    const tookIn = others.filter(
      ([other, n]) => n >= SAME_SHARE * old[other].members.length && !claimed.includes(other),
    );
    const cutFrom = own < 0 ? others.filter(([, n]) => n >= SAME_SHARE * members.length) : [];
    const relatives = [...tookIn, ...cutFrom].map(([other]) => old[other].id);
    const event = descent && own < 0 ? 'regrown' : eventOf({ own, before, now: members.length, tookIn, cutFrom });
    return {
      id: ids[at],
      name: own < 0 ? undefined : old[own].name,
      before,
      lineage: {
        generation: generation(at),
        predecessors: [...new Set([...(descent ? [ids[descent.parent]] : []), ...relatives])],
        event,
        certainty: descent?.certainty ?? null,
        bits: descent?.bits ?? null,
        signals: [...(descent?.signals ?? [])],
      },
    };
  });
  return { identities, lastNumber };
}

function eventOf(of: {
  own: number;
  before: number;
  now: number;
  tookIn: readonly unknown[];
  cutFrom: readonly unknown[];
}): Lineage['event'] {
  if (of.own < 0) return of.cutFrom.length > 0 ? 'split' : of.tookIn.length > 1 ? 'merged' : 'born';
  if (of.tookIn.length > 0) return 'merged';
  if (of.now > (1 + STEADY) * of.before) return 'grew';
  return of.now < (1 - STEADY) * of.before ? 'shrank' : 'kept';
}

/** Accounts that each network has in common with those of the run before. */
function overlaps(found: readonly Found[], old: Baseline['networks']): Map<number, number>[] {
  const networkOf = new Map<string, number>();
  old.forEach(({ members }, at) => {
    for (const account of members) networkOf.set(account, at);
  });
  return found.map(({ members }) => {
    const common = new Map<number, number>();
    for (const account of members) {
      const at = networkOf.get(account);
      if (at !== undefined) common.set(at, (common.get(at) ?? 0) + 1);
    }
    return common;
  });
}

/** The network of the run before that each one is, −1 for none: those with most accounts in common first, each once. */
function claim(
  found: readonly Found[],
  old: Baseline['networks'],
  common: readonly ReadonlyMap<number, number>[],
): Int32Array {
  const claimed = new Int32Array(found.length).fill(-1);
  const taken = new Set<number>();
  const pairs = common.flatMap((own, at) => Array.from(own, ([other, n]) => ({ at, other, n })));
  pairs.sort((x, y) => y.n - x.n || x.at - y.at || x.other - y.other);
  for (const { at, other, n } of pairs) {
    const isSame = n >= SAME_SHARE * Math.min(found[at].members.length, old[other].members.length);
    const isPart = n >= PART_SHARE * Math.max(found[at].members.length, old[other].members.length);
    if (claimed[at] >= 0 || taken.has(other) || !isSame || !isPart) continue;
    claimed[at] = other;
    taken.add(other);
  }
  return claimed;
}

const ORDER: readonly Change['event'][] = ['regrown', 'merged', 'split', 'born', 'grew', 'shrank', 'gone'];

/** What is worth telling since the run before, most important first; nothing of a first run but what grew back. */
export function changesOf(
  networks: readonly { readonly identity: Identity; readonly name: string; readonly accounts: number }[],
  baseline: Baseline | undefined,
): Change[] {
  const known = new Set(networks.map(({ identity }) => identity.id));
  const told = networks
    .filter(({ identity: { lineage } }) => lineage.event === 'regrown' || (baseline && lineage.event !== 'kept'))
    .map(({ identity, name, accounts }): Change => ({
      network: identity.id,
      name,
      event: identity.lineage.event,
      before: identity.before,
      now: accounts,
      sentence: sentenceOf(identity, name, accounts),
    }));
  const gone = (baseline?.networks ?? [])
    .filter(({ id }) => !known.has(id))
    .map(({ id, name, members }): Change => ({
      network: id,
      name,
      event: 'gone',
      before: members.length,
      now: 0,
      sentence: `${name} is no network any more: its ${counted(members.length, 'account')} are in others or in none.`,
    }));
  const rank = (change: Change): number => ORDER.indexOf(change.event);
  return [...told, ...gone].sort((x, y) => rank(x) - rank(y));
}

function sentenceOf({ lineage, before }: Identity, name: string, accounts: number): string {
  const others = lineage.predecessors.join(', ');
  switch (lineage.event) {
    case 'regrown':
      return `${name} (${counted(accounts, 'account')}) ${lineage.certainty === 'likely' ? 'likely' : 'possibly'} grew back from ${others}, which was banned: ${lineage.bits} bits of evidence survived.`;
    case 'merged':
      return `${name} took in ${others}: ${number(before)} accounts became ${number(accounts)}.`;
    case 'split':
      return `${name} (${counted(accounts, 'account')}) was a part of ${others}.`;
    case 'born':
      return `${name} is new: ${counted(accounts, 'account')}.`;
    case 'grew':
    case 'shrank':
    case 'kept':
      return `${name} ${lineage.event}: ${number(before)} accounts became ${number(accounts)}.`;
  }
}
