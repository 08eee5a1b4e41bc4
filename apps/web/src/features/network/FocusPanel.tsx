import { Link } from '@tanstack/react-router';
import { useMemo, useRef, useState } from 'react';
import { StepList } from '../../shell/StepList.js';
import { useKeys } from '../../shell/use-keys.js';
import { IndicatorGlyph } from '../../ui/figures.js';
import { formatBits, formatCount, formatIndicator } from '../../ui/format.js';
import { SafeText, visibleText } from '../../ui/safe-text.js';
import { ArrangedList } from './ArrangedList.js';
import { swatchOf } from './colourings.js';
import { indicatorsOfCommunity, type FocusIndicator } from './focus-indicators.js';
import type { NetworkProps } from './NetworkScreen.js';
import { RadiusOnHover } from './RadiusOnHover.js';
import { useRadiusAhead } from './use-radius-ahead.js';
import type { Added } from './use-added.js';

interface FocusPanelProps extends NetworkProps {
  readonly focus: number;
  readonly added: readonly Added[];
  readonly onExpand: () => void;
}

const FIRST = 12;

/** The side of the near view: the community, its indicators, what was added, the steps. */
export function FocusPanel(props: FocusPanelProps) {
  const { network, view, change, focus } = props;
  const disc = network.picture.discs[focus]!;
  return (
    <aside className="side" aria-label={`Community ${disc.label}`}>
      <div className="sect p0">
        <h3>
          Focus <span className="sp" />
          <button
            type="button"
            className="link micro"
            onClick={() => change(`Opened ${network.record.name}`, { c: undefined, sel: undefined, ind: undefined })}
          >
            Whole network
          </button>
          <kbd>Esc</kbd>
        </h3>
        <div className="row">
          <span className="sw dot" style={{ background: swatchOf(view, focus) }} />
          <b className="b">{disc.label}</b>
          <span className="t3 small">{formatCount(disc.accounts)} accounts</span>
        </div>
        <p className="micro t3 focus-fact">
          {disc.holdsTogether}. {disc.exchanges > 0 && `${formatCount(disc.exchanges)} exchanges, `}
          {formatBits(disc.bits)} bits in the median.
        </p>
      </div>
      <div className="scroll" tabIndex={0} role="region" aria-label="Indicators and steps">
        <Indicators {...props} />
        <AddedAccounts {...props} />
        <ArrangedList view={view} change={change} />
        <div className="sect p0">
          <h3>
            Steps of this view <span className="sp" />
            <kbd>Ctrl Z</kbd>
          </h3>
          <StepList most={8} />
        </div>
      </div>
    </aside>
  );
}

function Indicators({ network, frame, view, change, focus }: FocusPanelProps) {
  const [isAll, setAll] = useState(false);
  const list = useRef<HTMLUListElement>(null);
  useKeys({ I: () => list.current?.querySelector('button')?.focus() });
  const indicators = useMemo(
    () => (frame ? indicatorsOfCommunity(frame, focus, network.record.core) : []),
    [frame, focus, network],
  );
  useRadiusAhead(indicators);
  const shown = isAll ? indicators : indicators.slice(0, FIRST);
  const pick = ({ kind, value }: FocusIndicator): void =>
    change(`Selected ${formatIndicator(kind, value)}`, { ind: { kind, value }, sel: undefined, rows: undefined });
  return (
    <div className="sect p0">
      <h3>
        Indicators <span className="t3 regular">{formatCount(indicators.length)}</span>
        <span className="sp" />
        <span className="t3 micro regular">members</span>
        <span className="t3 micro regular cm-bits">bits</span>
      </h3>
      <ul ref={list}>
        {shown.map((each) => (
          <li key={`${each.kind} ${each.value}`}>
            <RadiusOnHover network={network.record.id} indicator={{ kind: each.kind, value: each.value }}>
              <button
                type="button"
                className={`cm ${view.ind?.kind === each.kind && view.ind.value === each.value ? 'on' : ''}`}
                onClick={() => pick(each)}
                title={visibleText(each.text ?? each.value)}
              >
                <IndicatorGlyph kind={each.kind} />
                <span className="small mono ell sp">
                  <SafeText>{formatIndicator(each.kind, each.value)}</SafeText>
                </span>
                <span className="num small t2">{formatCount(each.members)}</span>
                <span className="num small t3 cm-bits">{formatBits(each.bits)}</span>
              </button>
            </RadiusOnHover>
          </li>
        ))}
      </ul>
      {indicators.length > FIRST && (
        <button type="button" className="link micro" onClick={() => setAll(!isAll)}>
          {isAll ? 'Fewer' : `${formatCount(indicators.length - FIRST)} more, each with fewer members`}
        </button>
      )}
    </div>
  );
}

function AddedAccounts({ added, change, view }: FocusPanelProps) {
  return added.map(({ expansion, result }) => (
    <div key={`${expansion.kind} ${expansion.value}`} className="sect p0">
      <h3>
        Added by{' '}
        <span className="mono ell">
          <SafeText>{formatIndicator(expansion.kind, expansion.value)}</SafeText>
        </span>
        <span className="sp" />
        <button
          type="button"
          className="link micro"
          onClick={() =>
            change(`Took ${formatIndicator(expansion.kind, expansion.value)} back`, {
              x: view.x?.filter((each) => each.kind !== expansion.kind || each.value !== expansion.value),
            })
          }
        >
          Take back
        </button>
      </h3>
      {!result && <p className="micro t3">Reading what it adds</p>}
      {result && result.total > result.accounts.length && (
        <p className="micro t3">
          {formatCount(result.accounts.length)} of {formatCount(result.total)} shown, {result.order}.
        </p>
      )}
      <ul className="added">
        {result?.accounts.map(({ account, bits }) => (
          <li key={account} className="row small">
            <Link to="/a/$id" params={{ id: account }} className="mono ell sp">
              <SafeText>{account}</SafeText>
            </Link>
            <span className="num t2">{formatBits(bits)}</span>
          </li>
        ))}
      </ul>
    </div>
  ));
}
