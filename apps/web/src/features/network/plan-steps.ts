import type { FrontierPoint, PlannedIndicator, TakedownPlan } from '@iolaus/contracts';

/** One step of a plan: what it does by itself, and the point of the frontier that it leads to. */
export interface PlanStep {
  /** From 1 on. */
  readonly at: number;
  /** The indicator that it blocks; undefined for a suspension. */
  readonly blocks: PlannedIndicator | undefined;
  /** Members that this step suspends, or that hold what it blocks. */
  readonly accounts: number;
  /** Accounts outside that this step is the first to hit. */
  readonly hit: number;
  /** Counts all steps up to this one. */
  readonly point: FrontierPoint;
}

/** The steps of a plan in order. */
export function stepsOf({ frontier, blocks }: Pick<TakedownPlan, 'frontier' | 'blocks'>): PlanStep[] {
  return frontier.map((point, index) => {
    const before = frontier[index - 1];
    const isBlock = point.indicatorsBlocked > (before?.indicatorsBlocked ?? 0);
    const block = isBlock ? blocks[point.indicatorsBlocked - 1] : undefined;
    return {
      at: index + 1,
      blocks: block,
      accounts: block ? block.members : point.accountsSuspended - (before?.accountsSuspended ?? 0),
      hit: point.benignHit - (before?.benignHit ?? 0),
      point,
    };
  });
}

/** One decimal, rounded down: nothing is said to be removed that is not. */
export const percentOf = (value01: number): string => `${(Math.floor(value01 * 1000 + 1e-9) / 10).toFixed(1)} %`;

const count = (value: number, one: string, many = `${one}s`): string =>
  `${value.toLocaleString('en-US')} ${value === 1 ? one : many}`;

/** What the steps up to a point would do, in words; before the first step nothing is done. */
export function planSentence(point: FrontierPoint | undefined): string {
  if (!point) return 'Nothing is suspended and nothing is blocked.';
  const blocking = point.indicatorsBlocked > 0 ? ` and blocking ${count(point.indicatorsBlocked, 'indicator')}` : '';
  const removed = `Suspending ${count(point.accountsSuspended, 'account')}${blocking} removes ${percentOf(point.volumeRemoved01)} of the volume.`;
  if (point.benignHit === 0) return `${removed} No account outside the network would be hit.`;
  const tenure =
    point.benignTenureDays === null
      ? ''
      : `, and signed up ${count(point.benignTenureDays, 'day')} ago${point.benignHit === 1 ? '' : ' in the median'}`;
  return `${removed} ${count(point.benignHit, 'account')} outside the network would be hit: ${point.benignHit === 1 ? 'it' : 'they'} made ${count(point.benignExchanges, 'exchange')}${tenure}.`;
}
