import type { Split } from '@iolaus/contracts';
import { formatCount } from '../../ui/format.js';

/** What a cut would do, in one sentence. */
export function splitSentence({ before, parts, fallen, held }: Split): string {
  const on = `Cut on ${counted(held, 'member')}`;
  const [first] = parts;
  if (!first) return `${on}: no network would be left, all ${formatCount(before.accounts)} members fall out.`;
  if (parts.length === 1 && fallen === 0)
    return `${on}: ${before.name} stays one network of ${formatCount(first.accounts)}; the cut parts nothing.`;
  const becomes = parts.map((part) =>
    part.id === before.id
      ? `${part.name} keeps ${formatCount(part.from)}`
      : `${part.accounts === part.from ? 'a new network gets' : `${part.name} takes in`} ${formatCount(part.from)}`,
  );
  return `${on}: ${[...becomes, ...(fallen > 0 ? [`${counted(fallen, 'member')} fall out`] : [])].join(', ')}.`;
}

/** Which links go with it. */
export function linksSentence({ links, linksAcross }: Split): string {
  const lost = `${counted(links, 'pair')} of members ${links === 1 ? 'loses' : 'lose'} the link by it`;
  return linksAcross === 0
    ? `${lost}; none of them would end apart.`
    : `${lost}; ${formatCount(linksAcross)} of them would end apart.`;
}

const OTHERS_SHOWN = 3;

/** What becomes of other networks; empty where nothing does. */
export function othersSentence({ others }: Split): string {
  if (others.length === 0) return '';
  const shown = others
    .slice(0, OTHERS_SHOWN)
    .map(({ name, before, after }) => `${name} ${formatCount(before)} → ${formatCount(after)}`);
  const rest = others.length - shown.length;
  return `${counted(others.length, 'other network')} ${others.length === 1 ? 'changes' : 'change'}: ${shown.join(', ')}${rest > 0 ? `, and ${formatCount(rest)} more` : ''}.`;
}

const counted = (count: number, one: string): string => `${formatCount(count)} ${one}${count === 1 ? '' : 's'}`;
