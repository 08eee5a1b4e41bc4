import type { FrameVerdicts, Verdict } from '@iolaus/contracts';
import type { Workbench } from '../workbench.js';
import { findNetwork } from './networks.js';
import { verdictsOfAccounts } from './account-places.js';

/** Members of a network with a verdict of their own that is in force. */
export function frameVerdicts(workbench: Workbench, id: string): FrameVerdicts {
  return numbersByVerdict(findNetwork(workbench.snapshot(), id).members.ids, verdictsOfAccounts(workbench));
}

/** Places of ids in a list, by the verdict on each; ids without one are left out. */
export function numbersByVerdict(ids: readonly string[], verdicts: ReadonlyMap<string, Verdict>): FrameVerdicts {
  const numbers: FrameVerdicts = { confirmed: [], cleared: [], contested: [] };
  if (verdicts.size > 0)
    ids.forEach((id, number) => {
      const verdict = verdicts.get(id) ?? 'none';
      if (verdict !== 'none') numbers[verdict].push(number);
    });
  return numbers;
}
