import type { Why } from '@iolaus/contracts';
import { formatBits, formatDay, formatIndicator } from './format.js';

/** A reason as plain text, every figure of it in full: what a report or a message is given. */
export function whyText(why: Why): string {
  const q = why.q === null ? 'none' : String(why.q);
  return [
    why.sentence,
    `q ${q}; ${formatBits(why.bits)} bits, bar ${formatBits(why.barBits)}; risk tier ${why.tier ?? 'none'}`,
    why.nullModel,
    '',
    'What they share:',
    ...why.shares.map(
      ({ kind, value, text, bits, rarity, rows, firstMs, lastMs }) =>
        `- ${formatIndicator(kind, value, text ?? null)}: ${formatBits(bits)} bits; ${rarity}; ${rows} rows, ${formatDay(firstMs)} to ${formatDay(lastMs)}`,
    ),
    '',
    'What would break it:',
    ...why.breaks.map(
      ({ kind, value, remains, holds }) =>
        `- without ${formatIndicator(kind, value)}: ${formatBits(remains)} bits, ${holds ? 'holds' : 'falls'}`,
    ),
    '',
    'What speaks against it:',
    ...(why.against.length === 0 ? ['- nothing that was found'] : why.against.map((line) => `- ${line}`)),
  ].join('\n');
}
