import { GitBranch, Shield } from 'lucide-react';
import { formatCount, formatDay } from '../../ui/format.js';
import { SafeText } from '../../ui/safe-text.js';
import type { ActiveDays } from './active-days.js';
import { placeOf } from './day-window.js';

/** A thing that happened, over the day on which it did. */
interface Flag {
  readonly day: number;
  readonly kind: 'release' | 'ban';
  readonly words: string;
}

/** First records of new models, and days on which members were banned, as flags over the bars. Of several bans the largest is named; lines stand for all. */
export function Flags({ days }: { readonly days: ActiveDays }) {
  const flags = flagsOf(days);
  return (
    <div className="flags">
      {flags.map(({ day, kind, words }, at) => {
        const place = ((day + 0.5) / days.days) * 100;
        const isNamed = isRoomFor(flags, at, days.days);
        return (
          <span
            key={`${kind} ${day} ${words}`}
            className={`flag ${kind} ${place > 70 ? 'leftward' : ''}`}
            style={{ left: `${place}%` }}
            title={words}
          >
            <span className={isNamed ? 'row small flag-words' : 'visually-hidden'}>
              {kind === 'release' ? (
                <GitBranch size={13} strokeWidth={1.5} aria-hidden="true" />
              ) : (
                <Shield size={13} strokeWidth={1.5} aria-hidden="true" />
              )}
              <SafeText>{words}</SafeText>
            </span>
          </span>
        );
      })}
    </div>
  );
}

function flagsOf(span: ActiveDays): Flag[] {
  const { days, releases, bans } = span;
  const dayOf = (ms: number): number => Math.floor(placeOf(span, ms));
  return [
    ...releases.map(({ ms, model }): Flag => ({
      day: dayOf(ms),
      kind: 'release',
      words: `Model ${model} first seen ${formatDay(ms)}`,
    })),
    ...bans.map(({ ms, accounts }): Flag => ({
      day: dayOf(ms),
      kind: 'ban',
      words: `${formatCount(accounts)} ${accounts === 1 ? 'account' : 'accounts'} blocked, ${formatDay(ms)}`,
    })),
  ]
    .filter(({ day }) => day >= 0 && day < days)
    .toSorted((x, y) => x.day - y.day || (x.kind < y.kind ? 1 : -1));
}

/** Words need about a fifth of the width; a flag whose words would run into those of one before shows its line alone. */
function isRoomFor(flags: readonly Flag[], at: number, days: number): boolean {
  let last = Number.NEGATIVE_INFINITY;
  for (let each = 0; each <= at; each++) {
    const isNamed = flags[each]!.day - last >= days / 5;
    if (isNamed) last = flags[each]!.day;
    if (each === at) return isNamed;
  }
  return false;
}
