import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Api } from '@iolaus/contracts';
import { useKeys } from '../../shell/use-keys.js';
import { Bits, IndicatorGlyph } from '../../ui/figures.js';
import { formatBits, formatCount } from '../../ui/format.js';
import { useKind } from '../../ui/kinds.js';
import { IndicatorName } from '../../ui/why.js';
import { VirtualTable } from '../../ui/VirtualTable.js';

type TopIndicator = Awaited<ReturnType<Api['indicators']['top']>>[number];
const SCALE_BITS = 16;

/** Indicators as rows; J and K or the arrows move, Enter opens the page of the one in hand. */
export function IndicatorsTable({ rows }: { readonly rows: readonly TopIndicator[] }) {
  const navigate = useNavigate();
  const [at, setAt] = useState(0);
  const moveTo = (index: number): void => setAt(Math.min(rows.length - 1, Math.max(0, index)));
  const row = rows[at];
  useKeys({
    J: () => moveTo(at + 1),
    ArrowDown: () => moveTo(at + 1),
    K: () => moveTo(at - 1),
    ArrowUp: () => moveTo(at - 1),
    Enter: row && (() => void navigate({ to: '/i/$kind/$value', params: { kind: row.kind, value: row.value } })),
  });
  return (
    <VirtualTable
      label="Indicators that tell most"
      className="ind-top"
      columns={5}
      rows={rows}
      keyOf={({ kind, value }) => `${kind} ${value}`}
      at={at}
      onMove={moveTo}
      head={HEAD}
      renderCells={(each) => <Cells row={each} />}
    />
  );
}

const HEAD = (
  <>
    <th scope="col">Indicator</th>
    <th scope="col" className="ind-kind">
      Kind
    </th>
    <th scope="col" className="ind-bits">
      Bits, for a member
    </th>
    <th scope="col" className="num ind-count">
      Reach
    </th>
    <th scope="col" className="num ind-count">
      Networks
    </th>
  </>
);

function Cells({ row: { kind, value, text, bits, reach, networks } }: { readonly row: TopIndicator }) {
  const { label, family } = useKind(kind);
  return (
    <>
      <td>
        <span className="row">
          <IndicatorGlyph kind={kind} />
          <IndicatorName kind={kind} value={value} text={text} />
        </span>
      </td>
      <td className="t2 ell">{label}</td>
      <td>
        <span className="row">
          <span className="num ind-bits-figure">{formatBits(bits)}</span>
          <span className="ind-bits-bar">
            <Bits byFamily={{ [family]: bits }} total={bits} scale={SCALE_BITS} height={6} />
          </span>
        </span>
      </td>
      <td className="num">{formatCount(reach)}</td>
      <td className="num">{formatCount(networks)}</td>
    </>
  );
}
