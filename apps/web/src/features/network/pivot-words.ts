import type { Pivot } from '@iolaus/contracts';
import { formatCount, formatShare } from '../../ui/format.js';

/** How soon accounts took up a new model, in one line. */
export function pivotLine({ answer, model, share01, populationShare01 }: Pivot): string {
  if (answer === 'no-release') return 'No model is new in this data';
  if (answer === 'too-few' || share01 === null || populationShare01 === null)
    return 'Too few active to say who took up a new model first';
  return `${formatShare(share01)} moved to ${model} in a day, ${formatShare(populationShare01)} of others`;
}

/** The figures behind that line, one each. */
export function pivotFigures({ members, others, score }: Pivot): string[] {
  if (score === null) return [];
  return [
    `${formatCount(members)} members and ${formatCount(others)} others made three exchanges or more in these hours`,
    `standard score ${score.toFixed(1).replace('-', '−')}`,
    'no risk point is read from it',
  ];
}
