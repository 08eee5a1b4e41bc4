import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useSteps } from '../../shell/steps.js';
import { readRowFilter, type RowFilter } from './row-filter.js';

/** Shows the records behind an indicator, or all of them for undefined, as one named step. */
export type ChangeRows = (filter: RowFilter | undefined, name: string) => void;

/** The row filter of an account's address, and how to change it. */
export function useRowFilter(id: string): { readonly filter: RowFilter | undefined; readonly change: ChangeRows } {
  const search: unknown = useSearch({ strict: false });
  const navigate = useNavigate();
  const nameNext = useSteps((state) => state.nameNext);
  const filter = useMemo(() => readRowFilter(search), [search]);
  const change: ChangeRows = (rows, name) => {
    nameNext(name);
    void navigate({ to: '/a/$id', params: { id }, search: searchOf(rows), replace: true });
  };
  return { filter, change };
}

const searchOf = (rows: RowFilter | undefined): { readonly rows?: RowFilter } => (rows ? { rows } : {});
