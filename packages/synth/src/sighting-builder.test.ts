import { INDICATOR_KINDS } from '@iolaus/contracts';
import { describe, expect, it } from 'vitest';
import { SightingBuilder, type Seen } from './sighting-builder.js';

const NO_LIMIT = { kinds: [], uses: 0, accounts: 0 };
const seen = (ms: number, ordinal: number, count = 1): Seen => ({ count, firstMs: ms, lastMs: ms, ordinal });

describe('SightingBuilder', () => {
  it('numbers indicators by kind, then value, whatever came first', () => {
    const builder = new SightingBuilder(INDICATOR_KINDS);
    builder.add(0, { kind: 'user-agent', value: 'b' }, seen(1, 1));
    builder.add(0, { kind: 'ip', value: '10.0.0.9' }, seen(1, 1));
    builder.add(1, { kind: 'ip', value: '10.0.0.10' }, seen(1, 1));
    builder.add(1, { kind: 'user-agent', value: 'B' }, seen(1, 1));
    const { sightings, final } = builder.finish(NO_LIMIT);
    expect(sightings.indicatorValue).toEqual(['10.0.0.10', '10.0.0.9', 'B', 'b']);
    expect([...final]).toEqual([3, 1, 0, 2]);
    expect([...sightings.account]).toEqual([0, 0, 1, 1]);
    expect([...sightings.indicator]).toEqual([1, 3, 0, 2]);
  });

  it('makes one row of what an account did with an indicator more than once', () => {
    const builder = new SightingBuilder(INDICATOR_KINDS);
    builder.add(4, { kind: 'ip', value: 'x' }, seen(50, 7, 2));
    builder.add(4, { kind: 'ip', value: 'x' }, seen(20, 3));
    builder.add(5, { kind: 'ip', value: 'x' }, seen(10, 1));
    const { sightings } = builder.finish(NO_LIMIT);
    expect([...sightings.account]).toEqual([4, 5]);
    expect([...sightings.count]).toEqual([3, 1]);
    expect([...sightings.firstMs]).toEqual([20, 10]);
    expect([...sightings.lastMs]).toEqual([50, 10]);
    expect([...sightings.ordinal]).toEqual([3, 1]);
  });

  it('leaves out what too few accounts use too rarely, of the kinds that are named', () => {
    const builder = new SightingBuilder(INDICATOR_KINDS);
    const rare = builder.add(0, { kind: 'system-prompt', value: 'rare' }, seen(1, 1, 9));
    const common = builder.add(0, { kind: 'system-prompt', value: 'common' }, seen(1, 1, 5));
    builder.add(1, { kind: 'system-prompt', value: 'common' }, seen(1, 1, 5));
    builder.add(1, { kind: 'ip', value: 'alone' }, seen(1, 1));
    const { sightings, final } = builder.finish({ kinds: ['system-prompt'], uses: 8, accounts: 2 });
    expect(sightings.indicatorValue).toEqual(['alone', 'common']);
    expect([final[rare], final[common]]).toEqual([-1, 1]);
    expect(sightings.account).toHaveLength(3);
  });
});
