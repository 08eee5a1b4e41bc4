import { withEventMeta } from '@orpc/server';
import type { Presence, StepRow } from '@iolaus/contracts';
import { answers, type Workbench } from '@iolaus/pipeline';
import { whoIsHere } from './presence.js';

/**
 * New entries of the journal as events whose id is the entry's number, so that who lost the connection goes on behind the last one that came; between them, who is here, whenever that changes. Only
 * entries have an id: presence is of the moment.
 */
export async function* stepEvents(
  workbench: Workbench,
  { after, lastEventId }: { readonly after?: number | undefined; readonly lastEventId: string | undefined },
  signal?: AbortSignal,
): AsyncGenerator<StepRow | Presence> {
  const last = lastEventId === undefined ? Number.NaN : Number(lastEventId);
  const from = Number.isInteger(last) && last >= 0 ? last : after;
  const who = whoIsHere(workbench);
  const stop = new AbortController();
  const steps = answers.watchSteps(
    workbench,
    { after: from },
    AbortSignal.any([stop.signal, ...(signal ? [signal] : [])]),
  );
  let here: Presence | undefined = who.now().here.length > 0 ? who.now() : undefined;
  let wake = (): void => undefined;
  const release = who.onChange((now) => {
    here = now;
    wake();
  });
  try {
    for (let next = steps.next(); ;) {
      if (here) {
        const now = here;
        here = undefined;
        yield now;
        continue;
      }
      const changed = new Promise<'presence'>((resolve) => (wake = () => resolve('presence')));
      const came = await Promise.race([next, changed]);
      if (came === 'presence') continue;
      if (came.done) return;
      yield withEventMeta(came.value, { id: String(came.value.seq) });
      next = steps.next();
    }
  } finally {
    release();
    stop.abort();
  }
}
