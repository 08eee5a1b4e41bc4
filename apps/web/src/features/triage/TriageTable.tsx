import { useNavigate } from '@tanstack/react-router';
import type { Triage } from '@iolaus/contracts';
import { Check } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Bits, IndicatorGlyph, Pips, Spark, Tier } from '../../ui/figures.js';
import { activityWord, formatBits, formatChance, formatCount, formatVolume } from '../../ui/format.js';
import { SafeText, visibleText } from '../../ui/safe-text.js';
import { changeWords, formatSince, isChange, type Seen } from '../casebook/since-visit.js';
import { useVisit } from '../casebook/visit.js';
import { StatusCell } from '../casebook/StatusCell.js';
import type { QueueRow } from './queue.js';
import { Term } from '../../ui/Term.js';

const PAGE = 60;

interface TriageTableProps {
  readonly rows: readonly QueueRow[];
  readonly at: number;
  /** Ids of the rows that are marked. */
  readonly marks: readonly string[];
  /** What who looks had seen before this visit; null on a first one, undefined while nobody said who it is. */
  readonly seen: Seen | null | undefined;
  /** Rows that the filter takes away. */
  readonly hidden: number;
  readonly notShown: Triage['notShown'];
  readonly onMove: (index: number) => void;
  readonly onMark: (id: string, isRange: boolean) => void;
  readonly onClear: () => void;
}

/** Networks as rows of 44 px, the first of them at once and more on demand. */
export function TriageTable({ rows, at, marks, seen, hidden, notShown, onMove, onMark, onClear }: TriageTableProps) {
  const navigate = useNavigate();
  const [most, setMost] = useState(PAGE);
  const hereMs = useVisit(({ visit }) => visit?.hereMs ?? 0);
  const body = useRef<HTMLTableSectionElement>(null);
  const shown = rows.slice(0, Math.max(most, at + 1));
  useEffect(() => {
    // Newer browsers answer with a promise, which must not become the effect's clean-up.
    body.current?.rows[at]?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  return (
    <div className="scroll tri-table" tabIndex={0} role="region" aria-label="Ranked networks">
      <table className="grid tall">
        <thead>
          <tr>
            <th className="tri-mark">
              <span className="visually-hidden">Marked</span>
            </th>
            <th>Network, and what holds it together</th>
            <th>
              <Term of="q">Significance, q</Term>
            </th>
            <th>
              <Term of="bits">Strength, bits</Term>
            </th>
            <th>
              <Term of="tier">Risk tier</Term>
            </th>
            <th className="num">Accounts</th>
            <th className="num">Exchanges</th>
            <th>28 days</th>
            <th className="m">{seen ? `Since ${formatSince(seen.atMs, hereMs)}` : 'Since your last visit'}</th>
            <th>Status</th>
          </tr>
        </thead>
        <tbody ref={body}>
          {shown.map((each, index) => (
            <tr
              key={each.row.id}
              className={index === at ? 'sel' : ''}
              aria-selected={index === at}
              onClick={() => onMove(index)}
              onDoubleClick={() => void navigate({ to: '/n/$id', params: { id: each.row.id } })}
            >
              <MarkCell each={each} isMarked={marks.includes(each.row.id)} onMark={onMark} />
              <Cells each={each} />
            </tr>
          ))}
        </tbody>
      </table>
      <p className="t3 small tri-more">
        {rows.length > shown.length && (
          <>
            {formatCount(shown.length)} of {formatCount(rows.length)} shown, by risk.{' '}
            <button type="button" className="link" onClick={() => setMost(shown.length + PAGE)}>
              Show {Math.min(PAGE, rows.length - shown.length)} more
            </button>{' '}
          </>
        )}
        {hidden > 0 && (
          <>
            {formatCount(hidden)} are hidden by the filter.{' '}
            <button type="button" className="link" onClick={onClear}>
              Clear
            </button>{' '}
            <kbd>⇧F</kbd>{' '}
          </>
        )}
        {notShown.map(({ count, why }) => `${formatCount(count)} ${why}. `)}
      </p>
    </div>
  );
}

function MarkCell({
  each: { row },
  isMarked,
  onMark,
}: {
  readonly each: QueueRow;
  readonly isMarked: boolean;
  readonly onMark: TriageTableProps['onMark'];
}) {
  return (
    <td className="tri-mark">
      <button
        type="button"
        className="mark-button"
        role="checkbox"
        aria-checked={isMarked}
        aria-label={`Mark ${visibleText(row.name)} ${row.id}`}
        onClick={(event) => {
          event.stopPropagation();
          onMark(row.id, event.shiftKey);
        }}
      >
        <span className={`check ${isMarked ? 'on' : ''}`}>{isMarked && <Check aria-hidden="true" />}</span>
      </button>
    </td>
  );
}

function Cells({ each: { row, status, change } }: { readonly each: QueueRow }) {
  return (
    <>
      <td className="tri-name">
        <div className="row">
          <button type="button" className="plain-button b ell">
            <SafeText>{row.name}</SafeText>
          </button>
          <span className="mono t3 micro">{row.id}</span>
        </div>
        <div className="row held t3">
          {row.kinds.slice(0, 5).map(({ kind, count }) => (
            <span key={kind} className="row" title={kind}>
              <IndicatorGlyph kind={kind} size={11} />
              {formatCount(count)}
            </span>
          ))}
        </div>
      </td>
      <td>
        <span className="pip-row">
          <Pips q={row.q} />
          <span className="t2">{formatChance(row.q)}</span>
        </span>
      </td>
      <td>
        <span className="pip-row">
          <span className="num m tri-bits">{formatBits(row.strength)}</span>
          <span className="tri-bar-cell">
            <Bits byFamily={row.strengthByFamily} total={row.strength} bar={row.barBits} />
          </span>
        </span>
      </td>
      <td>
        <Tier tier={row.tier} />
      </td>
      <td className="num">{formatCount(row.accounts)}</td>
      <td className="num t2">{formatVolume(row.exchanges)}</td>
      <td>
        <Spark series={row.spark} label={`${activityWord(row.exchanges)} over 28 days`} />
      </td>
      <td>
        <div className={isChange(change) ? 'm' : 't3'}>{changeWords(change)}</div>
        <div className="ell t3 micro tri-note" title={row.note}>
          {row.note}
        </div>
      </td>
      <td className="tri-status">
        <StatusCell status={status} />
      </td>
    </>
  );
}
