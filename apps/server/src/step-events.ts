import { withEventMeta } from '@orpc/server';
import type { StepRow } from '@iolaus/contracts';
import { answers, type Workbench } from '@iolaus/pipeline';

/** New entries of the journal as events whose id is the entry's number, so that who lost the connection goes on behind the last one that came. */
export async function* stepEvents(
  workbench: Workbench,
  { after, lastEventId }: { readonly after?: number | undefined; readonly lastEventId: string | undefined },
  signal?: AbortSignal,
): AsyncGenerator<StepRow> {
  const last = lastEventId === undefined ? Number.NaN : Number(lastEventId);
  const from = Number.isInteger(last) && last >= 0 ? last : after;
  for await (const row of answers.watchSteps(workbench, { after: from }, signal))
    yield withEventMeta(row, { id: String(row.seq) });
}
