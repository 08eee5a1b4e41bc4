import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useSteps } from '../../shell/steps.js';
import { readIndicatorFilter, type IndicatorFilter } from './indicator-filter.js';

/** The filter of the list's address, and how to change it as one named step. */
export function useIndicatorFilter(): {
  readonly filter: IndicatorFilter;
  readonly change: (filter: IndicatorFilter, name: string) => void;
} {
  const search: unknown = useSearch({ strict: false });
  const navigate = useNavigate();
  const nameNext = useSteps((state) => state.nameNext);
  const filter = useMemo(() => readIndicatorFilter(search), [search]);
  const change = (next: IndicatorFilter, name: string): void => {
    nameNext(name);
    void navigate({ to: '/i', search: readIndicatorFilter(next), replace: true });
  };
  return { filter, change };
}
