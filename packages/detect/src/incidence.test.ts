import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FAMILIES } from '@iolaus/contracts';
import { buildIncidence, group } from './incidence.js';
import { DEFAULT_PARAMETERS } from './parameters.js';
import { buildTables, START_MS, type TestAccount } from './testing/build-tables.js';
import { contactTables } from './testing/contact-worlds.js';

const ids = (count: number): string[] => Array.from({ length: count }, (_, at) => `a${String(at).padStart(3, '0')}`);

const world = (count: number, holds: (at: number) => TestAccount['holds']): ReturnType<typeof buildTables> =>
  buildTables(ids(count).map((id, at) => ({ id, holds: holds(at) })));

describe('buildIncidence', () => {
  const tables = world(20, (at) => [
    ['payment-method', at < 4 ? 'card_shared' : `card_${at}`],
    ['user-agent', at < 19 ? 'Browser/1' : 'Relay/1'],
  ]);
  const incidence = buildIncidence(tables, DEFAULT_PARAMETERS);
  const numberOf = (value: string): number => tables.sightings.indicatorValue.indexOf(value);

  it('reads both ways: an account lists an indicator exactly when the indicator lists the account', () => {
    for (let a = 0; a < incidence.accounts; a++) {
      for (const e of incidence.ofAccount.subarray(incidence.accountStart[a], incidence.accountStart[a + 1]))
        expect([
          ...incidence.ofIndicator.subarray(incidence.indicatorStart[e], incidence.indicatorStart[e + 1]),
        ]).toContain(a);
    }
    expect(incidence.ofAccount).toHaveLength(incidence.ofIndicator.length);
  });

  it('counts reach and names the family and reliability of each indicator', () => {
    const card = numberOf('card_shared');
    expect(incidence.reach[card]).toBe(4);
    expect(FAMILIES[incidence.family[card]]).toBe('payment');
    expect(incidence.reliability[numberOf('Browser/1')]).toBeCloseTo(0.25);
  });

  it('links a rare shared card, not a card of one account, and not an agent that nearly all use', () => {
    expect(incidence.links[numberOf('card_shared')]).toBe(1);
    expect(incidence.links[numberOf('card_7')]).toBe(0);
    expect(incidence.links[numberOf('Browser/1')]).toBe(0);
    expect(incidence.leftOut).toEqual({ 'user-agent': 1 });
  });

  it('judges by what an indicator tells, not by its size alone', () => {
    const large = world(2000, (at) => [['prompt-template', at < 200 ? 'one' : `own-${at}`]]);
    const found = buildIncidence(large, DEFAULT_PARAMETERS);
    expect(found.links[large.sightings.indicatorValue.indexOf('one')]).toBe(1);
    const common = world(300, (at) => [['prompt-template', at < 200 ? 'one' : `own-${at}`]]);
    expect(buildIncidence(common, DEFAULT_PARAMETERS).links[common.sightings.indicatorValue.indexOf('one')]).toBe(0);
  });

  it('weighs by accounts that have the kind at all: a card among few payers tells less', () => {
    const payers = (count: number): number => {
      const tables = world(400, (at) => [
        ['ip', `10.0.0.${at}`],
        ...(at < count ? [['payment-method', at < 4 ? 'one' : `own-${at}`] as const] : []),
      ]);
      const found = buildIncidence(tables, DEFAULT_PARAMETERS);
      return found.links[tables.sightings.indicatorValue.indexOf('one')];
    };
    expect(payers(6)).toBe(0);
    expect(payers(60)).toBe(1);
  });

  it('knows which values name an account, and calls none of them left out', () => {
    const dealers = ids(30).map((id, at) => ({ id, firstMs: START_MS, contacts: ['a000', at < 3 ? 'a001' : 'shop'] }));
    const tables = contactTables(dealers, 'nothing');
    const found = buildIncidence(tables, DEFAULT_PARAMETERS);
    const named = tables.sightings.indicatorValue.map((value, e) => [value, found.refersTo[e]]);
    expect(named).toEqual([
      ['a000', 0],
      ['a001', 1],
      ['shop', -1],
    ]);
    expect(found.leftOut).toEqual({ contact: 1 });
  });

  it('takes no value of a kind that does not refer to accounts for one', () => {
    const tables = world(20, (at) => [['user-agent', at < 3 ? 'a001' : 'Browser/1']]);
    expect([...new Set(buildIncidence(tables, DEFAULT_PARAMETERS).refersTo)]).toEqual([-1]);
  });

  it('never links context such as a card BIN', () => {
    const tables = world(100, (at) => [['bin', at < 3 ? '900001' : `9${at}`]]);
    expect(buildIncidence(tables, DEFAULT_PARAMETERS).links.every((each) => each === 0)).toBe(true);
  });
});

describe('group', () => {
  it('keeps every row, in order, under its key', () => {
    const rows = fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.nat(1000)), { maxLength: 60 });
    fc.assert(
      fc.property(rows, (pairs) => {
        const { start, items } = group(
          Uint32Array.from(pairs, ([key]) => key),
          Uint32Array.from(pairs, ([, item]) => item),
          7,
        );
        for (let key = 0; key < 7; key++)
          expect([...items.subarray(start[key], start[key + 1])]).toEqual(
            pairs.filter(([each]) => each === key).map(([, item]) => item),
          );
      }),
    );
  });
});
