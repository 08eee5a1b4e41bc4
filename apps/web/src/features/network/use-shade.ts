import { useQuery } from '@tanstack/react-query';
import type { Frame, ShadeColumn } from '@iolaus/contracts';
import { useMemo } from 'react';
import { queries } from '../../api/client.js';
import { shadeOf, type ColourBy, type Shade } from '../../graph/index.js';

/** The column that a colouring reads; undefined for one that needs none, and while it is on its way. */
export function useShadeColumn(network: string, by: ColourBy | undefined): ShadeColumn | undefined {
  const isShade = by === 'first-seen' || by === 'volume';
  const { data } = useQuery({
    ...queries.networks.shades.queryOptions({ input: { id: network } }),
    enabled: isShade,
  });
  return isShade ? data?.[by === 'volume' ? 'volume' : 'firstSeen'] : undefined;
}

/** Steps of accounts and communities under such a colouring. */
export function useShade(network: string, frame: Frame | undefined, by: ColourBy | undefined): Shade | undefined {
  const column = useShadeColumn(network, by);
  return useMemo(() => (frame && column ? shadeOf(frame, column) : undefined), [frame, column]);
}
