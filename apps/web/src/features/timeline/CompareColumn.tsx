import type { ReactNode } from 'react';
import { formatCount } from '../../ui/format.js';

/** A column of a comparison: what it lists, how many there are, and what can be done with them. */
export function CompareColumn({
  title,
  count,
  hint,
  actions,
  children,
}: {
  readonly title: string;
  readonly count: number | undefined;
  readonly hint: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section className="compare-column" aria-label={title}>
      <h4 className="small" title={hint}>
        {title} {count !== undefined && <span className="num t2">{formatCount(count)}</span>}
      </h4>
      {actions && <div className="row micro compare-actions">{actions}</div>}
      {children}
    </section>
  );
}
