import { FAMILIES } from '@iolaus/contracts';
import { defaultParseSearch, defaultStringifySearch } from '@tanstack/react-router';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNetworkView, withoutEmpty, type NetworkViewState } from './network-view.js';

/** The query of an address, as the router writes it, and the view that it reads from one. */
const addressOf = (view: NetworkViewState): string => defaultStringifySearch(withoutEmpty(view));
const viewOf = (address: string): NetworkViewState => readNetworkView(defaultParseSearch(address));

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('904137', '1e3', 'true', 'null', '"', '[]', '{"a":1}', ' 7', '-1', '0x1', 'a&b=c#d', '%61', '+', ''),
);
const texts = fc.array(text, { maxLength: 5 });
const indicator = fc.record({ kind: text, value: text });
const day = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const view: fc.Arbitrary<NetworkViewState> = fc.record(
  {
    c: text,
    sel: texts,
    of: fc.nat(9),
    path: fc.nat(5),
    ind: indicator,
    min: fc.double({ min: 0, minExcluded: true, noNaN: true, noDefaultInfinity: true }),
    off: fc.subarray([...FAMILIES]),
    by: fc.constantFrom('community', 'verdict', 'family', 'strength', 'first-seen', 'volume'),
    cut: indicator,
    tab: fc.constantFrom('evidence', 'activity', 'bridges', 'plan'),
    cmp: fc.array(text, { maxLength: 2 }),
    from: day,
    to: day,
    on: fc.constant('sign-ups'),
    mode: fc.constantFrom('sign-ups', 'lanes', 'compare'),
    vsFrom: day,
    vsTo: day,
    lay: fc.constant('organic'),
    step: fc.nat(40),
    table: fc.constant(true),
    rows: indicator,
    x: fc.array(fc.record({ kind: text, value: text, only: fc.constantFrom('more-than-chance', 'all') }), {
      maxLength: 3,
    }),
    hide: texts,
    hideC: texts,
    pin: texts,
    pinI: fc.array(indicator, { maxLength: 2 }),
    g: fc.array(fc.record({ name: text, accounts: fc.array(text, { minLength: 1, maxLength: 4 }) }), { maxLength: 2 }),
  },
  { requiredKeys: [] },
);

describe('the view of a network in its address', () => {
  it('comes back as it was written', () => {
    fc.assert(
      fc.property(view, (of) => {
        expect(viewOf(addressOf(of))).toEqual(withoutEmpty(of));
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it('is written the same each time it is read and written again', () => {
    fc.assert(
      fc.property(view, (of) => {
        const address = addressOf(of);
        expect(addressOf(viewOf(address))).toBe(address);
      }),
      { seed: 2 },
    );
  });

  it('never fails on an address, however it is made', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('c', 'sel', 'ind', 'min', 'off', 'x', 'rows', 'step'), fc.jsonValue()),
        (search) => {
          expect(() => readNetworkView(search)).not.toThrow();
        },
      ),
      { seed: 3, numRuns: 500 },
    );
  });

  it('is empty for an address that says nothing', () => {
    expect([viewOf(''), addressOf({})]).toEqual([{}, '']);
  });

  it('is readable', () => {
    expect(decodeURIComponent(addressOf({ c: 'A-01', min: 9, table: true }))).toBe('?c=A-01&min=9&table=true');
  });
});

describe('what an address says and a view does not know', () => {
  it.each([
    { other: 1 },
    { c: {} },
    { sel: 'acct_1' },
    { of: 7 },
    { path: 1 },
    { ind: 'ip' },
    { ind: { kind: 'ip' } },
    { ind: { kind: [], value: 'x' } },
    { min: 0 },
    { min: -1 },
    { min: 'nine' },
    { min: Number.POSITIVE_INFINITY },
    { min: Number.NaN },
    { off: ['weather'] },
    { by: 'name' },
    { tab: 'overview' },
    { table: 'true' },
    { table: false },
    { rows: null },
    { cut: { kind: 'ip', value: '192.0.2.1' } },
    { from: '2026-02-30' },
    { to: '2026-3-1' },
    { vsFrom: 20_260_301 },
    { on: 'sign-ups' },
    { mode: 'volume' },
    { rows: { of: 'weeks' } },
    { on: 'active' },
    { x: {} },
    { x: ['ip', null, { kind: 'ip' }] },
    { hide: [] },
  ])('%j is left out', (search) => {
    expect(readNetworkView(search)).toEqual({});
  });

  it('keeps how many a selection was meant to have only where that is more', () => {
    expect(readNetworkView({ sel: ['acct_1'], of: 7 })).toEqual({ sel: ['acct_1'], of: 7 });
    expect(readNetworkView({ sel: ['acct_1'], of: 1 })).toEqual({ sel: ['acct_1'] });
  });

  it('keeps a path only between two accounts', () => {
    const sel = ['acct_1', 'acct_2'];
    expect(readNetworkView({ sel, path: 0 })).toEqual({ sel, path: 0 });
    expect(readNetworkView({ sel, path: -1 })).toEqual({ sel });
    expect(readNetworkView({ sel: ['acct_1'], path: 1 })).toEqual({ sel: ['acct_1'] });
  });

  it('leaves the rest as it is', () => {
    expect(readNetworkView({ off: ['weather', 'timing'], sel: ['acct_1', null], by: 'name', c: 'A-01' })).toEqual({
      c: 'A-01',
      off: ['timing'],
      sel: ['acct_1'],
    });
  });
});

it('keeps who came or went only with the days that are compared', () => {
  const days = { from: '2026-09-21', to: '2026-09-22' };
  const compared = { ...days, vsFrom: '2026-09-01', vsTo: '2026-09-02', on: 'came' };
  expect(readNetworkView(compared)).toEqual(compared);
  expect(readNetworkView({ ...days, on: 'came' })).toEqual(days);
});

it('reads names that look like numbers', () => {
  const search = { c: 7, sel: [42], ind: { kind: 'bin', value: 904137 }, hide: [1] };
  expect(readNetworkView(search)).toEqual({
    c: '7',
    sel: ['42'],
    ind: { kind: 'bin', value: '904137' },
    hide: ['1'],
  });
});

it('takes an expansion for the careful one unless it says “all”', () => {
  const key = { kind: 'ip', value: '203.0.113.47' };
  expect(readNetworkView({ x: [key, { ...key, only: 'all' }, { ...key, only: 'everything' }] }).x).toEqual([
    { ...key, only: 'more-than-chance' },
    { ...key, only: 'all' },
    { ...key, only: 'more-than-chance' },
  ]);
});

it('equal views have equal addresses, whatever says nothing in them, and whatever was said first', () => {
  expect(withoutEmpty({ c: undefined, sel: [], x: [], hide: ['acct_1'] })).toEqual({ hide: ['acct_1'] });
  fc.assert(
    fc.property(view, (of) => {
      expect(addressOf(Object.fromEntries(Object.entries(of).reverse()))).toBe(addressOf(of));
    }),
    { seed: 4 },
  );
});
