import { describe, expect, it } from 'vitest';
import { pickedIds } from './use-picks.js';

const of = { ids: ['a', 'b', 'c', 'd'], sel: ['b', 'outside'], selection: [1] };

describe('a pick', () => {
  it('replaces the selection', () => {
    expect(pickedIds({ by: 'click', accounts: [2], isAdded: false }, of)).toEqual(['c']);
    expect(pickedIds({ by: 'region', accounts: [3, 0], isAdded: false }, of)).toEqual(['a', 'd']);
  });

  it('by a click adds an account, or takes it out', () => {
    expect(pickedIds({ by: 'click', accounts: [2], isAdded: true }, of)).toEqual(['b', 'outside', 'c']);
    expect(pickedIds({ by: 'click', accounts: [1], isAdded: true }, of)).toEqual(['outside']);
  });

  it('by a region adds what is not selected yet, strongest first', () => {
    expect(pickedIds({ by: 'region', accounts: [3, 1, 0], isAdded: true }, of)).toEqual(['a', 'b', 'd']);
  });
});
