import { SafeText } from '../../ui/safe-text.js';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { LineageView } from '@iolaus/contracts';
import { queries } from '../../api/client.js';
import { Slot } from '../../shell/slots.js';
import { useSteps } from '../../shell/steps.js';
import { formatCount, formatDay } from '../../ui/format.js';
import { Failure, Skeleton } from '../../ui/states.js';
import { Difference } from './Difference.js';
import '../timeline/timeline.css';
import './lineage.css';
import { Generations } from './Generations.js';
import { Survivors } from './Survivors.js';
import { comparedGenerations, type LineageViewState } from './lineage-view.js';

const route = getRouteApi('/n/$id/lineage');

/** The generations of a network that was banned and grew again: lanes over time, and what two of them have in common. */
export function LineagePage() {
  const { id } = route.useParams();
  const lineage = useQuery(queries.networks.lineage.queryOptions({ input: { id } }));
  const name = lineage.data?.generations.find((each) => each.id === id)?.name ?? id;
  return (
    <>
      <Slot place="crumbs">
        <Link to="/">Networks</Link>
        <span aria-hidden="true">›</span>
        <Link to="/n/$id" params={{ id }}>
          <SafeText>{name}</SafeText>
        </Link>
        <span aria-hidden="true">›</span>
        <b>Lineage</b>
      </Slot>
      {lineage.isPending && <Skeleton rows={12} label="Reading the lineage" />}
      {lineage.isError && <Failure error={lineage.error} retry={() => void lineage.refetch()} />}
      {lineage.data && <Lineage lineage={lineage.data} network={id} />}
    </>
  );
}

function Lineage({ lineage, network }: { readonly lineage: LineageView; readonly network: string }) {
  const view = route.useSearch();
  const navigate = route.useNavigate();
  const nameNext = useSteps((state) => state.nameNext);
  const compare = useCallback(
    (name: string, patch: LineageViewState) => {
      nameNext(name);
      void navigate({ search: (before) => ({ ...before, ...patch }), replace: true });
    },
    [navigate, nameNext],
  );
  const { generations, startMs, days, dayMs } = lineage;
  const compared = comparedGenerations(generations, { network, view });
  return (
    <div className="lin">
      <section className="lin-main" aria-label="Generations">
        <header className="lin-head">
          <h1>{generations.length === 1 ? 'One generation' : `${formatCount(generations.length)} generations`}</h1>
          <p className="t2 small">{sentenceOf(lineage)}</p>
        </header>
        <Generations lineage={lineage} network={network} compared={compared} onCompare={compare} />
        {generations.length > 1 && <Survivors lineage={lineage} />}
      </section>
      <Difference generations={generations} compared={compared} onCompare={compare} />
      <Slot place="status">
        <span>
          Drawn: <b>{formatCount(generations.length)}</b> {generations.length === 1 ? 'network' : 'networks'} of this
          lineage
        </span>
        {days > 0 && (
          <span>
            {formatDay(startMs)} to {formatDay(startMs + (days - 1) * dayMs)}, UTC
          </span>
        )}
      </Slot>
    </div>
  );
}

function sentenceOf({ generations }: LineageView): string {
  const likely = generations.filter(({ follows }) => follows?.certainty === 'likely').length;
  const possible = generations.filter(({ follows }) => follows?.certainty === 'possible').length;
  if (likely + possible === 0)
    return 'It follows no banned network, and none follows it: in this data it has one generation.';
  const sure = likely === 1 ? 'One network likely' : `${formatCount(likely)} networks likely`;
  const unsure = possible === 1 ? 'one possibly' : `${formatCount(possible)} possibly`;
  const who =
    likely === 0 ? `${unsure[0]!.toUpperCase()}${unsure.slice(1)}` : possible === 0 ? sure : `${sure}, and ${unsure},`;
  return `${who} grew back after a ban. What survived says so, not what they are called.`;
}
