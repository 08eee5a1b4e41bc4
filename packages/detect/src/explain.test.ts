import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classBit, FAMILIES, INDICATOR_KINDS } from '@iolaus/contracts';
import { explainLink, explainMember, type LinkFacts, type MemberFacts, type SharedFact } from './explain.js';
import { FAMILY_CAP, FAMILY_COUNTS, familySum } from './membership.js';
import { NULL_MODEL } from './significance.js';

const NETWORK: MemberFacts['network'] = { name: 'Sedgemere', tier: 'act', members: 40, barBits: 8, q: 1e-30 };
const POPULATION = 10_040;

/** An indicator of a built-in kind; half of its reach are members unless a test says otherwise. */
function fact(kind: string, value: string, otherwise: Partial<SharedFact> = {}): SharedFact {
  const known = INDICATOR_KINDS.find((each) => each.kind === kind);
  return {
    kind,
    label: known?.label ?? kind,
    value,
    family: known?.family ?? 'identity',
    reliability01: known?.reliability01 ?? 0.5,
    classes: 0,
    bits: 6,
    reach: 20,
    members: 10,
    firstMs: 1000,
    lastMs: 2000,
    rows: 5,
    ...otherwise,
  };
}

const member = (shares: readonly SharedFact[], otherwise: Partial<MemberFacts> = {}) =>
  explainMember({ accounts: POPULATION, leastFamilies: 2, network: NETWORK, timingBits: 0, shares, ...otherwise });

const link = (shares: readonly SharedFact[], otherwise: Partial<LinkFacts> = {}) =>
  explainLink({ accounts: 10_000, leastFamilies: 2, network: undefined, shares, ...otherwise });

const card = fact('payment-method', 'card_1', { bits: 9 });
const address = fact('ip', '10.0.0.1', { bits: 4 });

describe('explainMember', () => {
  it('says how many things tell, and how rare the strongest of them is', () => {
    const rare = fact('ip', '10.0.0.1', { bits: 9, reach: 12, members: 10 });
    expect(
      member([rare, fact('subnet', '10.0.0.0/24', { bits: 1 }), fact('bin', '900001', { bits: 0 })]).sentence,
    ).toBe(
      'It shares 2 telling indicators with members of Sedgemere; the rarest, an IP address, is known to 1 in 5,000 accounts outside.',
    );
    expect(member([{ ...card, reach: 10 }]).sentence).toBe(
      'It shares 1 telling indicator with members of Sedgemere; the rarest, a payment method, is known to no account of 10,000 outside.',
    );
  });

  it('says so when nothing tells much', () => {
    expect(member([fact('bin', '900001', { bits: undefined })]).sentence).toBe(
      'Nothing that it shares with Sedgemere tells much.',
    );
  });

  it('tells names of members from what is shared, where accounts are linked one by one', () => {
    const name = (at: number): SharedFact => fact('ip', `m${at}`, { bits: 7, reach: 1, members: 1 });
    const said = (...shares: SharedFact[]): string => member(shares, { leastFamilies: 1 }).sentence;
    expect(said(name(1), name(2))).toBe('It names 2 members of Sedgemere.');
    expect(said(name(1), { ...address, reach: 10 })).toBe(
      'It names 1 member of Sedgemere, and shares 1 telling indicator with others of them; the rarest, an IP address, is known to no account of 10,000 outside.',
    );
    expect(said(fact('ip', 'own', { bits: undefined, reach: 1, members: 1 }))).toBe(
      'Nothing that it holds tells much by itself: members of Sedgemere name it, or came to the same things at the same time.',
    );
  });

  it('counts an indicator that is not of the core for nothing', () => {
    const why = member([fact('ip', '10.0.0.9', { bits: undefined }), card]);
    expect(why.bitsByFamily).toEqual({ payment: 9 });
    expect(why.shares[1].bits).toBe(0);
  });

  it('adds the best of a family fully, the rest by half, families fully, and timing', () => {
    const why = member([card, address, fact('ip', '10.0.0.2', { bits: 3 })], { timingBits: 2.5 });
    expect(why.bitsByFamily).toEqual({ payment: 9, network: 5.5, timing: 2.5 });
    expect(why.bits).toBe(17);
  });

  it('counts who holds an indicator outside as all less members', () => {
    const why = member([fact('ip', '10.0.0.1', { reach: 25, members: 11, rows: 7 })]);
    expect(why.shares[0]).toMatchObject({ reach: 25, members: 11, outside: 14, rows: 7, firstMs: 1000, lastMs: 2000 });
    expect(why.shares[0].rarity).toBe('1 in 710 accounts outside');
  });

  it('repeats what the network says of itself', () => {
    expect(member([card])).toMatchObject({ q: 1e-30, tier: 'act', barBits: 8, nullModel: NULL_MODEL });
  });

  it('keeps the readable text of a template, and says nothing where there is none', () => {
    const why = member([fact('prompt-template', 't1', { text: 'Translate <text>' }), card]);
    expect(why.shares.map((each) => ('text' in each ? each.text : null))).toEqual([null, 'Translate <text>']);
  });

  it('lists what tells most first; of equals, what fewer others hold', () => {
    const held = (outside: number, bits: number): SharedFact =>
      fact('ip', `10.0.0.${outside}`, { bits, reach: 10 + outside });
    const why = member([held(1, 2), held(9, 5), held(3, 5), held(4, 7)]);
    expect(why.shares.map((each) => each.outside)).toEqual([4, 3, 9, 1]);
  });
});

describe('what would break it', () => {
  it('says what is left without each thing, strongest first', () => {
    const why = member([address, card, fact('prompt-template', 't1', { bits: 5 })]);
    expect(why.breaks.map((each) => [each.value, each.remains, each.holds])).toEqual([
      ['card_1', 9, true],
      ['t1', 13, true],
      ['10.0.0.1', 14, true],
    ]);
  });

  it('does not hold when what is left falls below the bar, or into one family', () => {
    const holds = (...shares: SharedFact[]): (boolean | undefined)[] => member(shares).breaks.map((each) => each.holds);
    expect(holds(card, address)).toEqual([false, false]);
    const second = fact('ip', '10.0.0.2', { bits: 4 });
    expect(holds(card, address, second)).toEqual([false, true, true]);
    // Without the card two families are left, of 7 bits: below the bar of 8.
    expect(holds(card, address, fact('prompt-template', 't1', { bits: 3 }))[0]).toBe(false);
  });

  it('lets timing stand in for a family', () => {
    const breaks = member([card, address], { timingBits: 4 }).breaks;
    expect(breaks.map((each) => [each.value, each.remains, each.holds])).toEqual([
      ['card_1', 8, true],
      ['10.0.0.1', 13, true],
    ]);
    expect(member([card, address], { timingBits: 1.4 }).breaks[1].holds).toBe(false);
  });

  it('asks for one family where the data links by one alone', () => {
    const second = fact('ip', '10.0.0.2', { bits: 10 });
    const holds = (leastFamilies: 1 | 2): (boolean | undefined)[] =>
      member([address, second], { leastFamilies }).breaks.map((each) => each.holds);
    expect(holds(1)).toEqual([false, true]);
    expect(holds(2)).toEqual([false, false]);
  });

  it('lists four things at most, and none that tells nothing', () => {
    const many = Array.from({ length: 6 }, (_, at) => fact('ip', `10.0.0.${at}`, { bits: at }));
    expect(member(many).breaks.map((each) => each.value)).toEqual(['10.0.0.5', '10.0.0.4', '10.0.0.3', '10.0.0.2']);
  });
});

describe('what speaks against it', () => {
  it('names the families that are missing', () => {
    expect(member([address]).against).toEqual([
      'No telling payment method in common.',
      'No telling prompt template in common.',
      'The IP address 10.0.0.1 also serves 10 accounts outside the network.',
    ]);
    expect(member([{ ...card, reach: 10 }, fact('prompt-template', 't1', { reach: 10 })]).against).toEqual([]);
  });

  it('misses no card where the data links by one family alone', () => {
    expect(member([{ ...address, reach: 10 }], { leastFamilies: 1 }).against).toEqual([]);
  });

  it('names the two that serve most others, from three others on', () => {
    const against = (...others: number[]): string[] =>
      member(
        others.map((outside) => fact('user-agent', `agent-${outside}`, { reach: 10 + outside, members: 10 })),
      ).against.slice(2);
    expect(against(2, 3, 50, 9)).toEqual([
      'The user agent agent-50 also serves 50 accounts outside the network.',
      'The user agent agent-9 also serves 9 accounts outside the network.',
    ]);
    expect(against(2, 3)).toEqual(['The user agent agent-3 also serves 3 accounts outside the network.']);
  });

  it('leaves the two themselves out where no network holds both', () => {
    const exit = (reach: number) => fact('ip', '10.0.0.1', { reach, members: 0 });
    expect(link([exit(5)]).against.at(-1)).toBe('The IP address 10.0.0.1 also serves 3 accounts outside the two.');
    expect(link([exit(4)]).against.filter((line) => line.includes('serves'))).toEqual([]);
  });

  it('counts what is too common to count', () => {
    const common = (count: number): string | undefined =>
      member(Array.from({ length: count }, (_, at) => fact('asn', `${at}`, { bits: undefined }))).against.at(-1);
    expect(common(1)).toBe('1 shared indicator is too common to count.');
    expect(common(2)).toBe('2 shared indicators are too common to count.');
  });
});

describe('explainLink', () => {
  const bitsOf = (reliability01: number, reach: number): number =>
    Math.round(reliability01 * Math.log2(9000 / reach) * 10) / 10;

  it('gives a shared indicator its match weight, by how many hold it', () => {
    const why = link([fact('payment-method', 'card_1', { reach: 2 }), fact('ip', '10.0.0.1', { reach: 30 })]);
    expect(why.shares.map((each) => each.bits)).toEqual([bitsOf(1, 2), bitsOf(0.7, 30)]);
    expect(why.bits).toBeCloseTo(bitsOf(1, 2) + bitsOf(0.7, 30), 9);
  });

  it('gives nothing for what nearly everybody holds, and nothing for context', () => {
    const why = link([fact('ip', '10.0.0.1', { reach: 9500 }), fact('asn', '64500', { reach: 2 })]);
    expect(why.shares.map((each) => each.bits)).toEqual([0, 0]);
    expect(why).toMatchObject({ bits: 0, q: 1, sentence: 'They share nothing that tells them from two strangers.' });
  });

  it('says how often chance would do it, by telling indicators and families', () => {
    const why = link([
      fact('payment-method', 'card_1', { reach: 2 }),
      fact('ip', '10.0.0.1', { reach: 2 }),
      fact('ip', '10.0.0.2', { reach: 9500 }),
    ]);
    expect(why.bits).toBeCloseTo(12.1 + 8.5, 9);
    expect(why.sentence).toBe(
      'They share 2 telling indicators of 2 families. Of two accounts taken at random, 1 in 1.6 million would share as much.',
    );
  });

  it('corrects for all pairs of accounts, or for the pairs of the group that both were found in', () => {
    const shares = [fact('payment-method', 'card_1', { reach: 2 }), fact('ip', '10.0.0.1', { reach: 2 })];
    const strength = link(shares).bits;
    expect(link(shares).q).toBe(1);
    const among = { accounts: 30, name: 'community A-02' };
    const inside = link(shares, { network: NETWORK, among });
    expect(inside.q).toBeCloseTo(((30 * 29) / 2) * 2 ** -strength, 12);
    expect(inside.nullModel).toBe(
      'Chance means: two accounts drawn at random from 10,000 hold each indicator as often as its frequency says; q counts all 435 pairs of community A-02.',
    );
    expect(link(shares).nullModel).toContain('q counts all 49,995,000 pairs.');
  });

  it('holds a pair from nowhere to the bar of all pairs, and one of a network to that of the network', () => {
    expect(link([card]).barBits).toBeCloseTo(Math.log2((10_000 * 9999) / 2), 9);
    expect(link([card]).tier).toBeNull();
    expect(link([card], { network: NETWORK })).toMatchObject({ barBits: 8, tier: 'act' });
  });
});

describe('any explanation', () => {
  const facts = fc.uniqueArray(
    fc.record({
      kind: fc.constantFrom(...INDICATOR_KINDS.map((each) => each.kind)),
      at: fc.nat(30),
      bits: fc.option(fc.double({ min: -1, max: 14, noNaN: true }), { nil: undefined }),
      members: fc.integer({ min: 0, max: 40 }),
      outside: fc.integer({ min: 0, max: 9000 }),
    }),
    { selector: ({ kind, at }) => `${kind}${at}`, maxLength: 12 },
  );
  const sharedOf = (
    given: { kind: string; at: number; bits?: number | undefined; members: number; outside: number }[],
  ) =>
    given.map(({ kind, at, bits, members, outside }) =>
      fact(kind, `value-${at}`, { bits, members, reach: Math.max(1, members + outside) }),
    );

  it('adds up: families make the bits, items make the families', () => {
    fc.assert(
      fc.property(facts, (given) => {
        for (const why of [member(sharedOf(given)), link(sharedOf(given))]) {
          const sum = Object.values(why.bitsByFamily).reduce((a, b) => a + b, 0);
          expect(why.bits).toBeCloseTo(sum, 1);
          for (const family of FAMILIES) {
            const own = why.shares.filter((each) => each.family === family && each.bits > 0).map((each) => each.bits);
            const expected = familySum(
              Math.max(0, ...own),
              own.reduce((a, b) => a + b, 0),
            );
            expect(Math.abs((why.bitsByFamily[family] ?? 0) - expected)).toBeLessThanOrEqual(0.051);
            expect(why.bitsByFamily[family] ?? 0).toBeLessThanOrEqual(FAMILY_CAP);
          }
          expect(why.q).toBeGreaterThanOrEqual(0);
          expect(why.q).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('keeps its word on what would break it: taken away, that much is left', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const shares = sharedOf(given);
        for (const each of member(shares).breaks) {
          const left = member(shares.filter((share) => share.kind !== each.kind || share.value !== each.value));
          expect(each.remains).toBeCloseTo(left.bits, 6);
          const families = Object.values(left.bitsByFamily).filter((bits) => bits >= FAMILY_COUNTS).length;
          expect(each.holds).toBe(left.bits >= NETWORK.barBits && families >= 2);
        }
      }),
    );
  });
});

describe('infrastructure', () => {
  const bitsOf = (shares: readonly SharedFact[]): number => link(shares).shares[0].bits;

  it('counts a VPN exit with a third, an address in a data centre with two thirds, a public prompt not at all', () => {
    const plain = bitsOf([address]);
    expect(bitsOf([{ ...address, classes: classBit('vpn') }])).toBeCloseTo(plain / 3, 1);
    expect(bitsOf([{ ...address, classes: classBit('datacenter') }])).toBeCloseTo((2 * plain) / 3, 1);
    expect(bitsOf([{ ...address, classes: classBit('datacenter') | classBit('proxy') }])).toBeCloseTo(plain / 3, 1);
    expect(bitsOf([fact('prompt-template', 'T-1', { classes: classBit('public') })])).toBe(0);
  });

  it('says so among what speaks against', () => {
    const said = link([card, { ...address, classes: classBit('vpn') }]).against;
    expect(said).toContain('The IP address 10.0.0.1 is a VPN exit by your list: it counts a third.');
    const both = member([card, { ...address, classes: classBit('datacenter') | classBit('shared') }]).against;
    expect(both).toContain(
      'The IP address 10.0.0.1 is in a data centre by your list, shared by strangers: it counts a third.',
    );
    expect(link([card, address]).against.some((line) => line.includes('it counts'))).toBe(false);
  });

  it('does not call a public prompt too common', () => {
    const { against } = link([card, fact('prompt-template', 'T-1', { classes: classBit('public') })]);
    expect(against).toContain('The prompt template T-1 is public by your list: it counts nothing.');
    expect(against.some((line) => line.includes('too common'))).toBe(false);
  });
});
