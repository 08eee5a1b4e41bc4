import type { StepRow } from '@iolaus/contracts';
import { useEffect, useState } from 'react';
import { api, queries, queryClient } from '../../api/client.js';
import { hearPresence } from '../presence/use-presence.js';
import { useAuthor } from './author.js';
import { lookAt } from './judge.js';
import { tookConstraint } from './own-constraints.js';
import { tell } from './quiet-notes.js';
import { isOwn } from './say.js';
import { casebookNow, refreshCasebook } from './use-casebook.js';

const AGAIN_MS = 2000;

/**
 * Follows the journal while the tab is visible: what is shown is read again with each entry, and what somebody else did is told. A hidden tab lets go, since a browser has only six connections to one
 * service, and catches up when it is seen again. False while the service does not answer.
 */
export function useWatch(isReady: boolean): boolean {
  const [isThere, setThere] = useState(true);
  useEffect(() => {
    if (!isReady) return undefined;
    let controller = new AbortController();
    const begin = (): void => {
      controller.abort();
      controller = new AbortController();
      if (document.visibilityState === 'visible') void follow(controller.signal, setThere);
    };
    begin();
    document.addEventListener('visibilitychange', begin);
    return () => {
      document.removeEventListener('visibilitychange', begin);
      controller.abort();
    };
  }, [isReady]);
  return isThere;
}

async function follow(signal: AbortSignal, setThere: (isThere: boolean) => void): Promise<void> {
  let after = casebookNow()?.seq ?? 0;
  while (!signal.aborted) {
    try {
      const events = await api.casebook.watch({ after }, { signal });
      setThere(true);
      hearPresence({ here: [] });
      for await (const event of events) {
        if ('here' in event) hearPresence(event);
        else {
          after = event.seq;
          await hear(event);
        }
      }
    } catch {
      // Whatever the reason, the state that is shown says it, and the next try may find the service again.
      if (signal.aborted) return;
      setThere(false);
    }
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
}

/** One entry that came: what this page made was shown already. */
async function hear(step: StepRow): Promise<void> {
  if (await isOwn(step.id)) return;
  await Promise.all([refreshCasebook(), queryClient.invalidateQueries({ queryKey: queries.constraints.key() })]);
  if (tookConstraint(step)) return;
  const { author } = useAuthor.getState();
  if (step.verb === 'seen' || (author !== '' && step.author === author)) return;
  tell({ tone: 'plain', words: newsOf(step), look: step.subject ? lookAt([step.subject]) : undefined });
}

/** "Mira confirmed network N-0002". */
export function newsOf({ author, name }: Pick<StepRow, 'author' | 'name'>): string {
  return `${author ?? 'Somebody'} ${name.slice(0, 1).toLowerCase()}${name.slice(1)}`;
}
