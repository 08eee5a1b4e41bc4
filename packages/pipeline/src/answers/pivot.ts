import type { Pivot, ReleaseTable } from '@iolaus/contracts';
import { counted, number, pivotOf, share } from '@iolaus/detect';
import type { Workbench } from '../workbench.js';
import { findNetwork } from './networks.js';

/** Whether the accounts of a network took up a new model sooner than others: models and times of exchanges are read from the lake, since no rollup keeps them. */
export async function networkPivot(workbench: Workbench, id: string): Promise<Pivot> {
  const { members } = findNetwork(workbench.snapshot(), id);
  return pivotAnswer(await workbench.lake.modelShift(members.ids));
}

/** What such counts say, in words and figures. */
export function pivotAnswer(table: ReleaseTable): Pivot {
  const pivot = pivotOf(table);
  if (!pivot) return nothingToSay(table);
  const { model, releaseMs, share01, populationShare01, z, members, others } = pivot;
  const when = new Date(releaseMs).toISOString().slice(0, 16).replace('T', ' ');
  return {
    answer: 'measured',
    sentence: `${share(share01)} of ${counted(members, 'member')} moved to ${model} within 24 hours of its first record (${when} UTC), of ${counted(others, 'other account')} ${share(populationShare01)}.`,
    model,
    releaseMs,
    share01,
    populationShare01,
    score: z,
    members,
    others,
  };
}

function nothingToSay({ releases }: ReleaseTable): Pivot {
  const isNone = releases.length === 0;
  return {
    answer: isNone ? 'no-release' : 'too-few',
    sentence: isNone
      ? 'No model is new in this data: none was first seen three days or more after the first exchange.'
      : `Too few accounts were active when ${releases.length === 1 ? 'the new model' : `${number(releases.length)} new models`} came up to say who moved first.`,
    model: null,
    releaseMs: null,
    share01: null,
    populationShare01: null,
    score: null,
    members: 0,
    others: 0,
  };
}
