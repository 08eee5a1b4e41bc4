import type { WindowComparison, WindowIndicator } from '@iolaus/contracts';
import { IndicatorGlyph } from '../../ui/figures.js';
import { formatCount, formatDay, formatIndicator } from '../../ui/format.js';
import { useKind } from '../../ui/kinds.js';
import { visibleText } from '../../ui/safe-text.js';
import { IndicatorName } from '../../ui/why.js';
import { CompareColumn } from './CompareColumn.js';
import type { TimelineProps } from './Timeline.js';

/** Indicators that came up or were lost between two windows, counted by kind. A glyph takes its indicator in hand, a name leads to its page. */
export function MovedIndicators({
  title,
  found,
  hint,
  view,
  change,
}: TimelineProps & {
  readonly title: string;
  readonly found: WindowComparison['fresh'];
  readonly hint: string;
}) {
  return (
    <CompareColumn
      title={title}
      count={found.total}
      hint={hint}
      actions={found.kinds.map((each) => (
        <KindCount key={each.kind} {...each} />
      ))}
    >
      {found.total === 0 && <p className="small t3">None that three members hold.</p>}
      <ul>
        {found.rows.map((each) => (
          <li key={`${each.kind} ${each.value}`} className="row small" title={spanOf(each)}>
            <button
              type="button"
              className="plain-button compare-glyph"
              aria-label={visibleText(`Show in the picture: ${formatIndicator(each.kind, each.value, each.text)}`)}
              aria-pressed={view.ind?.kind === each.kind && view.ind.value === each.value}
              onClick={() =>
                change('Selected an indicator', {
                  ind: { kind: each.kind, value: each.value },
                  sel: undefined,
                  rows: undefined,
                })
              }
            >
              <IndicatorGlyph kind={each.kind} />
            </button>
            <span className="ell sp">
              <IndicatorName kind={each.kind} value={each.value} text={each.text} />
            </span>
            <span className="num">{formatCount(each.accounts)}</span>
          </li>
        ))}
      </ul>
      {found.rows.length < found.total && (
        <p className="micro t3">
          {formatCount(found.rows.length)} of {formatCount(found.total)}, by members
        </p>
      )}
    </CompareColumn>
  );
}

function KindCount({ kind, count }: { readonly kind: string; readonly count: number }) {
  const { label, plural } = useKind(kind);
  const words = `${formatCount(count)} ${count === 1 ? label : plural}`;
  return (
    <span className="row compare-kind" title={words}>
      <IndicatorGlyph kind={kind} />
      <span className="num" aria-hidden="true">
        {formatCount(count)}
      </span>
      <span className="visually-hidden">{words}</span>
    </span>
  );
}

const spanOf = ({ accounts, firstMs, lastMs }: WindowIndicator): string =>
  `${formatCount(accounts)} members, ${formatDay(firstMs)} to ${formatDay(lastMs)}`;
