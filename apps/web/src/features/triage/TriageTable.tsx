import { useNavigate } from '@tanstack/react-router';
import type { NetworkRow, Triage } from '@iolaus/contracts';
import { useEffect, useRef, useState } from 'react';
import { Bits, IndicatorGlyph, Pips, Spark, Tier } from '../../ui/figures.js';
import { activityWord, formatBits, formatChance, formatCount, formatDay, formatVolume } from '../../ui/format.js';

const PAGE = 60;

interface TriageTableProps {
  readonly rows: readonly NetworkRow[];
  readonly at: number;
  /** Rows that the filter takes away. */
  readonly hidden: number;
  readonly notShown: Triage['notShown'];
  readonly onMove: (index: number) => void;
  readonly onClear: () => void;
}

/** Networks as rows of 44 px, the first of them at once and more on demand. */
export function TriageTable({ rows, at, hidden, notShown, onMove, onClear }: TriageTableProps) {
  const navigate = useNavigate();
  const [most, setMost] = useState(PAGE);
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
            <th>Network, and what holds it together</th>
            <th>Significance, q</th>
            <th>Strength, bits</th>
            <th>Risk tier</th>
            <th className="num">Accounts</th>
            <th className="num">Exchanges</th>
            <th>28 days</th>
            <th>What it rests on</th>
            <th>Last seen</th>
          </tr>
        </thead>
        <tbody ref={body}>
          {shown.map((row, index) => (
            <tr
              key={row.id}
              className={index === at ? 'sel' : ''}
              aria-selected={index === at}
              onClick={() => onMove(index)}
              onDoubleClick={() => void navigate({ to: '/n/$id', params: { id: row.id } })}
            >
              <Cells row={row} />
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

function Cells({ row }: { readonly row: NetworkRow }) {
  return (
    <>
      <td className="tri-name">
        <div className="row">
          <button type="button" className="plain-button b ell">
            {row.name}
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
        <div className="ell tri-note">{row.note}</div>
        <div className="t3 micro">
          {row.pointsFor} of {row.pointsOf} risk points
        </div>
      </td>
      <td className="t2">{formatDay(row.lastMs)}</td>
    </>
  );
}
