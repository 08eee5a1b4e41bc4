import { describe, expect, it } from 'vitest';
import { groupInHand, grouping, MOST_PINNED, openingGroup, pinning, renaming, togglingCommunity } from './arranging.js';

const accounts = (count: number, name = 'acct_'): string[] => Array.from({ length: count }, (_, at) => `${name}${at}`);

it('hides a community, and shows it again', () => {
  expect(togglingCommunity({ hideC: ['A-01'] }, 'A-02')).toEqual(['Hid A-02', { hideC: ['A-01', 'A-02'] }]);
  expect(togglingCommunity({ hideC: ['A-01'] }, 'A-01')).toEqual(['Showed A-01', { hideC: [] }]);
});

describe('pinning', () => {
  it('adds the selection, as many as a picture holds, and takes it off when all of it is pinned', () => {
    expect(pinning({ sel: ['a', 'b'], pin: ['b'] })).toEqual(['Pinned a', { pin: ['b', 'a'] }]);
    expect(pinning({ sel: accounts(40) })?.[1].pin).toEqual(accounts(MOST_PINNED));
    expect(pinning({ sel: ['z'], pin: accounts(MOST_PINNED) })).toBeUndefined();
    expect(pinning({ sel: ['b'], pin: ['b', 'c'] })).toEqual(['Unpinned b', { pin: ['c'] }]);
  });

  it('is of the indicator in hand where nobody is selected', () => {
    const ind = { kind: 'ip', value: '203.0.113.7' };
    const pinned = pinning({ ind });
    expect(pinned).toEqual(['Pinned 203.0.113.7', { pinI: [ind] }]);
    expect(pinning({ ind, ...pinned?.[1] })).toEqual(['Unpinned 203.0.113.7', { pinI: [] }]);
    expect(pinning({})).toBeUndefined();
  });
});

describe('grouping', () => {
  it('makes one mark of the selection, which leaves other groups', () => {
    const [name, patch] = grouping({ sel: ['a', 'b'], g: [{ name: 'Group 1', accounts: ['b', 'c'] }] })!;
    expect(name).toBe('Grouped 2 accounts as Group 2');
    expect(patch.g).toEqual([
      { name: 'Group 1', accounts: ['c'] },
      { name: 'Group 2', accounts: ['a', 'b'] },
    ]);
    expect(patch.sel).toBeUndefined();
  });

  it('takes as many as find place in an address beside what is hidden, and none for fewer than two', () => {
    const hide = accounts(100, `hidden_${'x'.repeat(20)}_`);
    const taken = grouping({ sel: accounts(200, `account_${'y'.repeat(12)}_`), hide })![1].g![0].accounts.length;
    expect(taken).toBeGreaterThan(2);
    expect(taken).toBeLessThan(60);
    expect([grouping({ sel: ['a'] }), grouping({})]).toEqual([undefined, undefined]);
  });

  it('is undone by opening the group, whose accounts are then selected', () => {
    const [, { g }] = grouping({ sel: ['a', 'b'] })!;
    expect(groupInHand({ sel: ['b', 'a'], g })?.name).toBe('Group 1');
    expect(groupInHand({ sel: ['a'], g })).toBeUndefined();
    expect(openingGroup({ g }, 'Group 1')[1]).toMatchObject({ sel: ['a', 'b'], g: [] });
  });

  it('takes a name that no other group has', () => {
    const g = [
      { name: 'Group 1', accounts: ['a'] },
      { name: 'Mules', accounts: ['b'] },
    ];
    expect(renaming({ g }, 'Group 1', ' First ring ')?.[1].g?.map(({ name }) => name)).toEqual(['First ring', 'Mules']);
    expect([renaming({ g }, 'Group 1', 'Mules'), renaming({ g }, 'Group 1', '  ')]).toEqual([undefined, undefined]);
  });
});
