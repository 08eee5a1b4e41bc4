import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api, queries } from '../../api/client.js';
import { sayOrAsk, type Saying } from '../casebook/say.js';
import { runList, useListRun } from './use-list.js';

/** Where a saved list is run. */
export const listAddress = (name: string): string => `/match?list=${encodeURIComponent(JSON.stringify(name))}`;

/** Keeps a text under a name, for everybody, with what it finds now; an earlier list of that name is replaced. */
export const savingList = (name: string, text: string): Saying => ({
  commands: [{ verb: 'save-list', name, text }],
  name: `Saved the list “${name}”`,
  look: listAddress(name),
});

/** Takes a saved list away; it stays in the steps, and can be had back. */
export function removeList(name: string): void {
  void sayOrAsk({
    commands: [{ verb: 'remove-list', name }],
    name: `Removed the list “${name}”`,
    look: listAddress(name),
  });
}

/** Runs a saved list on what is known now. */
export async function runSavedList(name: string): Promise<void> {
  const { text } = await api.casebook.list({ name });
  runList(text, name);
}

/** Runs the list that an address names, unless it is the one that is run; with what refused it. */
export function useAskedList(name: string | undefined): { readonly error: unknown } {
  const isRun = useListRun(({ run }) => run?.list === name);
  const isAsked = name !== undefined && !isRun;
  const { data, error } = useQuery({
    ...queries.casebook.list.queryOptions({ input: { name: name ?? '' }, staleTime: 0, retry: false }),
    enabled: isAsked,
  });
  useEffect(() => {
    if (isAsked && data?.name === name) runList(data.text, data.name);
  }, [isAsked, data, name]);
  return { error: isAsked ? error : null };
}
