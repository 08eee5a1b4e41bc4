import { useEffect, useRef } from 'react';
import { queries, queryClient } from '../../api/client.js';
import { useCasebook } from './use-casebook.js';

/** Has what is shown of networks read again when one of them is called otherwise, by whomever and however: a name given, taken back, or undone. */
export function useFreshNames(): void {
  const names = useCasebook()
    .data?.names.map(({ step, network }) => `${step} ${network}`)
    .join();
  const known = useRef(names);
  useEffect(() => {
    const isFirst = known.current === undefined;
    if (known.current === names) return;
    known.current = names;
    if (isFirst) return;
    for (const of of [queries.networks, queries.accounts, queries.indicators, queries.search])
      void queryClient.invalidateQueries({ queryKey: of.key() });
  }, [names]);
}
