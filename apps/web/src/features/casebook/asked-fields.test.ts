import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAccountsView } from '../accounts/accounts-view.js';
import { answersIn, askableFields, withAnswers, type Answers } from './asked-fields.js';

const idsOf = (href: string): string[] => askableFields(href).map(({ id }) => id);

describe('a query can ask', () => {
  it('for the text and the facets of its screen', () => {
    expect(idsOf('/accounts?sort=bits')).toEqual([
      'find',
      'tier',
      'held',
      'size',
      'volume',
      'first',
      'verdict',
      'changed',
    ]);
    expect(idsOf('/?show=mine')).toEqual(['find', 'tier', 'size', 'volume', 'first', 'verdict']);
    expect(idsOf('/n/N-0001?tab=plan')).toEqual([]);
  });

  it('in words, and not for what it would have to count first', () => {
    const tier = askableFields('/accounts').find(({ id }) => id === 'tier')!;
    expect(tier.values!.map(({ word }) => word)).toEqual(['Act', 'Review', 'Benign', 'In no network']);
    for (const field of ['/', '/accounts'].flatMap(askableFields)) expect(field.values).not.toEqual([]);
  });
});

describe('answers', () => {
  const fields = askableFields('/accounts');
  const answers: fc.Arbitrary<Answers> = fc.record({
    find: fc.oneof(
      fc.constant([]),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }).map((text) => [text]),
    ),
    ...Object.fromEntries(
      fields.flatMap(({ id, values }) => (values ? [[id, fc.subarray(values.map(({ value }) => value))]] : [])),
    ),
  });

  it('come back from the address that they went into', () => {
    fc.assert(
      fc.property(answers, (given) => {
        const href = withAnswers('/accounts?sort=bits&up=true', given);
        expect(answersIn(href, Object.keys(given))).toEqual(given);
      }),
      { seed: 1 },
    );
  });

  it('replace those of the address, and nothing else that it says', () => {
    const href = withAnswers('/accounts?find=acct_1&tier=%5B%22act%22%5D&sort=bits', {
      tier: ['review', 'none'],
      find: [],
    });
    expect(readAccountsView({ ...answersIn(href, ['tier', 'sort']), sort: 'bits' })).toEqual({
      tier: ['review', 'none'],
      sort: 'bits',
    });
    expect(answersIn(href, ['find', 'sort'])).toEqual({ find: [], sort: ['bits'] });
  });
});
