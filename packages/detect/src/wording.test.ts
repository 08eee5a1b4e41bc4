import { describe, expect, it } from 'vitest';
import { chance, counted, inSentence, number, rarity, share, withArticle } from './wording.js';

describe('figures in words', () => {
  it('writes counts with thousands, and nouns in the number that fits', () => {
    expect(number(18_204)).toBe('18,204');
    expect([counted(1, 'card'), counted(2, 'card'), counted(0, 'family', 'families')]).toEqual([
      '1 card',
      '2 cards',
      '0 families',
    ]);
  });

  it('writes shares in per cent with two digits', () => {
    expect([share(0.973), share(0.0213), share(0), share(1)]).toEqual(['97 %', '2.1 %', '0 %', '100 %']);
  });

  it('writes chances as odds, whatever their size', () => {
    expect(chance(-Math.log10(3_400_000))).toBe('1 in 3.4 million');
    expect(chance(-Math.log10(48_000))).toBe('1 in 48,000');
    expect(chance(Math.log10(0.9))).toBe('as often as not');
    expect(chance(-9.3)).toBe('1 in 2 billion');
    expect(chance(-13)).toBe('1 in 10 trillion');
    expect(chance(-99)).toBe('1 in 10⁹⁹');
  });

  it('writes labels inside a sentence without their capital, but keeps what is an abbreviation', () => {
    const labels = ['Payment method', 'E-mail domain', 'Card BIN', 'IP address', 'ASN'];
    expect(labels.map(inSentence)).toEqual(['payment method', 'e-mail domain', 'card BIN', 'IP address', 'ASN']);
  });

  it('gives a label the article that one hears', () => {
    const labels = ['User agent', 'IP address', 'E-mail domain', 'Envelope', 'Subnet'];
    expect(labels.map(withArticle)).toEqual([
      'a user agent',
      'an IP address',
      'an e-mail domain',
      'an envelope',
      'a subnet',
    ]);
  });

  it('says how rare an indicator is outside', () => {
    expect(rarity(0, 2000, true)).toBe('no account of 2,000 outside');
    expect(rarity(2, 96_000, true)).toBe('1 in 48,000 accounts outside');
    expect(rarity(100, 3800, false)).toBe('1 in 38: too common to count');
  });
});
