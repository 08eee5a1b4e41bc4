import { describe, expect, it } from 'vitest';
import type { TestAccount } from './testing/build-tables.js';
import { detect } from './testing/detection.js';
import { campaign, strangers } from './testing/worlds.js';
import { shareOf } from './share.js';

/** Members whose every prompt template was used `times(index)` times, of 60 exchanges. */
const withUses = (accounts: readonly TestAccount[], times: (at: number) => number): TestAccount[] =>
  accounts.map((each, at) => ({
    ...each,
    exchanges: 60,
    uses: each.holds.map(([kind]) => (kind === 'prompt-template' ? times(at) : 60)),
  }));

describe('the share of an account’s exchanges that belong to the campaign', () => {
  it('is that of exchanges with a prompt of the network', async () => {
    const red = withUses(campaign('red', 40, 3), (at) => 1 + (at % 19));
    const { document } = await detect([...strangers(600, 2), ...red]);
    const shares = new Map(document.networks[0].members.map(({ account, share }) => [account, share]));
    red.forEach(({ id }, at) => expect(shares.get(id)).toBeCloseTo((3 * (1 + (at % 19))) / 60, 3));
  });

  it('leaves out prompts that most of their users have elsewhere', async () => {
    const red = withUses(campaign('red', 40, 3), () => 10).map((each, at) =>
      at < 3
        ? { ...each, holds: [...each.holds, ['prompt-template', 'public-3'] as const], uses: [...each.uses!, 25] }
        : each,
    );
    const { document } = await detect([...strangers(600, 2), ...red]);
    expect(document.networks[0].members.map(({ share }) => share)).toEqual(red.map(() => 0.5));
  });

  it('is not known where no prompt is', async () => {
    const red = campaign('red', 40, 3).map((each) => ({
      ...each,
      holds: each.holds.filter(([kind]) => kind !== 'prompt-template'),
    }));
    const { document } = await detect([...strangers(600, 2), ...red]);
    expect(document.networks[0].members.every(({ share }) => share === null)).toBe(true);
  });
});

describe('shareOf', () => {
  it('gives the Wilson interval', () => {
    // Newcombe 1998, table I: 81 of 263 gives 0.2553 to 0.3662.
    expect(shareOf(81, 263)).toEqual({ share: 0.308, shareLow: 0.255, shareHigh: 0.366 });
  });

  it('stays within 0 and 1', () => {
    expect(shareOf(0, 10)).toMatchObject({ share: 0, shareLow: 0 });
    expect(shareOf(10, 10)).toMatchObject({ share: 1, shareHigh: 1 });
  });
});
