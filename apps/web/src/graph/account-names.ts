/** Ids of a network's accounts, which its frame knows by number. */
export interface AccountNames {
  /** The id of each, by number. */
  readonly ids: readonly string[];
  /** The number of an id; −1 for what is no account of the network. */
  readonly numberOf: (id: string) => number;
}

/** Names out of the ids in the order of the frame. */
export function accountNames({ ids }: Pick<AccountNames, 'ids'>): AccountNames {
  const numbers = new Map(ids.map((id, account) => [id, account]));
  return { ids, numberOf: (id) => numbers.get(id) ?? -1 };
}
