import { setTimeout as pause } from 'node:timers/promises';
import { IolausError, type Constraint, type SplitEvent } from '@iolaus/contracts';
import { splitOf } from '../split-network.js';
import type { Workbench } from '../workbench.js';
import { findNetwork } from './networks.js';

const TOLD_EVERY_MS = 100;

/** A network and the indicator that it would be without. */
export interface SplitQuery {
  readonly id: string;
  readonly kind: string;
  readonly value: string;
}

/**
 * What a network would become without an indicator: progress, then the split. It is the run that a cut would bring about, in its turn among the jobs, and changes nothing. Who stops listening cancels
 * it. Refuses an unknown network (NOT_FOUND), and an indicator that none of its members holds (NOT_FOUND).
 */
export async function* previewSplit(
  workbench: Workbench,
  query: SplitQuery,
  signal?: AbortSignal,
): AsyncGenerator<SplitEvent> {
  findNetwork(workbench.snapshot(), query.id);
  const stop = new AbortController();
  const state: { progress: Progress; isOver: boolean; found?: Extract<SplitEvent, { split: unknown }> } = {
    progress: { phase: 'Waiting for the work before it', done: 0, total: 0, unit: '' },
    isOver: false,
  };
  const run = workbench.jobs
    .inTurn(async (closing) => {
      const signals = [stop.signal, closing, ...(signal ? [signal] : [])];
      state.found = await runSplit(workbench, query, {
        signal: AbortSignal.any(signals),
        onProgress: ({ phase, done, total, unit }) => (state.progress = { phase, done, total, unit }),
      });
    })
    .finally(() => (state.isOver = true));
  const settled = run.catch(() => undefined);
  try {
    for (let seen: Progress | undefined; !(state.isOver || isAborted(signal));) {
      if (state.progress !== seen) yield (seen = state.progress);
      await Promise.race([settled, pause(TOLD_EVERY_MS)]);
    }
    await run;
    if (!state.found) throw new IolausError('CANCELLED', { done: 'nothing' });
    yield state.found;
  } finally {
    if (!state.isOver || !state.found) {
      stop.abort();
      // A run that is cancelled ends its thread: the next one, which may be a cut, finds another that knows the tables. Who asks then hears of what fails.
      void workbench.warmUp().catch(() => undefined);
    }
  }
}

const isAborted = (signal: AbortSignal | undefined): boolean => signal?.aborted === true;

type Progress = Exclude<SplitEvent, { split: unknown }>;

async function runSplit(
  workbench: Workbench,
  { id, kind, value }: SplitQuery,
  work: { readonly signal: AbortSignal; readonly onProgress: (progress: Progress) => void },
): Promise<Extract<SplitEvent, { split: unknown }>> {
  if (work.signal.aborted) throw new IolausError('CANCELLED', { done: 'nothing' });
  const before = workbench.snapshot();
  const network = findNetwork(before, id);
  const startedMs = performance.now();
  const { snapshot, tables } = await workbench.preview(draftOf(kind, value), work);
  const split = splitOf({ before, network, after: snapshot, sightings: tables.sightings }, { kind, value });
  if (!split) throw new IolausError('NOT_FOUND', { what: `${kind} of ${network.record.name}`, id: value });
  return { split: { ...split, tookMs: Math.round(performance.now() - startedMs) } };
}

const draftOf = (kind: string, value: string): Constraint => ({
  id: 'draft',
  rule: { verb: 'cut-indicator', kind, value },
  reason: 'preview',
  createdMs: 0,
  undoneMs: null,
  anchors: [],
});
