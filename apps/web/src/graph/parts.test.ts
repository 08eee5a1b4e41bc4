import { describe, expect, it } from 'vitest';
import { NO_PART, partsOf } from './parts.js';

const frame = { accountCommunity: Uint16Array.from([0, 0, 0, 1, 1, 2]) };

describe('partsOf', () => {
  it('reads the part of each account, and knows those that would be in none', () => {
    expect([...partsOf(frame, '00111-').ofAccount]).toEqual([0, 0, 1, 1, 1, NO_PART]);
  });

  it('gives a community the part of most of its members, of equals the larger part', () => {
    expect([...partsOf(frame, '00111-').ofCommunity]).toEqual([0, 1, NO_PART]);
    expect([...partsOf(frame, '00101-').ofCommunity]).toEqual([0, 0, NO_PART]);
  });
});
