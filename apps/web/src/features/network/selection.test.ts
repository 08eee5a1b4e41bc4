import { MOST_SELECTED } from '@iolaus/contracts';
import { describe, expect, it } from 'vitest';
import { fitAddress, hiding, joined, selecting, selectingStep, selectionWords, toggled } from './selection.js';

const accounts = (count: number, name = 'acct_'): string[] => Array.from({ length: count }, (_, at) => `${name}${at}`);

describe('what an address holds of a selection', () => {
  it('is all of a small one', () => {
    expect(selecting(accounts(12))).toMatchObject({ sel: accounts(12), of: undefined });
  });

  it('is the first ones of a large one, and how many were meant', () => {
    expect(selecting(accounts(1644))).toMatchObject({ sel: accounts(MOST_SELECTED), of: 1644 });
  });

  it('is fewer of long names, as long as they are in an address', () => {
    expect(fitAddress(accounts(200, 'a'.repeat(91))).length).toBe(49);
    expect(fitAddress(accounts(200, 'ä'.repeat(15))).length).toBe(49);
  });

  it('says how many were meant, where not all of them are named', () => {
    expect(selecting(accounts(3), 90_000)).toMatchObject({ sel: accounts(3), of: 90_000 });
  });

  it('is nothing for nobody', () => {
    expect(selecting([])).toEqual({ sel: undefined, of: undefined, path: undefined, ind: undefined, rows: undefined });
  });
});

it('names the step that selects by what is selected', () => {
  expect([selectingStep([]), selectingStep(['acct_7']), selectingStep(accounts(1644))]).toEqual([
    'Cleared the selection',
    'Selected acct_7',
    'Selected 200 accounts',
  ]);
});

it('takes an account in, and out again', () => {
  expect(toggled(undefined, 'acct_1')).toEqual(['acct_1']);
  expect(toggled(['acct_1', 'acct_2'], 'acct_1')).toEqual(['acct_2']);
});

it('joins selections without repeating an account', () => {
  expect(joined(['acct_1', 'acct_2'], ['acct_2', 'acct_3'])).toEqual(['acct_1', 'acct_2', 'acct_3']);
});

describe('hiding a selection', () => {
  it('adds it to what is hidden and selects nobody', () => {
    expect(hiding({ sel: ['acct_2'], hide: ['acct_1'] })).toEqual({
      hidden: 1,
      name: 'Hid acct_2',
      patch: { ...selecting([]), hide: ['acct_1', 'acct_2'] },
    });
  });

  it('leaves those selected that find no place any more', () => {
    const { name, patch } = hiding({ sel: accounts(3, 'more_'), hide: accounts(MOST_SELECTED - 1) });
    expect([name, patch.sel]).toEqual(['Hid more_0', ['more_1', 'more_2']]);
  });

  it('hides none where no more find place', () => {
    expect(hiding({ sel: ['more_0'], hide: accounts(MOST_SELECTED) }).hidden).toBe(0);
  });
});

describe('the words of a selection', () => {
  it('count it', () => {
    expect([selectionWords({ sel: ['acct_1'] }), selectionWords({ sel: accounts(12) })]).toEqual([
      '1 account selected',
      '12 accounts selected',
    ]);
  });

  it('say of how many it is a part, and why', () => {
    expect(selectionWords({ sel: accounts(200), of: 1644 })).toBe(
      '200 of 1,644 accounts selected; a view holds no more',
    );
  });
});
