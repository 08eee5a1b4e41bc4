import { useQuery } from '@tanstack/react-query';
import type { Pivot as PivotAnswer } from '@iolaus/contracts';
import { queries, refusalOf } from '../../api/client.js';
import { IndicatorGlyph } from '../../ui/figures.js';
import { SafeText, visibleText } from '../../ui/safe-text.js';
import { pivotFigures, pivotLine } from './pivot-words.js';

/** One line: which share of its accounts took up a new model within a day; the figures stand in the tip. */
export function Pivot({ network }: { readonly network: string }) {
  const pivot = useQuery(queries.networks.pivot.queryOptions({ input: { id: network } }));
  return (
    <p className="row small one-line pivot" title={pivot.data && tipOf(pivot.data)}>
      <IndicatorGlyph kind="timing" />
      <span className="t2 ell">
        {pivot.isPending && 'Reading who took up new models'}
        {pivot.isError && `Who took up new models is not known: ${refusalOf(pivot.error).sentence}`}
        {pivot.data && <SafeText>{pivotLine(pivot.data)}</SafeText>}
      </span>
      {pivot.data && <span className="visually-hidden">{tipOf(pivot.data)}</span>}
    </p>
  );
}

const tipOf = (pivot: PivotAnswer): string => visibleText([pivot.sentence, ...pivotFigures(pivot)].join('\n'));
