import type { Frame } from '@iolaus/contracts';
import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react';
import { api } from '../../api/client.js';
import { NameStore, type KnownNames } from '../../graph/index.js';
import type { NetworkViewState } from './network-view.js';
import type { EvidencePath } from './use-paths.js';

/** Names of accounts that the screen speaks of, and how to come to know more. */
export interface Names extends KnownNames {
  /** Asks again for what did not come. */
  readonly retry: () => void;
  /** See {@link NameStore.idsOf}. */
  readonly idsOf: NameStore['idsOf'];
}

/** See {@link Names}. The whole picture is drawn without one: they are asked for by those that a view names, and by those that somebody points out. */
export function useAccountNames(
  network: string,
  frame: Frame | undefined,
  { view, path }: { readonly view: NetworkViewState; readonly path: EvidencePath | undefined },
): Names {
  const store = useMemo(
    () =>
      frame &&
      new NameStore({
        ids: async (numbers) => (await api.networks.accountIds({ id: network, numbers: [...numbers] })).ids,
        numbers: async (ids) => (await api.networks.accountNumbers({ id: network, accounts: [...ids] })).numbers,
      }),
    // Places change with the layout, numbers of accounts do not.
    // oxlint-disable-next-line react/exhaustive-deps
    [network, frame?.accountCommunity],
  );
  const { sel, hide, pin, g } = view;
  const ids = useMemo(() => namedIn({ sel, hide, pin, g }, path), [sel, hide, pin, g, path]);
  const retry = useCallback(() => void store?.find(ids), [store, ids]);
  useEffect(retry, [retry]);
  const known = useSyncExternalStore(store?.subscribe ?? never, store?.known ?? nothing);
  const idsOf = useCallback(async (numbers: readonly number[]) => store?.idsOf(numbers), [store]);
  return { ...known, retry, idsOf };
}

const NOTHING = new NameStore({ ids: () => Promise.resolve([]), numbers: () => Promise.resolve([]) }).known();
const nothing = (): KnownNames => NOTHING;
const never = () => (): void => undefined;

/** The accounts that a view speaks of by id. */
export function namedIn(
  { sel = [], hide = [], pin = [], g = [] }: Pick<NetworkViewState, 'sel' | 'hide' | 'pin' | 'g'>,
  path: Pick<EvidencePath, 'steps'> | undefined,
): readonly string[] {
  return [
    ...new Set([
      ...sel,
      ...hide,
      ...pin,
      ...g.flatMap(({ accounts }) => accounts),
      ...(path?.steps ?? []).flatMap(({ from, to }) => [from, to]),
    ]),
  ];
}
