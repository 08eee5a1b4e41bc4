import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { KeptSnapshot } from '@iolaus/contracts';
import { queries } from '../../api/client.js';
import { useAuthor } from '../casebook/author.js';
import { useCasebook } from '../casebook/use-casebook.js';
import { useVisit } from '../casebook/visit.js';
import { againstOf, type Against } from './against.js';

/** What accounts are compared with, and what else they could be; undefined until it is known. A snapshot that a visit began with stays the measure until the visit is over, as in Triage. */
export function useAgainst(
  chosen: string | undefined,
): { readonly against: Against; readonly kept: readonly KeptSnapshot[] } | undefined {
  const current = useQuery(queries.status.get.queryOptions()).data?.snapshot?.id ?? '';
  const kept = useQuery({
    ...queries.snapshots.list.queryOptions(),
    queryKey: [...queries.snapshots.list.queryKey(), current],
    placeholderData: keepPreviousData,
  });
  const author = useAuthor((state) => state.author);
  const book = useCasebook();
  const visit = useVisit((state) => state.visit);
  if (!kept.data || (author !== '' && !book.data && !book.isError)) return undefined;
  const marked = author === '' ? undefined : book.data?.seen.find((each) => each.author === author);
  // A first visit began with nothing; what was marked since then is what they last looked at.
  const seen = (author !== '' && visit?.author === author ? visit.seen : undefined) ?? marked;
  return { against: againstOf(kept.data, { chosen, seen: seen?.snapshot }), kept: kept.data };
}
