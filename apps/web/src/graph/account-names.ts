/** Ids of accounts of a network, which its frame knows by number, as far as anything on the screen needed them. */
export interface AccountNames {
  /** Undefined for what nobody asked for yet. */
  readonly idOf: (account: number) => string | undefined;
  /** −1 for what is no account of the network, and for what nobody asked for yet. */
  readonly numberOf: (id: string) => number;
  /** Whether it is known if an id is one of the network, and which. */
  readonly isKnown: (id: string) => boolean;
}

/** Names of accounts with these numbers; −1 for what is no account of the network. */
export function accountNames(numbers: ReadonlyMap<string, number>): AccountNames {
  const ids = new Map([...numbers].map(([id, account]) => [account, id]));
  ids.delete(-1);
  return {
    idOf: (account) => ids.get(account),
    numberOf: (id) => numbers.get(id) ?? -1,
    isKnown: (id) => numbers.has(id),
  };
}
