import { csvLine, type TakedownPlan } from '@iolaus/contracts';
import { saveText } from '../../ui/save-text.js';
import { stepsOf } from './plan-steps.js';

const HEAD = [
  'step',
  'action',
  'kind',
  'value',
  'accounts',
  'accounts_suspended_so_far',
  'indicators_blocked_so_far',
  'volume_removed',
  'ways_back_blocked',
  'benign_hit',
  'benign_exchanges',
  'benign_median_tenure_days',
];

/** The steps of a plan as CSV, one a line; values stand in full, since who blocks needs them. */
export function planCsv(plan: TakedownPlan): string {
  const lines = stepsOf(plan).map(({ at, blocks, accounts, point }) =>
    csvLine([
      at,
      blocks ? 'block' : 'suspend',
      blocks?.kind ?? null,
      blocks?.value ?? null,
      accounts,
      point.accountsSuspended,
      point.indicatorsBlocked,
      point.volumeRemoved01,
      point.wayBackBlocked01,
      point.benignHit,
      point.benignExchanges,
      point.benignTenureDays,
    ]),
  );
  return `${[csvLine(HEAD), ...lines].join('\r\n')}\r\n`;
}

/** Saves the steps as CSV, or the whole plan as the service answers it. */
export function savePlan(plan: TakedownPlan, as: 'csv' | 'json'): void {
  const name = `plan-${plan.network}.${as}`;
  if (as === 'csv') saveText({ name, type: 'text/csv', text: planCsv(plan) });
  else saveText({ name, type: 'application/json', text: `${JSON.stringify(plan, null, 2)}\n` });
}
