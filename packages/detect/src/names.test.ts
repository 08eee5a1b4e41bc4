import { describe, expect, it } from 'vitest';
import { fingerprintOf, nameAll } from './names.js';

describe('nameAll', () => {
  it('gives a network its own name whatever stands beside it', () => {
    const [alone] = nameAll([fingerprintOf('card_1')]);
    expect(nameAll([fingerprintOf('card_1'), fingerprintOf('card_2')])[0]).toBe(alone);
    expect(nameAll([fingerprintOf('card_1')])).toEqual([alone]);
  });

  it('never gives one name twice, even with one fingerprint or more networks than names', () => {
    expect(new Set(nameAll([5, 5, 5, 5])).size).toBe(4);
    expect(new Set(nameAll(Array.from({ length: 900 }, () => 7))).size).toBe(900);
  });

  it('makes one or two words with capitals', () => {
    for (const name of nameAll(Array.from({ length: 300 }, (_, at) => at * 31)))
      expect(name).toMatch(/^[A-Z][a-z]+( [A-Z][a-z]+)?$/);
  });
});

describe('fingerprintOf', () => {
  it('is FNV-1a of 32 bits', () => {
    expect(fingerprintOf('')).toBe(0x811c9dc5);
    expect(fingerprintOf('a')).toBe(0xe40c292c);
    expect(fingerprintOf('foobar')).toBe(0xbf9cf968);
  });
});
