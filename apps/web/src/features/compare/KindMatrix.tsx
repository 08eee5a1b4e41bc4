import { IndicatorGlyph } from '../../ui/figures.js';
import { formatCount } from '../../ui/format.js';
import { useKind } from '../../ui/kinds.js';
import './compare.css';

/** How many indicators of a kind two sides have: the first alone, both, the other alone. */
export interface KindCounts {
  readonly kind: string;
  readonly counts: readonly [first: number, both: number, other: number];
}

/** Indicators of two sides by kind: what each has alone, and what both have between. */
export function KindMatrix({
  kinds,
  heads,
  hint,
}: {
  readonly kinds: readonly KindCounts[];
  readonly heads: readonly [first: string, both: string, other: string];
  readonly hint: string;
}) {
  return (
    <section className="sect">
      <h3>
        Indicators by kind <span className="sp" /> <span className="t3 micro regular">{hint}</span>
      </h3>
      <table className="grid kind-matrix">
        <thead>
          <tr>
            <th>Kind</th>
            {heads.map((head) => (
              <th key={head} className="num">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {kinds.map(({ kind, counts: [first, both, other] }) => (
            <tr key={kind}>
              <td>
                <KindName kind={kind} />
              </td>
              <td className="num t2">{formatCount(first)}</td>
              <td className={`num ${both > 0 ? 'm' : 't3'}`}>{formatCount(both)}</td>
              <td className="num t2">{formatCount(other)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function KindName({ kind }: { readonly kind: string }) {
  const { plural } = useKind(kind);
  return (
    <span className="row">
      <IndicatorGlyph kind={kind} /> <span className="ell">{plural}</span>
    </span>
  );
}
