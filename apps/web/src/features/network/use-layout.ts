import { useQuery } from '@tanstack/react-query';
import type { Frame } from '@iolaus/contracts';
import { fetchOrganic } from '../../api/client.js';
import type { NetworkViewState } from './network-view.js';

/** A frame under the layout that a view chose. */
export interface LaidOut {
  /** With the places of the sunflower until those of the chosen layout are there. */
  readonly frame: Frame | undefined;
  readonly isWaiting: boolean;
  readonly error: unknown;
  readonly retry: () => void;
}

/** See {@link LaidOut}: other places are asked for when they are chosen, and kept. */
export function useLayout(frame: Frame | undefined, { lay }: Pick<NetworkViewState, 'lay'>): LaidOut {
  const isChosen = lay === 'organic' && frame !== undefined;
  const organic = useQuery({
    queryKey: ['frame', frame?.network, 'organic'],
    queryFn: ({ signal }) => fetchOrganic(frame!, signal),
    enabled: isChosen,
  });
  return {
    frame: isChosen ? (organic.data ?? frame) : frame,
    isWaiting: isChosen && organic.isPending,
    error: isChosen ? organic.error : null,
    retry: () => void organic.refetch(),
  };
}

/** The step that chooses a layout. */
export const layingOut = (lay: NetworkViewState['lay']): [string, Partial<NetworkViewState>] => [
  lay === 'organic' ? 'Laid out organically' : 'Laid out as sunflowers',
  { lay },
];
