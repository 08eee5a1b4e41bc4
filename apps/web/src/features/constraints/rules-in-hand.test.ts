import { describe, expect, it } from 'vitest';
import type { Constraint, Rule } from '@iolaus/contracts';
import { heldOf, rulesInHand, rulesOfIndicator, withoutHeld } from './rules-in-hand.js';

const verbs = (pathname: string, search: Record<string, unknown> = {}): string[] =>
  rulesInHand({ pathname, search }).map((rule) => rule.verb);

describe('rules in hand', () => {
  it('are of the indicator on its page, whatever its value', () => {
    expect(rulesInHand({ pathname: '/i/subnet/192.0.2.0%2F24', search: {} })[0]).toEqual({
      verb: 'cut-indicator',
      kind: 'subnet',
      value: '192.0.2.0/24',
    });
    expect(verbs('/i/ip/100%')).toEqual(['cut-indicator', 'share-indicator', 'verify-organisation']);
  });

  it('are of the account on its page, the network still to be chosen', () => {
    expect(rulesInHand({ pathname: '/a/acct_1', search: {} })[0]).toEqual({
      verb: 'pin-account',
      account: 'acct_1',
      network: '',
    });
  });

  it('follow what is selected in a network: an indicator, one account, two, more', () => {
    const at = (search: Record<string, unknown>): string[] => verbs('/n/N-0001', search).slice(0, -1);
    expect(at({ ind: { kind: 'ip', value: '192.0.2.1' } })).toEqual(['cut-indicator', 'share-indicator']);
    expect(at({ sel: ['a'] })).toEqual(['pin-account', 'exclude-account']);
    expect(at({ sel: ['a', 'b'], ind: { kind: 'ip', value: '192.0.2.1' } })).toEqual(['cut-link']);
    expect(at({ sel: ['a', 'b', 'c'] })).toEqual([]);
    expect(at({})).toEqual([]);
  });

  it('are those that can be said anywhere on other screens', () => {
    expect(verbs('/')).toEqual(['verify-organisation']);
    expect(verbs('/i')).toEqual(['verify-organisation']);
  });
});

describe('constraints that speak of the same', () => {
  const constraint = (id: string, rule: Rule, undoneMs: number | null = null): Constraint => ({
    id,
    rule,
    reason: 'asked and confirmed',
    createdMs: 1,
    undoneMs,
    anchors: [],
  });
  const drafts = rulesOfIndicator({ kind: 'ip', value: '192.0.2.1' });

  it('are found by their subject, whichever verb they have', () => {
    const held = heldOf(
      [
        constraint('C-0001', { verb: 'share-indicator', kind: 'ip', value: '192.0.2.1' }),
        constraint('C-0002', { verb: 'cut-indicator', kind: 'subnet', value: '192.0.2.1' }),
        constraint('C-0003', { verb: 'exclude-account', account: 'a' }),
      ],
      drafts,
    );
    expect(held.map(({ id }) => id)).toEqual(['C-0001']);
  });

  it('are only those that were not undone', () => {
    expect(heldOf([constraint('C-0001', drafts[0], 9)], drafts)).toEqual([]);
  });

  it('are not offered again while they hold', () => {
    const verbsLeft = (undoneMs: number | null): string[] =>
      withoutHeld(drafts, [constraint('C-0001', drafts[0], undoneMs)]).map(({ verb }) => verb);
    expect(verbsLeft(null)).toEqual(['share-indicator']);
    expect(verbsLeft(9)).toEqual(['cut-indicator', 'share-indicator']);
  });

  it('are found by either account of a link', () => {
    const link = constraint('C-0001', { verb: 'cut-link', a: 'a', b: 'b' });
    expect(heldOf([link], [{ verb: 'exclude-account', account: 'b' }])).toEqual([link]);
  });
});
