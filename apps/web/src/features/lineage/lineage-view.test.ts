import type { Generation } from '@iolaus/contracts';
import { describe, expect, it } from 'vitest';
import { comparedGenerations, readLineageView } from './lineage-view.js';

const generation = (id: string, follows?: string): Generation => ({
  id,
  name: id,
  tier: 'act',
  generation: 1,
  accounts: 10,
  banned: 0,
  perDay: [],
  signUpsPerDay: [],
  bans: [],
  follows: follows === undefined ? null : { id: follows, certainty: 'likely', bits: 20 },
});
const three = [generation('N-1'), generation('N-2', 'N-1'), generation('N-3', 'N-2')];
const idsOf = (network: string, view = {}, of = three): string[] | undefined => {
  const found = comparedGenerations(of, { network, view });
  return found && [found.earlier.id, found.later.id];
};

describe('compared generations', () => {
  it('are the network and the one that it follows, or for the first the one after it', () => {
    expect(idsOf('N-3')).toEqual(['N-2', 'N-3']);
    expect(idsOf('N-2')).toEqual(['N-1', 'N-2']);
    expect(idsOf('N-1')).toEqual(['N-1', 'N-2']);
  });

  it('are those of the address, and what is not here is as good as not named', () => {
    expect(idsOf('N-2', { earlier: 'N-1', later: 'N-3' })).toEqual(['N-1', 'N-3']);
    expect(idsOf('N-2', { earlier: 'N-9' })).toEqual(['N-1', 'N-2']);
  });

  it('are none where a network stands alone', () => {
    expect(idsOf('N-1', {}, [three[0]])).toBeUndefined();
  });

  it('are read from an address that may say anything', () => {
    expect(readLineageView({ earlier: 'N-1', later: 7, more: true })).toEqual({ earlier: 'N-1' });
  });
});
