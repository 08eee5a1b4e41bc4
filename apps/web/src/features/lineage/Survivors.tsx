import type { LineageView } from '@iolaus/contracts';
import { IndicatorGlyph } from '../../ui/figures.js';
import { formatBits, formatCount, formatShare } from '../../ui/format.js';
import { IndicatorName } from '../../ui/why.js';

/** Which indicators went from one generation to another, and how many members of each hold them. */
export function Survivors({ lineage: { generations, survivors } }: { readonly lineage: LineageView }) {
  const { rows, total } = survivors;
  return (
    <section className="lin-survivors" aria-label="What survived">
      <h2 className="row">
        What survived <span className="num t2 regular">{formatCount(total)}</span>
        <span className="sp" />
        <span className="t3 small regular">
          {rows.length < total && `${formatCount(rows.length)} of them, most telling first; `}members that hold it, and
          their share
        </span>
      </h2>
      <div className="scroll" tabIndex={0} role="region" aria-label="Indicators that survived">
        <table className="grid">
          <thead>
            <tr>
              <th>Indicator</th>
              {generations.map(({ id, name, generation }) => (
                <th key={id} title={`${name} ${id}`}>
                  {name} <span className="t3">gen. {generation}</span>
                </th>
              ))}
              <th className="num">Bits</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ kind, value, text, bits, held }) => (
              <tr key={`${kind} ${value}`}>
                <td className="lin-indicator">
                  <span className="row">
                    <IndicatorGlyph kind={kind} />
                    <IndicatorName kind={kind} value={value} text={text} />
                  </span>
                </td>
                {held.map((members, at) => (
                  <td key={generations[at]!.id}>
                    <Held members={members} of={generations[at]!.accounts} />
                  </td>
                ))}
                <td className="num m">{formatBits(bits)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Held({ members, of }: { readonly members: number; readonly of: number }) {
  if (members === 0) return <span className="t3">none</span>;
  return (
    <span className="row lin-held">
      <span className="num">{formatCount(members)}</span>
      <span className="lin-share" aria-hidden="true">
        <i style={{ width: `${Math.min(1, members / of) * 100}%` }} />
      </span>
      <span className="num t3">{formatShare(Math.min(1, members / of))}</span>
    </span>
  );
}
