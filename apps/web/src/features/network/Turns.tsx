import { useQuery } from '@tanstack/react-query';
import type { Turns as TurnsAnswer } from '@iolaus/contracts';
import { queries, refusalOf } from '../../api/client.js';
import { IndicatorGlyph } from '../../ui/figures.js';
import { turnsFigures, turnsLine } from './turns-words.js';

/** One line: whether its accounts take turns, as a load balancer would have it; the figures stand in the tip. */
export function Turns({ network }: { readonly network: string }) {
  const turns = useQuery(queries.networks.turns.queryOptions({ input: { id: network } }));
  return (
    <p className="row small one-line turns" title={turns.data && tipOf(turns.data)}>
      <IndicatorGlyph kind="timing" />
      <span className={turns.data?.answer === 'found' ? 'm' : 't2'}>
        {turns.isPending && 'Reading the order of its exchanges'}
        {turns.isError && `Whether accounts take turns is not known: ${refusalOf(turns.error).sentence}`}
        {turns.data && turnsLine(turns.data)}
      </span>
      {turns.data && <span className="visually-hidden">{tipOf(turns.data)}</span>}
    </p>
  );
}

const tipOf = (turns: TurnsAnswer): string => [turns.sentence, ...turnsFigures(turns)].join('\n');
