import { useQuery } from '@tanstack/react-query';
import type { CasebookView } from '@iolaus/contracts';
import { queries, queryClient } from '../../api/client.js';
import { byAuthor, useAuthor } from './author.js';

const optionsOf = (author: string) =>
  queries.casebook.get.queryOptions({ input: author === '' ? {} : { author }, staleTime: Number.POSITIVE_INFINITY });

/** The casebook as it stands; read again whenever somebody adds to it. */
export function useCasebook() {
  return useQuery(optionsOf(useAuthor((state) => state.author)));
}

/** The casebook as this tab read it last, undefined before. */
export const casebookNow = (): CasebookView | undefined =>
  queryClient.getQueryData(optionsOf(byAuthor().author ?? '').queryKey);

/** Reads all that is shown of the casebook again. */
export const refreshCasebook = (): Promise<void> => queryClient.invalidateQueries({ queryKey: queries.casebook.key() });
