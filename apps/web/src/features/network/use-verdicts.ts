import { useQuery } from '@tanstack/react-query';
import type { Frame, Verdict } from '@iolaus/contracts';
import { useMemo } from 'react';
import { queries } from '../../api/client.js';
import { verdictsOf, type ColourBy, type Verdicts } from '../../graph/index.js';
import { useCasebook } from '../casebook/use-casebook.js';
import { networkSubject, verdictsOn } from '../casebook/verdicts.js';

/** Verdicts on the accounts of a network, read while colour tells them. */
export function useVerdicts(network: string, frame: Frame | undefined, by: ColourBy | undefined): Verdicts | undefined {
  const isShown = by === 'verdict';
  const { data } = useQuery({
    ...queries.casebook.ofNetwork.queryOptions({ input: { id: network } }),
    enabled: isShown,
  });
  return useMemo(() => (isShown && frame && data ? verdictsOf(frame, data) : undefined), [isShown, frame, data]);
}

/** What was said last of a network as a whole. */
export const useNetworkVerdict = (network: string): Verdict =>
  verdictsOn(useCasebook().data, networkSubject(network))[0]?.verdict ?? 'none';
