import { describe, expect, it } from 'vitest';
import { builtInKind, FAMILIES, INDICATOR_KINDS } from './words.js';

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
