import { FAMILIES } from '@iolaus/contracts';
import { describe, expect, it } from 'vitest';
import { networkOf, workbenchOf } from '../testing/snapshots.js';
import { placesOf } from './account-places.js';

const said = (id: string, verdict: string, on = 'account') =>
  [`${on} ${id}`, { command: { verb: 'verdict', subject: { on, id }, verdict } }] as const;
const casebook = (...verdicts: ReturnType<typeof said>[]) => ({
  casebook: { state: { content: { verdicts: new Map(verdicts) } } },
});

describe('where accounts stand', () => {
  it('is their network with its tier and size, what holds them, and what was said of them', () => {
    const networks = [
      networkOf('N-1', {
        record: { tier: 'review', accounts: 2 },
        members: [
          { id: 'a', bits: 12.34, byFamily: { payment: 0.01, timing: 2 } },
          { id: 'b', bits: 9 },
        ],
      }),
    ];
    const places = placesOf(
      workbenchOf({ networks, others: casebook(said('b', 'confirmed'), said('x', 'cleared')) }),
      [],
    );
    expect(places).toMatchObject({
      ids: ['a', 'b', 'x'],
      network: ['N-1', 'N-1', null],
      tier: ['review', 'review', null],
      verdict: [null, 'confirmed', 'cleared'],
    });
    expect([...places.size]).toEqual([2, 2, Number.NaN]);
    expect([...places.bits]).toEqual([12.3, 9, Number.NaN]);
    expect([...places.held]).toEqual([1 | (1 << FAMILIES.indexOf('timing')), 0, 0]);
  });

  it('is not told by a word that was taken back, nor by one on a network', () => {
    const book = casebook(said('a', 'none'), said('N-1', 'confirmed', 'network'));
    expect(placesOf(workbenchOf({ others: book }), []).ids).toEqual([]);
  });
});
