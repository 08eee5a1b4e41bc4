import type { NetworkRecord, TakedownPlan } from '@iolaus/contracts';
import { useContext, useState, type ReactNode } from 'react';
import { IndicatorGlyph } from '../../ui/figures.js';
import { formatCount, formatIndicator } from '../../ui/format.js';
import { Kinds } from '../../ui/kinds.js';
import { SafeText, Template } from '../../ui/safe-text.js';
import type { NetworkProps } from './NetworkScreen.js';

type Spared = TakedownPlan['notBlocked'][number];
/** Of each list so many at first. */
const FIRST = 5;

/** What the plan never blocks: what others use as well, with the reason, and prompts, which can only be watched for. */
export function NotBlocked({ network, change, plan }: NetworkProps & { readonly plan: TakedownPlan }) {
  const kinds = useContext(Kinds);
  const prompts = new Set(kinds.filter(({ family }) => family === 'prompt').map(({ kind }) => kind));
  const isWatched = ({ kind }: Spared): boolean => prompts.has(kind);
  const { notBlocked, notBlockedTotal } = plan;
  const pick = ({ kind, value }: Spared): void =>
    change(`Selected ${formatIndicator(kind, value)}`, { ind: { kind, value } });
  return (
    <>
      <SparedList
        title="Never blocked"
        spared={notBlocked.filter((each) => !isWatched(each))}
        nothing={
          notBlockedTotal > notBlocked.length
            ? 'None of those that most members hold is shared with too many others.'
            : 'No indicator of this network is shared with too many others.'
        }
        factOf={({ reason }) => reason}
        onPick={pick}
      />
      <SparedList
        title="Prompts to watch"
        spared={notBlocked.filter(isWatched)}
        nothing="This network is held by no prompt."
        factOf={({ members, outside }) => `${formatCount(members)} members send it, ${formatCount(outside)} others`}
        textOf={textsOf(network.record)}
        onPick={pick}
      >
        <p className="small t2">
          A prompt is watched for, not blocked: whoever sends one of these next deserves a look.
        </p>
      </SparedList>
      {notBlockedTotal > notBlocked.length && (
        <p className="sect micro t3">
          {formatCount(notBlocked.length)} of {formatCount(notBlockedTotal)} are listed, those that most members hold.
        </p>
      )}
    </>
  );
}

function textsOf({ core }: NetworkRecord): (of: Spared) => string | undefined {
  const texts = new Map(core.map(({ kind, value, text }) => [`${kind} ${value}`, text]));
  return ({ kind, value }) => texts.get(`${kind} ${value}`);
}

function SparedList({
  title,
  spared,
  nothing,
  factOf,
  textOf,
  onPick,
  children,
}: {
  readonly title: string;
  readonly spared: readonly Spared[];
  readonly nothing: string;
  readonly factOf: (of: Spared) => string;
  readonly textOf?: (of: Spared) => string | undefined;
  readonly onPick: (of: Spared) => void;
  readonly children?: ReactNode;
}) {
  const [isAll, setAll] = useState(false);
  return (
    <section className="sect">
      <h3>
        {title} <span className="t3 regular">{formatCount(spared.length)}</span>
      </h3>
      {spared.length === 0 ? <p className="small t3">{nothing}</p> : children}
      <ul>
        {spared.slice(0, isAll ? undefined : FIRST).map((each) => {
          const text = textOf?.(each);
          return (
            <li key={`${each.kind} ${each.value}`} className="plan-spared">
              <IndicatorGlyph kind={each.kind} />
              <div>
                <button type="button" className="plain-button mono small ell" onClick={() => onPick(each)}>
                  <SafeText>{formatIndicator(each.kind, each.value)}</SafeText>
                </button>
                {text && (
                  <p className="micro t2 two-lines">
                    <Template text={text} />
                  </p>
                )}
                <p className="micro t3">{factOf(each)}</p>
              </div>
            </li>
          );
        })}
      </ul>
      {spared.length > FIRST && (
        <button type="button" className="link small" onClick={() => setAll(!isAll)}>
          {isAll ? 'Fewer' : `${formatCount(spared.length - FIRST)} more`}
        </button>
      )}
    </section>
  );
}
