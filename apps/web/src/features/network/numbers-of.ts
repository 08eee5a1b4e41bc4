import type { AccountNames } from '../../graph/index.js';

const NOBODY: readonly number[] = [];

/** Numbers of those that are accounts of the network, as far as they are known. */
export const numbersOf = (names: AccountNames, ids: readonly string[] | undefined): readonly number[] =>
  ids ? ids.map(names.numberOf).filter((account) => account >= 0) : NOBODY;
