import type { AccountNames } from './account-names.js';
import type { Frame, LinkPaths, PathStep } from '@iolaus/contracts';

/** A step of a path in numbers of the frame; −1 for what the frame does not hold. */
export interface PlacedStep {
  readonly from: number;
  readonly to: number;
  readonly indicator: number;
  readonly kind: string;
  readonly bits: number;
}

/** Where the steps of a path are in a frame whose accounts have these names. */
export function placePath(
  frame: Frame,
  names: AccountNames,
  { steps }: Pick<LinkPaths['paths'][number], 'steps'>,
): readonly PlacedStep[] {
  return steps.map((step) => ({
    from: names.numberOf(step.from),
    to: names.numberOf(step.to),
    indicator: indicatorOf(frame, step),
    kind: step.kind,
    bits: step.bits,
  }));
}

function indicatorOf(frame: Frame, { kind, value }: Pick<PathStep, 'kind' | 'value'>): number {
  const ofKind = frame.kinds.indexOf(kind);
  return frame.indicatorValues.findIndex((each, at) => each === value && frame.indicatorKind[at] === ofKind);
}

/** Accounts of a path that a frame holds, each once, in the order of the path. */
export function accountsOfPath(steps: readonly PlacedStep[]): readonly number[] {
  return [...new Set(steps.flatMap(({ from, to }) => [from, to]))].filter((account) => account >= 0);
}

/** How many accounts and indicators of a path a frame holds, and how many the path has. */
export function countDrawn(steps: readonly PlacedStep[]): { readonly drawn: number; readonly of: number } {
  const indicators = steps.filter(({ indicator }) => indicator >= 0).length;
  return { drawn: accountsOfPath(steps).length + indicators, of: 2 * steps.length + 1 };
}
