import { describe, expect, it } from 'vitest';
import { pickedNumbers } from './use-picks.js';

describe('a pick', () => {
  it('is about its own accounts, strongest first', () => {
    expect(pickedNumbers({ by: 'click', accounts: [2], isAdded: false }, [1])).toEqual([2]);
    expect(pickedNumbers({ by: 'click', accounts: [2], isAdded: true }, [1])).toEqual([2]);
    expect(pickedNumbers({ by: 'region', accounts: [30, 4], isAdded: false }, [1])).toEqual([4, 30]);
  });

  it('by a region adds what is not selected yet', () => {
    expect(pickedNumbers({ by: 'region', accounts: [3, 1, 0], isAdded: true }, [1])).toEqual([0, 1, 3]);
  });
});
