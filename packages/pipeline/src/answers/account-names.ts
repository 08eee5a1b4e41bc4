import type { AccountIds, AccountNumbers } from '@iolaus/contracts';
import type { Workbench } from '../workbench.js';
import { findNetwork } from './networks.js';

/** Ids of some members of a network, by their numbers in its frame. */
export function networkAccountIds(
  workbench: Workbench,
  { id, numbers }: { readonly id: string; readonly numbers: readonly number[] },
): AccountIds {
  const { ids } = findNetwork(workbench.snapshot(), id).members;
  return { ids: numbers.map((number) => ids[number] ?? null) };
}

/** Numbers in the frame of a network of those accounts that are its members. */
export function networkAccountNumbers(
  workbench: Workbench,
  { id, accounts }: { readonly id: string; readonly accounts: readonly string[] },
): AccountNumbers {
  return { numbers: placesIn(findNetwork(workbench.snapshot(), id).members.ids, accounts) };
}

/** Places of some ids in a list, null for those that are not in it. The list is read once, since an index of a million ids for a few questions costs more than it saves. */
export function placesIn(list: readonly string[], ids: readonly string[]): (number | null)[] {
  const places = new Map<string, number | null>(ids.map((id) => [id, null]));
  let left = places.size;
  for (let at = 0; at < list.length && left > 0; at++) {
    if (places.get(list[at]!) !== null) continue;
    places.set(list[at]!, at);
    left--;
  }
  return ids.map((id) => places.get(id) ?? null);
}
