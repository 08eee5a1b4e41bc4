import { MOST_NAMED } from '@iolaus/contracts';
import { describe, expect, it } from 'vitest';
import { NameStore } from './name-store.js';

/** A store over a network of a million accounts, with what it asked the service. */
function storeOver(accounts: number): {
  store: NameStore;
  ids: number[][];
  numbers: string[][];
  fail: (doesFail: boolean) => void;
} {
  const [ids, numbers]: [number[][], string[][]] = [[], []];
  let doesFail = false;
  const answer = <T>(value: T): Promise<T> =>
    doesFail ? Promise.reject(new Error('no answer')) : Promise.resolve(value);
  const store = new NameStore({
    ids: (asked) => {
      ids.push([...asked]);
      return answer(asked.map((account) => (account < accounts ? `acct_${account}` : null)));
    },
    numbers: (asked) => {
      numbers.push([...asked]);
      return answer(asked.map((id) => (id.startsWith('acct_') ? Number(id.slice(5)) : null)));
    },
  });
  return { store, ids, numbers, fail: (next) => (doesFail = next) };
}

describe('names of accounts', () => {
  it('are asked for those that are picked, however many the network has', async () => {
    const { store, ids, numbers } = storeOver(1_000_000);
    expect(await store.idsOf([999_999, 4])).toEqual(['acct_999999', 'acct_4']);
    expect([ids, numbers]).toEqual([[[999_999, 4]], []]);
  });

  it('are asked for once, and what a pick told is known by id too', async () => {
    const { store, ids, numbers } = storeOver(10);
    await store.idsOf([4, 5]);
    expect(await store.idsOf([5, 6])).toEqual(['acct_5', 'acct_6']);
    await store.find(['acct_4', 'acct_6', 'elsewhere', 'elsewhere']);
    await store.find(['elsewhere']);
    expect([ids, numbers]).toEqual([[[4, 5], [6]], [['elsewhere']]]);
    const { names } = store.known();
    expect([names.numberOf('acct_4'), names.numberOf('elsewhere'), names.isKnown('elsewhere')]).toEqual([4, -1, true]);
  });

  it('are asked for in batches', async () => {
    const { store, ids } = storeOver(1_000_000);
    const many = Array.from({ length: MOST_NAMED * 2 + 1 }, (_, at) => at);
    expect(await store.idsOf(many)).toHaveLength(many.length);
    expect(ids.map(({ length }) => length)).toEqual([MOST_NAMED, MOST_NAMED, 1]);
  });

  it('that do not come are an error that those who listen hear of, and are asked for again', async () => {
    const { store, numbers, fail } = storeOver(10);
    let heard = 0;
    store.subscribe(() => heard++);
    fail(true);
    await store.find(['acct_3']);
    expect([heard, String(store.known().error)]).toEqual([1, 'Error: no answer']);
    expect(await store.idsOf([1])).toBeUndefined();
    fail(false);
    await store.find(['acct_3']);
    expect([store.known().error, store.known().names.numberOf('acct_3'), numbers.length]).toEqual([null, 3, 2]);
  });
});
