import { createPrivateKey } from 'node:crypto';
import { strToU8 } from 'fflate';
import { ANY_NETWORK, type Family } from '@iolaus/contracts';
import type { BundleIndicator, BundleInput, BundleMember, BundleSighting } from '../bundle-input.js';
import { signingKey, type SigningKey } from '../signing-key.js';
import type { Recompute } from '../verify-bundle.js';

/** The key whose 32 secret bytes are all `seed`. */
export function keyOf(seed: number): SigningKey {
  const head = Buffer.from('302e020100300506032b657004220420', 'hex');
  return signingKey(
    createPrivateKey({ key: Buffer.concat([head, Buffer.alloc(32, seed)]), format: 'der', type: 'pkcs8' }),
  );
}

/** Formulas of a simpler world than detection's, with the same shape. */
export const RECOMPUTE: Recompute = {
  indicatorBits: ({ held, members, reach, accounts, reliability01 }) =>
    reliability01 * Math.log2((held + 1) / (members + 2) / ((reach - held + 1) / (accounts - members + 2))),
  familySum: (best, sum) => best + (sum - best) / 4,
  familyCounts: 3,
};

const POPULATION = 1000;
const DUMP = 'd'.repeat(64);
const QUOTED = strToU8('{"account_id":"acct_1","ip":"10.0.0.1"}');
const round = (bits: number): number => Math.round(bits * 10) / 10;

const HOLDINGS: readonly (readonly [
  kind: string,
  value: string,
  family: Family,
  reliability01: number,
  reach: number,
  holders: readonly number[],
])[] = [
  ['payment-method', 'card_1', 'payment', 1, 4, [0, 1, 2, 3]],
  ['ip', '10.0.0.1', 'network', 0.7, 3, [0, 1]],
  ['prompt-template', 'tpl_1', 'prompt', 0.8, 2, [2, 3]],
];

/** Four accounts, one card, figures that follow from the rows. `say` rewrites every word that comes from a dump or a mapping. */
export function bundleInput(say: (word: string) => string = (word) => word): BundleInput {
  const accounts = ['acct_1', 'acct_2', 'acct_3', 'acct_4'].map(say);
  const indicators = HOLDINGS.map(([kind, value, family, reliability01, reach, holders]): BundleIndicator => {
    const counts = { held: holders.length, members: 4, reach, accounts: POPULATION, reliability01 };
    return {
      kind: say(kind),
      value: say(value),
      text: say(`what ${value} says`),
      family,
      reliability01,
      members: holders.length,
      reach,
      bits: round(RECOMPUTE.indicatorBits(counts)),
    };
  });
  const members = accounts.map((account, at): BundleMember => {
    const held = indicators.filter((_, i) => HOLDINGS[i]?.[5].includes(at));
    const bitsByFamily = Object.fromEntries(held.map((each) => [each.family, each.bits]));
    const bits = round(held.reduce((sum, each) => sum + each.bits, 0));
    return { account, bits, bitsByFamily, community: say(at < 2 ? 'A-01' : 'A-02'), exchanges: 10 + at };
  });
  const sorted = members.map((member) => member.bits).sort((a, b) => a - b);
  return {
    profile: 'authority',
    snapshot: { id: '0123456789abcdef', createdMs: Date.UTC(2026, 9, 16) },
    record: {
      id: 'N-0001',
      name: say('Heron'),
      tier: 'act',
      score: 2.2,
      probability: null,
      q: 1e-9,
      withinStrata: { meetings: 0, expected: 0, p: 1 },
      strength: round(((sorted[1] ?? 0) + (sorted[2] ?? 0)) / 2),
      strengthByFamily: {},
      barBits: 6,
      lineage: { generation: 1, predecessors: [], event: 'born', certainty: null, bits: null, signals: [] },
      accounts: 4,
      banned: 0,
      exchanges: 46,
      communities: 2,
      firstMs: Date.UTC(2026, 8, 1),
      lastMs: null,
      heldBy: { payment: 1, network: 0.5, prompt: 0.5 },
      core: [],
      points: [
        { feature: ANY_NETWORK, value: '', amount: null, points: -7.3 },
        { feature: say('Shared cards'), value: say('4 on one'), amount: 4, points: 6 },
        { feature: say('Own wording'), value: say('half'), amount: null, points: 3.5 },
      ],
      hypotheses: [
        { id: 'campus-nat', question: say('Is it a campus?'), answer: 'excluded', figure: say('2 addresses') },
      ],
      fragility: [
        { without: say('card_1'), kind: say('payment-method'), value: say('card_1'), remains: 0.5, holds: true },
        { without: say('network'), kind: 'family', value: '', remains: 1, holds: true },
      ],
      bridges: [],
      reasons: [{ code: 'cards', sentence: say('Four accounts pay with one card.'), figures: { cards: 1 } }],
    },
    population: POPULATION,
    members,
    communities: [say('A-01'), say('A-02')].map((label) => ({
      label,
      accounts: 2,
      exchanges: 23,
      bits: 11,
      holdsTogether: say('1 card'),
    })),
    indicators,
    sightings: accounts.flatMap((account, at) =>
      indicators.flatMap(({ kind, value }, i): BundleSighting[] =>
        HOLDINGS[i]?.[5].includes(at)
          ? [{ account, kind, value, count: 3, firstMs: null, lastMs: null, ref: { dump: DUMP, ordinal: at * 3 + i } }]
          : [],
      ),
    ),
    links: [
      {
        a: say('acct_1'),
        b: say('acct_2'),
        bits: 9,
        shares: [{ kind: say('payment-method'), value: say('card_1'), bits: 9 }],
      },
    ],
    citations: [
      {
        ref: { dump: DUMP, ordinal: 1 },
        name: say('exchanges-01.jsonl.gz'),
        containerSha256: 'c'.repeat(64),
        byteOffset: 120,
        byteLength: QUOTED.length,
        bytes: QUOTED,
      },
    ],
    dumps: [{ sha256: DUMP, containerSha256: 'c'.repeat(64), name: say('exchanges-01.jsonl.gz'), records: 46 }],
    parameters: { resolution: 1, seed: 7 },
    versions: { iolaus: '0.1.0' },
    nullModel: say('Chance means a world wired at random.'),
  };
}
