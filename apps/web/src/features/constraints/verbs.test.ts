import { describe, expect, it } from 'vitest';
import { isComplete, ruleText } from './verbs.js';

describe('a rule in words', () => {
  it('names what it is of, and never a whole card token', () => {
    const words = ruleText({ verb: 'cut-indicator', kind: 'payment-method', value: 'card_0000004242' });
    expect(words).toBe('Cut ••4242');
    expect(ruleText({ verb: 'pin-account', account: 'acct_1', network: 'N-0001' })).toBe('acct_1 belongs to N-0001');
  });

  it('is complete once nothing of it is left open', () => {
    expect(isComplete({ verb: 'pin-account', account: 'acct_1', network: '' })).toBe(false);
    expect(isComplete({ verb: 'verify-organisation', organisation: '  ' })).toBe(false);
    expect(isComplete({ verb: 'exclude-account', account: 'acct_1' })).toBe(true);
  });
});
