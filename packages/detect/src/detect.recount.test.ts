import { describe, expect, it } from 'vitest';
import { FAMILIES, INDICATOR_KINDS, type Family, type NetworksDocument } from '@iolaus/contracts';
import { FAMILY_COUNTS, familySum, indicatorBits, WIDTH } from './membership.js';
import { LEAST_LOG_P } from './significance.js';
import { adjust, logPoissonTail } from './statistics.js';
import { START_MS, type TestAccount } from './testing/build-tables.js';
import { benign, detect, idsOf, mixed, red } from './testing/detection.js';

describe('a recount from the accounts', () => {
  const KIND_OF = new Map(INDICATOR_KINDS.map((kind) => [kind.kind, kind]));
  const holdsIt = (account: TestAccount, each: { kind: string; value: string }): boolean =>
    account.holds.some(([kind, value]) => kind === each.kind && value === each.value);
  const familyOf = (each: { kind: string }): Family => KIND_OF.get(each.kind)?.family ?? 'identity';

  /** Bits by family of an account, from nothing but who holds what. */
  function bitsOf(account: TestAccount, network: NetworksDocument['networks'][number]): Record<Family, number> {
    const members = new Set(network.members.map((each) => each.account));
    const inside = mixed.filter((each) => members.has(each.id));
    const bits = FAMILIES.map((family) => {
      const own = network.core
        .filter((each) => familyOf(each) === family && holdsIt(account, each))
        .map((each) =>
          indicatorBits({
            held: inside.filter((other) => holdsIt(other, each)).length,
            members: inside.length,
            reach: mixed.filter((other) => holdsIt(other, each)).length,
            accounts: mixed.length,
            reliability01: KIND_OF.get(each.kind)?.reliability01 ?? 0,
          }),
        );
      const sum = own.reduce((a, b) => a + b, 0);
      return [family, familySum(Math.max(0, ...own), sum)];
    });
    return Object.fromEntries(bits);
  }

  it('confirms the bits of every member, timing aside', async () => {
    const { document, networks, tables } = await detect(mixed);
    document.networks.forEach((network, at) => {
      const { account, bitsByFamily } = networks[at].members;
      account.forEach((a, row) => {
        const known = mixed.find((each) => each.id === tables.sightings.accounts[a]);
        const bits = bitsOf(known ?? { id: '', holds: [] }, network);
        FAMILIES.slice(0, -1).forEach((family, f) =>
          expect(bitsByFamily[row * WIDTH + f]).toBeCloseTo(bits[family], 3),
        );
      });
    });
  });

  it('confirms by which families members are held', async () => {
    const { document } = await detect(mixed);
    for (const network of document.networks) {
      const members = mixed.filter((each) => network.members.some((member) => member.account === each.id));
      const figures = network.reasons.find((reason) => reason.code === 'held-by')?.figures ?? {};
      for (const family of FAMILIES.slice(0, -1)) {
        const held = members.filter((each) => bitsOf(each, network)[family] >= FAMILY_COUNTS).length;
        expect(figures[family] ?? 0).toBeCloseTo(held / members.length, 3);
      }
    }
  });

  it('confirms the indicator that weighs most', async () => {
    const { document } = await detect(mixed);
    for (const network of document.networks) {
      const [top] = network.core;
      const members = new Set(network.members.map((each) => each.account));
      const holders = mixed.filter((each) => holdsIt(each, top)).map((each) => each.id);
      expect(network.reasons.find((reason) => reason.code === 'rarest')?.figures).toEqual({
        members: holders.filter((id) => members.has(id)).length,
        outside: holders.filter((id) => !members.has(id)).length,
        bits: top.bits,
      });
    }
  });

  it('confirms q: families meet in that many accounts, against the product of their frequencies', async () => {
    const { document } = await detect(mixed);
    const logP = document.networks.map(({ core }) => {
      const touched = FAMILIES.map((family) => {
        const own = core.filter((each) => familyOf(each) === family);
        return new Set(mixed.filter((account) => own.some((each) => holdsIt(account, each))).map((each) => each.id));
      });
      const pairs = touched.flatMap((f, at) =>
        touched
          .slice(at + 1)
          .filter((g) => f.size > 0 && g.size > 0)
          .map((g) => logPoissonTail([...f].filter((id) => g.has(id)).length, (f.size * g.size) / mixed.length)),
      );
      const least = Math.min(...pairs);
      const harmonic = pairs.length / pairs.reduce((sum, each) => sum + 10 ** (least - each), 0);
      return Math.max(LEAST_LOG_P, least + Math.log10(harmonic));
    });
    adjust(logP).forEach((logQ, at) => {
      expect(Math.log10(document.networks[at].q)).toBeCloseTo(logQ, 6);
      const stated = document.networks[at].reasons.find((reason) => reason.code === 'significance');
      expect(stated?.figures).toEqual({ q: document.networks[at].q });
    });
  });
});

describe('what a network rests on', () => {
  const CARD = ['payment-method', 'card_ring'] as const;
  const ADDRESS = ['ip', '10.66.0.1'] as const;
  const TEMPLATE = ['prompt-template', 'ring-t'] as const;
  const cell = (holds: (at: number) => TestAccount['holds']): TestAccount[] =>
    Array.from({ length: 24 }, (_, at) => ({ id: `ring${String(at).padStart(2, '0')}`, holds: holds(at) }));
  const without = (accounts: readonly TestAccount[], [kind, value]: readonly [string, string]): TestAccount[] =>
    accounts.map((each) => ({ ...each, holds: each.holds.filter((held) => held[0] !== kind || held[1] !== value) }));

  it('is said truly of a robust network: whatever is taken from the data, everybody stays', async () => {
    const world = [...benign, ...red];
    const { document } = await detect(world);
    const { fragility } = document.networks[0];
    expect(fragility.every((each) => each.remains === 1 && each.holds)).toBe(true);
    for (const { kind, value } of fragility) {
      const lacks = ([held, heldValue]: readonly [string, string]): boolean =>
        kind === 'family'
          ? INDICATOR_KINDS.find((each) => each.kind === held)?.family === value
          : held === kind && heldValue === value;
      const left = world.map((each): TestAccount => ({ ...each, holds: each.holds.filter((held) => !lacks(held)) }));
      const found = await detect(left);
      expect([value, found.networks.map(found.idsOf)]).toEqual([value, [idsOf(red)]]);
    }
  });

  it('is said truly of a network on one card and one address: without either there is none', async () => {
    const world = [...benign, ...cell(() => [CARD, ADDRESS])];
    const { document } = await detect(world);
    expect(document.networks[0].fragility.map((each) => each.remains)).toEqual([0, 0, 0, 0]);
    for (const each of [CARD, ADDRESS]) expect((await detect(without(world, each))).networks).toEqual([]);
  });

  it('is said truly of a part: the share that is said to stay is who is found again', async () => {
    const world = [...benign, ...cell((at) => (at < 9 ? [CARD, ADDRESS] : [CARD, ADDRESS, TEMPLATE]))];
    const { document } = await detect(world);
    const said = document.networks[0].fragility.find((each) => each.value === ADDRESS[1]);
    expect(said).toMatchObject({ remains: 15 / 24, holds: true });
    const found = await detect(without(world, ADDRESS));
    expect(found.networks.map((network) => network.record.accounts)).toEqual([15]);
  });

  it('is said truly of a day: who stays is who is found again without what was seen on it alone', async () => {
    const DAY_MS = 86_400_000;
    const on = (day: number): number => START_MS + day * DAY_MS;
    const world = [
      ...benign,
      ...cell((at) => (at < 9 ? [CARD, ADDRESS] : [CARD, ADDRESS, TEMPLATE])).map((each): TestAccount => ({
        ...each,
        seenMs: each.holds.map(([kind]) => on(kind === 'ip' ? 5 : 2)),
        lastSeenMs: each.holds.map(([kind]) => on(kind === 'ip' ? 5 : 8)),
      })),
    ];
    const day = new Date(on(5)).toISOString().slice(0, 10);
    const { document } = await detect(world);
    const said = document.networks[0].fragility.filter((each) => each.kind === 'day');
    expect(said).toMatchObject([{ value: day, remains: 15 / 24, holds: true }]);
    const isGone = (each: TestAccount, at: number): boolean =>
      [each.seenMs?.[at], each.lastSeenMs?.[at]].every(
        (ms) => ms !== undefined && new Date(ms).toISOString().startsWith(day),
      );
    const left = world.map((each): TestAccount => ({
      ...each,
      holds: each.holds.filter((_, at) => !isGone(each, at)),
    }));
    const found = await detect(left);
    expect(found.networks.map((network) => network.record.accounts)).toEqual([15]);
  });
});
