import { useQuery } from '@tanstack/react-query';
import type { BridgeView, Frame, NetworkView } from '@iolaus/contracts';
import { useMemo } from 'react';
import { queries } from '../../api/client.js';
import { partsOf, type BridgeMark, type Parts } from '../../graph/index.js';
import type { IndicatorKey, NetworkViewState } from './network-view.js';
import { useSplit, type SplitState } from './use-split.js';

/** Bridges that the picture marks: more would hide it. */
export const MOST_MARKED = 3;

/** The bridges of a network, and what the cut of the chosen one would leave. */
export interface BridgeState {
  readonly list: { readonly data: readonly BridgeView[] | undefined; readonly error: unknown };
  readonly retry: () => void;
  readonly split: SplitState;
  /** What is drawn of them; absent while they are not looked at. */
  readonly marks: readonly BridgeMark[] | undefined;
  readonly parts: Parts | undefined;
}

/** Reads bridges while they are looked at, and runs the preview of the one that is chosen. */
export function useBridges({
  network,
  frame,
  view,
}: {
  readonly network: NetworkView;
  readonly frame: Frame | undefined;
  readonly view: NetworkViewState;
}): BridgeState {
  const isShown = view.tab === 'bridges';
  const list = useQuery({
    ...queries.networks.bridges.queryOptions({ input: { id: network.record.id } }),
    enabled: isShown,
  });
  const split = useSplit(network, view.cut);
  const marks = useMemo(
    () => (isShown && list.data ? marksOf(list.data, { network, frame, cut: view.cut }) : undefined),
    [isShown, list.data, network, frame, view.cut],
  );
  const partOf = split.found?.partOf;
  const parts = useMemo(() => (frame && partOf !== undefined ? partsOf(frame, partOf) : undefined), [frame, partOf]);
  return {
    list: { data: isShown ? list.data : undefined, error: list.error },
    retry: () => void list.refetch(),
    split,
    marks,
    parts,
  };
}

/** The step that opens the bridges, or closes them where they are open. */
export function bridgesStep(view: NetworkViewState): readonly [string, Partial<NetworkViewState>] {
  const isOpen = view.tab === 'bridges' && !view.sel && !view.ind && !view.cmp;
  return isOpen
    ? ['Closed the bridges', { tab: undefined, cut: undefined }]
    : ['Looked at bridges', { tab: 'bridges', sel: undefined, ind: undefined, cmp: undefined }];
}

/** Whether two name the same indicator. */
export const isSameIndicator = (a: IndicatorKey, b: IndicatorKey | undefined): boolean =>
  a.kind === b?.kind && a.value === b.value;

/** Seals of the first bridges, and of the chosen one wherever it stands. */
export function marksOf(
  bridges: readonly Pick<BridgeView, 'kind' | 'value' | 'communities'>[],
  of: {
    readonly network: Pick<NetworkView, 'picture'>;
    readonly frame: Pick<Frame, 'kinds' | 'indicatorKind' | 'indicatorValues'> | undefined;
    readonly cut: IndicatorKey | undefined;
  },
): BridgeMark[] {
  const place = new Map(of.network.picture.discs.map(({ label, index }) => [label, index]));
  return bridges.flatMap((bridge, at): BridgeMark[] => {
    const [one, other] = bridge.communities.map((label) => place.get(label));
    const isChosen = isSameIndicator(bridge, of.cut);
    if (one === undefined || other === undefined || (at >= MOST_MARKED && !isChosen)) return [];
    const indicator =
      of.frame?.indicatorValues.findIndex(
        (value, e) => value === bridge.value && of.frame!.kinds[of.frame!.indicatorKind[e]!] === bridge.kind,
      ) ?? -1;
    return [{ number: at + 1, between: [one, other], indicator, isChosen }];
  });
}
