import { SafeText, visibleText } from '../../ui/safe-text.js';
import { Link } from '@tanstack/react-router';
import type { Generation, LineageView } from '@iolaus/contracts';
import { Shield } from 'lucide-react';
import { Swatch, Tier } from '../../ui/figures.js';
import { formatBits, formatCount, formatDay } from '../../ui/format.js';
import { Certainty } from './Certainty.js';
import { DescentLines } from './DescentLines.js';
import type { LineageViewState } from './lineage-view.js';

/** What the lanes and the panel beside them are given. */
export interface LineageProps {
  readonly compared: { readonly earlier: Generation; readonly later: Generation } | undefined;
  readonly onCompare: (name: string, patch: LineageViewState) => void;
}

const BARS = 52;
const SIGN_UPS = 20;

/** A lane for each generation on one scale of days: exchanges upwards, sign-ups downwards, bans as flags, and between two lanes how sure it is that one grew from the other. */
export function Generations({
  lineage,
  network,
  compared,
  onCompare,
}: LineageProps & { readonly lineage: LineageView; readonly network: string }) {
  const { generations, days, startMs, dayMs } = lineage;
  const peak = Math.max(1, ...generations.flatMap(({ perDay }) => perDay));
  const signUps = Math.max(1, ...generations.flatMap(({ signUpsPerDay }) => signUpsPerDay));
  return (
    <div className="lin-scroll scroll" tabIndex={0} role="region" aria-label="Lanes of the generations">
      <ol className="lin-lanes">
        {generations.map((each) => (
          <li
            key={each.id}
            className={`lin-lane ${each === compared?.earlier || each === compared?.later ? 'on' : ''}`}
            aria-label={`Generation ${each.generation}: ${visibleText(each.name)}`}
          >
            <Name generation={each} isAsked={each.id === network} compared={compared} />
            <div className="lin-track">
              {each.follows && (
                <Follows generation={each} generations={generations} onCompare={onCompare} compared={compared} />
              )}
              {days > 0 && <Lane generation={each} lineage={lineage} peak={peak} signUps={signUps} />}
            </div>
          </li>
        ))}
        <DescentLines lineage={lineage} />
      </ol>
      {days > 0 && (
        <div className="lin-axis micro t3" aria-hidden="true">
          {ticksOf(days).map((day) => (
            <span key={day} style={{ left: `${(day / days) * 100}%` }}>
              {formatDay(startMs + day * dayMs)}
            </span>
          ))}
        </div>
      )}
      <Legend peak={peak} signUps={signUps} follows={generations.some(({ follows }) => follows !== null)} />
    </div>
  );
}

function Name({
  generation: { id, name, tier, accounts, banned, generation },
  isAsked,
  compared,
}: {
  readonly generation: Generation;
  readonly isAsked: boolean;
  readonly compared: LineageProps['compared'];
}) {
  const letter = compared?.earlier.id === id ? 'A' : compared?.later.id === id ? 'B' : undefined;
  return (
    <div className="lin-name">
      <div className="row">
        <Swatch letter={String(generation)} />
        <Link to="/n/$id" params={{ id }} className="plain m ell">
          <SafeText>{name}</SafeText>
        </Link>
        <span className="mono t3 micro">{id}</span>
        {letter && (
          <span className="lin-letter" title={`${letter} of the difference at the right`}>
            {letter}
          </span>
        )}
      </div>
      <p className="small t2">
        {formatCount(accounts)} accounts
        {banned > 0 && `, ${formatCount(banned)} banned`}
      </p>
      <div className="row">
        <Tier tier={tier} />
        {isAsked && <span className="micro t3">the one you came from</span>}
      </div>
    </div>
  );
}

function Follows({
  generation,
  generations,
  compared,
  onCompare,
}: LineageProps & { readonly generation: Generation; readonly generations: readonly Generation[] }) {
  const follows = generation.follows!;
  const parent = generations.find(({ id }) => id === follows.id);
  const isShown = compared?.later === generation && compared.earlier === parent;
  return (
    <button
      type="button"
      className={`lin-follows small ${follows.certainty}`}
      aria-pressed={isShown}
      onClick={() =>
        onCompare(`Compared ${visibleText(parent?.name ?? follows.id)} and ${visibleText(generation.name)}`, {
          earlier: follows.id,
          later: generation.id,
        })
      }
    >
      <Certainty certainty={follows.certainty} />
      <span className="t2">
        from <SafeText>{parent?.name ?? follows.id}</SafeText>: {formatBits(follows.bits)} bits survived
      </span>
    </button>
  );
}

function Lane({
  generation: { name, perDay, signUpsPerDay, bans },
  lineage: { startMs, dayMs, days },
  peak,
  signUps,
}: {
  readonly generation: Generation;
  readonly lineage: LineageView;
  readonly peak: number;
  readonly signUps: number;
}) {
  const first = signUpsPerDay.findIndex((count) => count > 0);
  const largest = bans.toSorted((x, y) => y.accounts - x.accounts)[0];
  return (
    <div className="lin-days">
      <svg
        width="100%"
        height={BARS + SIGN_UPS}
        viewBox={`0 0 ${days * 10} ${BARS + SIGN_UPS}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${name} by day: peak ${formatCount(Math.max(0, ...perDay))}${first < 0 ? '' : `; first sign-up ${formatDay(startMs + first * dayMs)}`}${bans.map(({ ms, accounts }) => `; ${formatCount(accounts)} banned ${formatDay(ms)}`).join('')}`}
      >
        {barsOf(perDay, { peak, room: BARS }).map(({ day, height }) => (
          <rect key={day} x={day * 10 + 1} width={8} y={BARS - height} height={height} className="lin-bar" />
        ))}
        {barsOf(signUpsPerDay, { peak: signUps, room: SIGN_UPS }).map(({ day, height }) => (
          <rect key={day} x={day * 10 + 1} width={8} y={BARS + 2} height={height} className="lin-sign-up" />
        ))}
        <path d={`M0 ${BARS + 1}H${days * 10}`} className="grid-line" />
      </svg>
      {bans.map(({ ms, accounts }) => {
        const place = ((ms - startMs) / dayMs + 0.5) / days;
        return (
          <span
            key={ms}
            className={`flag ban ${place > 0.7 ? 'leftward' : ''}`}
            style={{ left: `${place * 100}%` }}
            title={`${formatCount(accounts)} banned ${formatDay(ms)}`}
          >
            <span className={ms === largest?.ms ? 'row small flag-words' : 'visually-hidden'}>
              <Shield size={13} strokeWidth={1.5} aria-hidden="true" /> {formatCount(accounts)} banned, {formatDay(ms)}
            </span>
          </span>
        );
      })}
    </div>
  );
}

/** Only what is drawn: one generation follows none, likely or possibly. */
function Legend({
  peak,
  signUps,
  follows,
}: {
  readonly peak: number;
  readonly signUps: number;
  readonly follows: boolean;
}) {
  return (
    <p className="lin-legend row small t2">
      <span className="row">
        <i className="lin-key bar" /> exchanges a day, to {formatCount(peak)}
      </span>
      <span className="row">
        <i className="lin-key sign-up" /> sign-ups a day, to {formatCount(signUps)}
      </span>
      {follows && (
        <>
          <span className="row">
            <Certainty certainty="likely" /> 18 bits or more survived
          </span>
          <span className="row">
            <Certainty certainty="possible" /> 12 to 18 bits
          </span>
        </>
      )}
    </p>
  );
}

/** About seven evenly spaced days. */
function ticksOf(days: number): number[] {
  const step = Math.max(1, Math.round(days / 7));
  return Array.from({ length: Math.ceil(days / step) }, (_, at) => at * step).filter((day) => day + step / 2 < days);
}

/** Days on which something was, each with the height of its bar in so much room. */
const barsOf = (
  counts: readonly number[],
  { peak, room }: { readonly peak: number; readonly room: number },
): { day: number; height: number }[] =>
  counts.flatMap((count, day) => (count > 0 ? [{ day, height: Math.max(1, (count / peak) * (room - 2)) }] : []));
