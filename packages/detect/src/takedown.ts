import {
  classBit,
  classCounts,
  FAMILIES,
  type DetectedNetwork,
  type FrontierPoint,
  type LakeTables,
  type TakedownPlan,
} from '@iolaus/contracts';
import { bannedAt } from './bans.js';
import { group } from './incidence.js';
import { familySum } from './membership.js';
import { median } from './statistics.js';
import { counted, inSentence, number } from './wording.js';

/** Bands of members, strongest first, that are suspended one after the other. */
const BANDS = 5;
/** Blocks that a plan proposes at most; the rest of the infrastructure is left to the suspensions. */
const MOST_BLOCKS = 30;
/** More outside accounts than this share of its holders, and than so many, make an indicator shared infrastructure. */
const MOST_OUTSIDE_SHARE = 0.2;
const MOST_OUTSIDE = 5;
const NOT_BLOCKED_LISTED = 50;
/** What a successor must share to be recognised (research part 2, section 4). */
const RECOGNISED_BITS = 18;
const FAMILY_SURVIVES = 3;
const DAY_MS = 86_400_000;

/** Says what takedowns of networks of these tables would do. */
export class TakedownPlanner {
  readonly #tables: LakeTables;
  readonly #start: Uint32Array;
  readonly #holders: Uint32Array;
  readonly #banned: Float64Array;
  readonly #nowMs: number;
  /** 1 for members of the network in hand, 0 throughout between two plans. */
  readonly #isMember: Uint8Array;
  /** 1 for members that a block meets, and for outsiders that one hits; 0 throughout between two plans. */
  readonly #isMet: Uint8Array;

  constructor(tables: LakeTables) {
    const { indicator, account, indicatorValue } = tables.sightings;
    const { start, items } = group(indicator, account, indicatorValue.length);
    this.#tables = tables;
    this.#start = start;
    this.#holders = items;
    this.#banned = bannedAt(tables);
    this.#isMember = new Uint8Array(tables.sightings.accounts.length);
    this.#isMet = new Uint8Array(tables.sightings.accounts.length);
    this.#nowMs = tables.accounts.lastMs.reduce((last, ms) => (ms > last ? ms : last), Number.NEGATIVE_INFINITY);
  }

  /**
   * The frontier of a network: first its accounts are suspended, those with most bits first; then indicators are blocked, each time the one that meets most members who would not meet a block yet for
   * each account outside that it hits. What the best choice of as many blocks could meet is bounded by what these meet and the largest gains that are left (Leskovec et al. 2007, section 3.2).
   * Shared infrastructure and exits of VPNs are never blocked, nor are prompts, which can be watched for but not refused.
   */
  plan(network: DetectedNetwork): TakedownPlan {
    const { record, members } = network;
    for (const a of members.account) this.#isMember[a] = 1;
    const sorted = this.#sort(network);
    for (const a of members.account) this.#isMember[a] = 0;
    const frontier = this.#suspensions(network);
    const { blocks, bound } = this.#blocks(network, { frontier, candidates: sorted.candidates });
    const blocked = new Set(blocks.map(({ e }) => e));
    return {
      network: record.id,
      name: record.name,
      tier: record.tier,
      frontier,
      blocks: blocks.map(({ e, inside, outside }) => ({
        ...this.#nameOf(e),
        members: inside.length,
        outside: outside.length,
      })),
      notBlocked: sorted.notBlocked.slice(0, NOT_BLOCKED_LISTED),
      notBlockedTotal: sorted.notBlocked.length,
      regrowth: this.#regrowth(network, blocked),
      notes: bound === undefined ? NOTES : [...NOTES, bound],
    };
  }

  #nameOf(e: number): { kind: string; value: string } {
    const { kinds, indicatorKind, indicatorValue } = this.#tables.sightings;
    return { kind: kinds[indicatorKind[e]].kind, value: indicatorValue[e] };
  }

  /** Core indicators that may be blocked, and those that may not with the reason. */
  #sort({ core }: DetectedNetwork): { candidates: Candidate[]; notBlocked: TakedownPlan['notBlocked'] } {
    const { kinds, indicatorKind, indicatorClass } = this.#tables.sightings;
    const candidates: Candidate[] = [];
    const notBlocked: TakedownPlan['notBlocked'] = [];
    for (const e of core) {
      const kind = kinds[indicatorKind[e]];
      const holders = this.#holders.subarray(this.#start[e], this.#start[e + 1]);
      const inside = holders.filter((a) => this.#isMember[a] === 1);
      const outside = holders.filter((a) => this.#isMember[a] === 0 && Number.isNaN(this.#banned[a]));
      const refuse = (reason: string): void =>
        void notBlocked.push({ ...this.#nameOf(e), members: inside.length, outside: outside.length, reason });
      if (kind.family === 'prompt') refuse('a prompt is watched for, not blocked');
      else if ((indicatorClass[e] & classBit('vpn')) !== 0) refuse('a VPN exit by your list: others come through it');
      else if (isSharedOutside(outside.length, holders.length))
        refuse(`shared: ${counted(outside.length, 'account')} outside use this ${inSentence(kind.label)}`);
      else candidates.push({ e, inside, outside });
    }
    notBlocked.sort((x, y) => y.members - x.members);
    return { candidates, notBlocked };
  }

  #suspensions({ members }: DetectedNetwork): FrontierPoint[] {
    const { exchanges } = this.#tables.accounts;
    const active = members.account.filter((a) => Number.isNaN(this.#banned[a]));
    const volume = (accounts: Uint32Array): number => accounts.reduce((sum, a) => sum + exchanges[a], 0);
    const all = volume(active);
    const bands = Math.min(BANDS, active.length);
    return Array.from({ length: bands }, (_, band): FrontierPoint => {
      const suspended = active.subarray(0, Math.ceil(((band + 1) * active.length) / bands));
      return {
        step:
          band + 1 === bands ? 'suspend all members' : `suspend the ${counted(suspended.length, 'strongest member')}`,
        accountsSuspended: suspended.length,
        indicatorsBlocked: 0,
        volumeRemoved01: round(all > 0 ? volume(suspended) / all : suspended.length / active.length),
        wayBackBlocked01: 0,
        benignHit: 0,
        benignHit01: 0,
        benignExchanges: 0,
        benignTenureDays: null,
      };
    });
  }

  /** Adds a point for each block to the frontier, and gives the blocks with a sentence on how good the choice is. */
  #blocks(
    { members }: DetectedNetwork,
    of: {
      readonly frontier: FrontierPoint[];
      readonly candidates: readonly Candidate[];
    },
  ): { blocks: Candidate[]; bound: string | undefined } {
    const { accounts } = this.#tables;
    const outsiders = accounts.exchanges.length - members.account.length;
    const met = new Set<number>();
    const hit = new Set<number>();
    const left = [...of.candidates];
    const chosen: Candidate[] = [];
    for (let last = of.frontier.at(-1); last && chosen.length < MOST_BLOCKS && left.length > 0;) {
      let best = 0;
      let most = 0;
      left.forEach(({ inside, outside }, at) => {
        const gain = unmet(inside, this.#isMet) / (1 + unmet(outside, this.#isMet));
        if (gain > most) [best, most] = [at, gain];
      });
      if (most === 0) break;
      const [block] = left.splice(best, 1);
      chosen.push(block);
      for (const a of block.inside) met.add(a);
      for (const a of block.outside) hit.add(a);
      for (const accounts of [block.inside, block.outside]) for (const a of accounts) this.#isMet[a] = 1;
      const tenures = Float64Array.from(hit, (a) => (this.#nowMs - accounts.createdMs[a]) / DAY_MS).filter(
        (days) => !Number.isNaN(days),
      );
      const { kind, value } = this.#nameOf(block.e);
      last = {
        ...last,
        step: `block ${kind} ${value}`,
        indicatorsBlocked: chosen.length,
        wayBackBlocked01: round(met.size / members.account.length),
        benignHit: hit.size,
        benignHit01: round(hit.size / Math.max(1, outsiders)),
        benignExchanges: [...hit].reduce((sum, a) => sum + accounts.exchanges[a], 0),
        benignTenureDays: tenures.length === 0 ? null : Math.round(median(tenures)),
      };
      of.frontier.push(last);
    }
    if (chosen.length === 0) return { blocks: chosen, bound: undefined };
    const gains = Uint32Array.from(left, ({ inside }) => unmet(inside, this.#isMet))
      .sort()
      .reverse();
    for (const accounts of [met, hit]) for (const a of accounts) this.#isMet[a] = 0;
    const most = Math.min(
      members.account.length,
      gains.subarray(0, chosen.length).reduce((sum, each) => sum + each, met.size),
    );
    return {
      blocks: chosen,
      bound: `Members met with ${counted(chosen.length, 'block')}: ${number(met.size)}; no choice of as many could meet more than ${number(most)}.`,
    };
  }

  /** Σ over families of the bits of what is left: r·log2(0.9·N/d), the best fully and the rest by half. */
  #regrowth({ core }: DetectedNetwork, blocked: ReadonlySet<number>): TakedownPlan['regrowth'] {
    const { kinds, indicatorKind, indicatorClass, accounts } = this.#tables.sightings;
    const best = new Float64Array(FAMILIES.length);
    const sum = new Float64Array(FAMILIES.length);
    for (const e of core) {
      if (blocked.has(e)) continue;
      const { family, reliability01 } = kinds[indicatorKind[e]];
      const counts = reliability01 * classCounts(indicatorClass[e]);
      const bits = counts * Math.log2((0.9 * accounts.length) / (this.#start[e + 1] - this.#start[e]));
      if (bits <= 0) continue;
      const at = FAMILIES.indexOf(family);
      sum[at] += bits;
      best[at] = Math.max(best[at], bits);
    }
    const families = Array.from(sum, (each, at) => familySum(best[at], each));
    const bits = Math.round(families.reduce((total, each) => total + each, 0) * 10) / 10;
    const surviving = families.filter((each) => each >= FAMILY_SURVIVES).length;
    return { bits, isRecognised: bits >= RECOGNISED_BITS && surviving >= 2 };
  }
}

/** Whether so many outside of a network, of all holders, make an indicator shared infrastructure. */
export function isSharedOutside(outside: number, holders: number): boolean {
  return outside > MOST_OUTSIDE && outside > MOST_OUTSIDE_SHARE * holders;
}

interface Candidate {
  readonly e: number;
  readonly inside: Uint32Array;
  readonly outside: Uint32Array;
}

const NOTES = [
  'Volume is that of exchanges in the data; nothing is executed.',
  'Benign are all accounts outside the network that are not banned; what they spend is not in the data, so their exchanges stand for it.',
  'Blocks are chosen one by one, by the members that each meets anew for each outside account that it hits anew.',
];

function unmet(accounts: Uint32Array, isMet: Uint8Array): number {
  let n = 0;
  for (let at = 0; at < accounts.length; at++) n += 1 - isMet[accounts[at]];
  return n;
}

const round = (value01: number): number => Math.round(value01 * 10_000) / 10_000;
