import type { Frame, NetworkView } from '@iolaus/contracts';
import { useMemo } from 'react';
import { AS_IT_COMES, groupsOf, type AccountNames, type Arranged } from '../../graph/index.js';
import type { NetworkViewState } from './network-view.js';
import { numbersOf } from './numbers-of.js';

/** How a view arranges the picture, in numbers of its frame; the open community is never hidden. */
export function useArranged({
  network,
  names,
  view,
  focus,
  indicators,
}: {
  readonly network: NetworkView;
  readonly names: AccountNames;
  readonly view: Pick<NetworkViewState, 'hideC' | 'pin' | 'pinI' | 'g'>;
  readonly focus: number;
  /** Numbers of indicators in the frame, by kind and value. */
  readonly indicators: ReadonlyMap<string, number>;
}): Arranged {
  const { hideC, pin, pinI, g } = view;
  const { discs } = network.picture;
  return useMemo(
    () =>
      hideC || pin || pinI || g
        ? {
            hiddenCommunities: hiddenPlaces(discs, hideC, focus),
            ...groupsOf((g ?? []).map(({ name, accounts }) => ({ name, accounts: numbersOf(names, accounts) }))),
            pinned: numbersOf(names, pin),
            pinnedIndicators: (pinI ?? []).flatMap(({ kind, value }) => indicators.get(`${kind} ${value}`) ?? []),
          }
        : AS_IT_COMES,
    [discs, names, hideC, pin, pinI, g, focus, indicators],
  );
}

/** Places of the communities that are hidden by hand; the open one is not. */
export function hiddenPlaces(
  discs: NetworkView['picture']['discs'],
  hideC: readonly string[] = [],
  focus: number,
): ReadonlySet<number> {
  return new Set(discs.flatMap(({ label, index }) => (index !== focus && hideC.includes(label) ? [index] : [])));
}

/** Accounts of those communities, by number. */
export function accountsOfPlaces(frame: Frame | undefined, places: ReadonlySet<number>): number[] {
  const accounts: number[] = [];
  if (places.size > 0)
    frame?.accountCommunity.forEach((community, account) => {
      if (places.has(community)) accounts.push(account);
    });
  return accounts;
}
