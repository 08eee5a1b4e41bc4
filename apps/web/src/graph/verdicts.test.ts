import { describe, expect, it } from 'vitest';
import { countVerdicts, verdictsOf } from './verdicts.js';

const frame = { accountCommunity: Uint16Array.from([0, 0, 0, 1, 1, 2]) };
const said = { confirmed: [0, 2, 3], cleared: [5], contested: [] };

describe('verdicts on a picture', () => {
  it('are those of accounts, and of a community the one that more than half of its members have', () => {
    const { ofAccount, ofCommunity } = verdictsOf(frame, said);
    expect([...ofAccount]).toEqual([1, 0, 1, 1, 0, 2]);
    // Two of three; one of two is no more than half; one of one.
    expect([...ofCommunity]).toEqual([1, 0, 2]);
  });

  it('are counted over the whole network, or in the open community', () => {
    const verdicts = verdictsOf(frame, said);
    expect(countVerdicts(frame, verdicts, -1)).toEqual({ none: 2, confirmed: 3, cleared: 1, contested: 0 });
    expect(countVerdicts(frame, verdicts, 1)).toEqual({ none: 1, confirmed: 1, cleared: 0, contested: 0 });
  });
});
