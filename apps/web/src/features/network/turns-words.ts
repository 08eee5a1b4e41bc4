import type { Turns } from '@iolaus/contracts';
import { formatBits, formatCount } from '../../ui/format.js';

/** Whether accounts take turns, in one line. */
export function turnsLine({ answer, kept, accounts, community }: Turns): string {
  const where = community === null ? '' : ` in ${community}`;
  if (answer === 'too-little') return 'Too little to say whether accounts take turns';
  if (answer === 'not-found') return `No accounts take turns, of ${formatCount(accounts)} looked at${where}`;
  return `${formatCount(kept)} of ${formatCount(accounts)} accounts take turns${where}`;
}

/** The figures behind that line, one each; those that the data cannot give are left out. */
export function turnsFigures({ events, eventsTotal, dispersion, score, shiftedScore, bits }: Turns): string[] {
  const signed = (value: number): string => value.toFixed(1).replace('-', '−');
  return [
    `${formatCount(events)} of ${formatCount(eventsTotal)} requests read in their order`,
    ...(dispersion === null ? [] : [`dispersion ${dispersion.toFixed(2)} (0 in turns, 1 at random)`]),
    ...(score === null ? [] : [`standard score ${signed(score)}`]),
    ...(shiftedScore === null ? [] : [`against shifted copies ${signed(shiftedScore)}`]),
    ...(bits > 0 ? [`${formatBits(bits)} bits`] : []),
  ];
}
