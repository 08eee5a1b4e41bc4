import type { NetworkRow } from '@iolaus/contracts';
import { useEffect, useEffectEvent } from 'react';
import { api, queries, queryClient } from '../../api/client.js';
import { byAuthor, useAuthor } from './author.js';
import { inTurn } from './in-turn.js';
import { tellRefusal } from './quiet-notes.js';
import { tookStep } from './say.js';
import { isWorthMarking, type Seen } from './since-visit.js';
import { casebookNow, refreshCasebook, useCasebook } from './use-casebook.js';
import { useVisit } from './visit.js';

/** What who looks had seen before this visit: null on a first one, undefined while nobody said who it is. Marks the queue as seen when it is left, once. */
export function useLastVisit(rows: readonly NetworkRow[]): Seen | null | undefined {
  const author = useAuthor((state) => state.author);
  const book = useCasebook();
  const { visit, come, leave } = useVisit();
  const isRead = book.data !== undefined;
  const arrive = useEffectEvent(() => come(author, book.data?.seen.find((each) => each.author === author) ?? null));
  const go = useEffectEvent(() => {
    leave();
    void markSeen(rows);
  });
  useEffect(() => {
    if (author !== '' && isRead) arrive();
  }, [author, isRead]);
  useEffect(() => {
    const onHide = (): void => {
      if (document.visibilityState === 'hidden') go();
    };
    document.addEventListener('visibilitychange', onHide);
    return () => {
      document.removeEventListener('visibilitychange', onHide);
      go();
    };
  }, []);
  return visit && author !== '' && visit.author === author ? visit.seen : undefined;
}

/** Puts on record which networks were seen, with how many accounts. */
function markSeen(rows: readonly NetworkRow[]): Promise<void> {
  return inTurn(async () => {
    const { author } = byAuthor();
    const snapshot = queryClient.getQueryData(queries.status.get.queryKey())?.snapshot?.id;
    if (author === undefined || snapshot === undefined) return;
    const networks = rows.slice(0, MOST).map(({ id, accounts }) => ({ id, accounts }));
    const last = casebookNow()?.seen.find((each) => each.author === author);
    if (!isWorthMarking(last, { atMs: Date.now(), snapshot, networks })) return;
    try {
      tookStep(await api.casebook.run({ command: { verb: 'seen', snapshot, networks }, author }));
      await refreshCasebook();
    } catch (error) {
      tellRefusal(error);
    }
  });
}

const MOST = 5000;
