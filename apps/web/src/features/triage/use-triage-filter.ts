import { useNavigate } from '@tanstack/react-router';
import { useSteps } from '../../shell/steps.js';
import type { TriageFilter } from './triage-filter.js';

/** Changes the filter of an address as one named step. */
export type ChangeFilter = (filter: TriageFilter, name: string) => void;

/** How to change the address's filter. */
export function useTriageFilter(): ChangeFilter {
  const navigate = useNavigate();
  const nameNext = useSteps((state) => state.nameNext);
  return (filter, name) => {
    nameNext(name);
    void navigate({ to: '/', search: filter, replace: true });
  };
}
