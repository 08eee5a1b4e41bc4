import { X } from 'lucide-react';
import { useMemo } from 'react';
import { IndicatorGlyph } from '../../ui/figures.js';
import { formatBits, formatCount } from '../../ui/format.js';
import { Skeleton } from '../../ui/states.js';
import { IndicatorName } from '../../ui/why.js';
import type { NetworkProps } from '../network/NetworkScreen.js';
import type { ActiveDays } from '../timeline/active-days.js';
import { compareCommunities, type ComparedIndicator } from './compare-communities.js';
import { DaysOfTwo } from './DaysOfTwo.js';
import { KindMatrix } from './KindMatrix.js';
import './compare.css';

const SHOWN = 30;

/** Two communities side by side: how many indicators of each kind they share, which, and when their members are active. */
export function CompareCommunities({
  network,
  frame,
  change,
  labels: [a, b],
  days,
}: NetworkProps & { readonly labels: readonly [string, string]; readonly days: ActiveDays | undefined }) {
  const { discs } = network.picture;
  const [placeA, placeB] = [a, b].map((label) => discs.findIndex((disc) => disc.label === label)) as [number, number];
  const found = useMemo(() => frame && compareCommunities(frame, placeA, placeB), [frame, placeA, placeB]);
  const texts = useMemo(
    () => new Map(network.record.core.map(({ kind, value, text }) => [`${kind} ${value}`, text])),
    [network.record.core],
  );
  const listOf = (title: string, rows: readonly ComparedIndicator[], sides: readonly ('A' | 'B')[]) => (
    <IndicatorList
      title={title}
      rows={rows}
      sides={sides}
      textOf={({ kind, value }) => texts.get(`${kind} ${value}`) ?? null}
    />
  );
  return (
    <aside className="insp" aria-label={`${a} and ${b} compared`}>
      <div className="sect insp-head">
        <div className="row">
          <h2 className="ell">
            {a} and {b}
          </h2>
          <span className="sp" />
          <button
            type="button"
            className="btn ghost icon"
            aria-label="Close the comparison"
            onClick={() => change('Closed the comparison', { cmp: undefined })}
          >
            <X size={16} strokeWidth={1.5} aria-hidden="true" />
          </button>
        </div>
        <p className="t2 small insp-sub">
          {formatCount(discs[placeA]?.accounts ?? 0)} and {formatCount(discs[placeB]?.accounts ?? 0)} accounts of{' '}
          {network.record.name}
        </p>
      </div>
      <div className="scroll" tabIndex={0} role="region" aria-label="Differences of both communities">
        {!found || !frame ? (
          <Skeleton rows={10} label="Reading accounts" />
        ) : (
          <>
            <KindMatrix
              kinds={found.kinds.map(({ kind, onlyA, both, onlyB }) => ({ kind, counts: [onlyA, both, onlyB] }))}
              heads={[`${a} alone`, 'Both', `${b} alone`]}
              hint="of those in the picture"
            />
            <section className="sect">
              <h3>Days on which members were active</h3>
              {days ? (
                <DaysOfTwo days={days} communityOf={frame.accountCommunity} places={[placeA, placeB]} labels={[a, b]} />
              ) : (
                <Skeleton rows={3} label="Reading days" />
              )}
            </section>
            {listOf('What both share', found.shared, ['A', 'B'])}
            {listOf(`What ${a} has alone`, found.onlyA, ['A'])}
            {listOf(`What ${b} has alone`, found.onlyB, ['B'])}
          </>
        )}
      </div>
    </aside>
  );
}

function IndicatorList({
  title,
  rows,
  sides,
  textOf,
}: {
  readonly title: string;
  readonly rows: readonly ComparedIndicator[];
  readonly sides: readonly ('A' | 'B')[];
  readonly textOf: (of: ComparedIndicator) => string | null;
}) {
  return (
    <section className="sect">
      <h3>
        {title} <span className="sp" />
        <span className="t3 micro regular">{sides.length === 2 ? 'members in each, bits' : 'members, bits'}</span>
      </h3>
      {rows.length === 0 && <p className="small t3">Nothing that the picture draws.</p>}
      <ul>
        {rows.slice(0, SHOWN).map((each) => (
          <li key={`${each.kind} ${each.value}`} className="row small compared">
            <IndicatorGlyph kind={each.kind} />
            <span className="ell sp">
              <IndicatorName kind={each.kind} value={each.value} text={textOf(each)} />
            </span>
            {sides.map((side) => (
              <span key={side} className="num compared-count">
                {formatCount(side === 'A' ? each.inA : each.inB)}
              </span>
            ))}
            <span className="num t2 compared-count">{formatBits(each.bits)}</span>
          </li>
        ))}
      </ul>
      {rows.length > SHOWN && (
        <p className="micro t3">
          {SHOWN} of {formatCount(rows.length)}, by members and bits
        </p>
      )}
    </section>
  );
}
