import { describe, expect, it } from 'vitest';
import {
  builtInKind,
  classBit,
  classCounts,
  classesOf,
  FAMILIES,
  INDICATOR_CLASSES,
  INDICATOR_KINDS,
} from './words.js';

describe('the built-in kinds', () => {
  it('have names of their own, fit for an address', () => {
    for (const { kind } of INDICATOR_KINDS) expect(kind).toMatch(/^[a-z][a-z-]*$/);
    expect(new Set(INDICATOR_KINDS.map(({ kind }) => kind)).size).toBe(INDICATOR_KINDS.length);
  });

  it('have words of their own for the screen', () => {
    expect(new Set(INDICATOR_KINDS.flatMap(({ label, plural }) => [label, plural])).size).toBe(
      2 * INDICATOR_KINDS.length,
    );
  });

  it('count between not at all and fully', () => {
    for (const { reliability01 } of INDICATOR_KINDS) {
      expect(reliability01).toBeGreaterThanOrEqual(0);
      expect(reliability01).toBeLessThanOrEqual(1);
    }
  });

  it('stand in the order of their families', () => {
    const order = INDICATOR_KINDS.map(({ family }) => FAMILIES.indexOf(family));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  });

  it('never link by what many share without knowing each other: a BIN, an ASN, what is asked for and how', () => {
    expect(INDICATOR_KINDS.filter(({ reliability01 }) => reliability01 === 0).map(({ kind }) => kind)).toEqual([
      'bin',
      'asn',
      'output-contract',
      'request-shape',
    ]);
  });
});

describe('builtInKind', () => {
  it('finds a kind by its name', () => {
    expect(builtInKind('payment-method')).toMatchObject({ label: 'Payment method', family: 'payment' });
  });

  it.each(['wallet', '', 'IP', 'constructor'])('does not know "%s"', (kind) => {
    expect(builtInKind(kind)).toBeUndefined();
  });
});

describe('classes of indicators', () => {
  it('have a bit each, which fits a byte', () => {
    const bits = INDICATOR_CLASSES.map(({ name }) => classBit(name));
    expect(bits).toEqual(bits.map((_, at) => 2 ** at));
    expect(Math.max(...bits)).toBeLessThan(256);
  });

  it('are read from a set', () => {
    expect(classesOf(classBit('proxy') | classBit('vpn')).map(({ name }) => name)).toEqual(['vpn', 'proxy']);
    expect(classesOf(0)).toEqual([]);
  });

  it('leave the least of what each leaves, and all where there is none', () => {
    expect(classCounts(0)).toBe(1);
    expect(classCounts(classBit('datacenter'))).toBeCloseTo(2 / 3);
    expect(classCounts(classBit('datacenter') | classBit('vpn'))).toBeCloseTo(1 / 3);
    expect(classCounts(classBit('shared') | classBit('public'))).toBe(0);
  });
});
