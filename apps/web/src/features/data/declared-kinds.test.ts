import { INDICATOR_KINDS } from '@iolaus/contracts';
import { expect, it } from 'vitest';
import { withDeclared } from './declared-kinds.js';

const MAPPING = `indicators:
  - { name: wallet, label: Wallet, paths: [w], family: payment }
  - { name: ip, label: Other, paths: [x], family: payment }
  - { name: odd, paths: [x], family: weather }
`;

it('adds what a mapping declares, not what is known or makes no sense', () => {
  const added = withDeclared(INDICATOR_KINDS, MAPPING).slice(INDICATOR_KINDS.length);
  expect(added.map(({ kind, plural, family, isDeclared }) => [kind, plural, family, isDeclared])).toEqual([
    ['wallet', 'Wallets', 'payment', true],
  ]);
});

it('adds nothing for a text that is no mapping', () => {
  expect(withDeclared(INDICATOR_KINDS, 'indicators: [')).toEqual(INDICATOR_KINDS);
});
