import { useQuery } from '@tanstack/react-query';
import type { NetworkRow } from '@iolaus/contracts';
import { queries } from '../../api/client.js';
import { StaticPicture } from '../../graph/StaticPicture.js';
import { ExportButton } from '../../ui/ExportButton.js';
import { Tier } from '../../ui/figures.js';
import { visibleText } from '../../ui/safe-text.js';
import { formatCount, formatDay } from '../../ui/format.js';
import { judgementOfNetworks } from '../casebook/judgements.js';
import { NetworkTitle } from '../casebook/NetworkTitle.js';
import { StandingLines } from '../casebook/StandingLines.js';
import { TakeLine } from '../casebook/TakeLine.js';
import { VerdictButton } from '../casebook/VerdictButton.js';
import { HeldBy, NetworkFigures } from '../../ui/network-figures.js';
import { Failure, Skeleton } from '../../ui/states.js';
import { Question } from '../../ui/why.js';

/** The network in hand: picture, three figures, what holds it, innocent explanations. */
export function TriageInspector({ row, onOpen }: { readonly row: NetworkRow; readonly onOpen: () => void }) {
  const view = useQuery(queries.networks.get.queryOptions({ input: { id: row.id } }));
  return (
    <aside className="insp" aria-label={`Network ${visibleText(row.name)}`}>
      <div className="scroll" tabIndex={0} role="region" aria-label="About the network">
        <div className="sect">
          <div className="row">
            <NetworkTitle id={row.id} name={row.name} />
            <span className="sp" />
            <Tier tier={row.tier} />
          </div>
          <p className="t2 small insp-sub">
            {formatCount(row.accounts)} accounts in {formatCount(row.communities)}{' '}
            {row.communities === 1 ? 'community' : 'communities'}, seen from {formatDay(row.firstMs)} to{' '}
            {formatDay(row.lastMs)}.
          </p>
          <StandingLines of={{ on: 'network', id: row.id }} />
          <TakeLine network={row} />
          <div className="tri-mini">{view.data && <StaticPicture picture={view.data.picture} isSmall />}</div>
        </div>
        <NetworkFigures record={row} points={`${row.pointsFor} of ${row.pointsOf} points`} isExplained />
        <div className="sect">
          <h3>Share of members held by each family</h3>
          <HeldBy heldBy={row.heldBy} />
        </div>
        <div className="sect">
          <h3>
            Could it be innocent? <span className="sp" />
            <span className="t3 regular">
              {row.open.length} {view.data && `of ${view.data.record.hypotheses.length}`} unanswered
            </span>
          </h3>
          {view.isPending && <Skeleton rows={7} label="Reading the questions" />}
          {view.isError && <Failure error={view.error} retry={() => void view.refetch()} />}
          <ul>
            {view.data?.record.hypotheses.map((hypothesis) => (
              <Question key={hypothesis.id} hypothesis={hypothesis} />
            ))}
          </ul>
        </div>
      </div>
      <div className="acts">
        <button type="button" className="btn primary sp" onClick={onOpen}>
          Open network <kbd>↵</kbd>
        </button>
        <VerdictButton judgement={judgementOfNetworks([row])} />
        <ExportButton network={row.id} name={row.name} />
      </div>
    </aside>
  );
}
