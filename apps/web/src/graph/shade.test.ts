import { describe, expect, it } from 'vitest';
import { NO_SHADE, shadeOf } from './shade.js';
import { buildFrame } from './testing/build-frame.js';

const frame = buildFrame([{}, {}, {}, { community: 1 }, { community: 1 }, { community: 3 }]);

describe('steps on a ramp', () => {
  it('are those of the answer, in the order of the frame', () => {
    expect([...shadeOf(frame, { steps: '04-123', bounds: [] }).ofAccount]).toEqual([0, 4, NO_SHADE, 1, 2, 3]);
  });

  it('are of a community the median of what is known of its members', () => {
    const { ofCommunity } = shadeOf(frame, { steps: '04413-', bounds: [] });
    expect([...ofCommunity]).toEqual([4, 1, NO_SHADE, NO_SHADE]);
  });

  it('are not known where the answer is shorter', () => {
    expect([...shadeOf(frame, { steps: '', bounds: [] }).ofAccount]).toEqual(Array.from({ length: 6 }, () => NO_SHADE));
  });
});
