import { getRouteApi } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useSteps } from '../../shell/steps.js';
import { withoutEmpty, type NetworkViewState } from './network-view.js';

const route = getRouteApi('/n/$id');

/** Changes the view as one named step; undo goes back to the address before it. */
export type ChangeView = (name: string, patch: Partial<NetworkViewState>) => void;

/** The view that the address describes, and how to change it. */
export function useNetworkView(): { readonly view: NetworkViewState; readonly change: ChangeView } {
  const view = route.useSearch();
  const navigate = route.useNavigate();
  const nameNext = useSteps((state) => state.nameNext);
  const change = useCallback<ChangeView>(
    (name, patch) => {
      nameNext(name);
      void navigate({ search: (before) => withoutEmpty({ ...before, ...patch }), replace: true });
    },
    [navigate, nameNext],
  );
  return { view, change };
}
