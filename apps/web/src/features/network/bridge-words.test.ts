import { describe, expect, it } from 'vitest';
import type { Bridge } from '@iolaus/contracts';
import { bridgeFigures, bridgesSentence } from './bridge-words.js';

const bridge = (of: Partial<Bridge> = {}): Bridge => ({
  kind: 'ip',
  value: '192.0.2.7',
  communities: ['A-15', 'A-11'],
  members: [1100, 2],
  in: 2,
  bits: 11.94,
  common: 21,
  commonWithout: 4,
  needed: 5,
  parts: true,
  ...of,
});

describe('bridges', () => {
  it('come to one sentence, whether communities would part or not', () => {
    expect(bridgesSentence([bridge(), bridge({ parts: false })], 4)).toBe(
      'One indicator alone holds two of them together.',
    );
    expect(bridgesSentence([bridge(), bridge()], 4)).toBe('2 indicators each hold two of them together.');
    expect(bridgesSentence([bridge(), bridge()], 1)).toMatch(/together, 1 shown\.$/);
    expect(bridgesSentence([bridge({ parts: false })], 4)).toBe(
      'No two communities would part without any one of these.',
    );
    expect(bridgesSentence([], 4)).toBe('No one indicator joins two of its communities.');
  });

  it('have their figures: who holds it, bits, and what joins the two with it and without', () => {
    expect(bridgeFigures(bridge())).toEqual([
      '1,100 members of A-15 and 2 of A-11 hold it',
      '11.9 bits',
      '21 members of one reach the bar of the other with it, 4 without; it takes 5',
      'other communities may still hold both',
    ]);
    expect(bridgeFigures(bridge({ in: 7 }))[0]).toMatch(/, members of 5 other communities too$/);
    expect(bridgeFigures(bridge({ in: 3 }))[0]).toMatch(/, members of 1 other community too$/);
  });

  it('count links where accounts were linked one by one', () => {
    expect(bridgeFigures(bridge({ common: 1, commonWithout: 0, needed: 1 }))[2]).toBe(
      '1 link between the two with it, 0 without',
    );
  });
});
