import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { IndicatorView } from '@iolaus/contracts';
import { queries } from '../../api/client.js';
import { Slot } from '../../shell/slots.js';
import { formatCount, formatIndicator } from '../../ui/format.js';
import { useKind } from '../../ui/kinds.js';
import { SafeText } from '../../ui/safe-text.js';
import { Failure, Skeleton } from '../../ui/states.js';
import { NotesPanel } from '../casebook/NotesPanel.js';
import './indicator.css';
import { AlikeTemplates } from './AlikeTemplates.js';
import { BlastRadius } from './BlastRadius.js';
import { HoldersPanel } from './HoldersPanel.js';
import { IndicatorHead } from './IndicatorHead.js';
import { ReachPanel } from './ReachPanel.js';
import { ReachStrip } from './ReachStrip.js';
import { TogetherPanel } from './TogetherPanel.js';

/** An indicator: how far it reaches, whether it links, who holds it in which networks, and what comes with it. */
export function IndicatorScreen({ kind, value }: { readonly kind: string; readonly value: string }) {
  const { plural } = useKind(kind);
  const indicator = useQuery(queries.indicators.get.queryOptions({ input: { kind, value } }));
  return (
    <>
      <Slot place="crumbs">
        <Link to="/i">Indicators</Link>
        <span aria-hidden="true">›</span>
        <span>{plural}</span>
        <span aria-hidden="true">›</span>
        <b className="ell">
          <SafeText>{formatIndicator(kind, value)}</SafeText>
        </b>
      </Slot>
      {indicator.isPending && <Skeleton rows={16} label="Reading the indicator" />}
      {indicator.isError && <Failure error={indicator.error} retry={() => void indicator.refetch()} />}
      {indicator.data && <Indicator indicator={indicator.data} />}
    </>
  );
}

function Indicator({ indicator }: { readonly indicator: IndicatorView }) {
  return (
    <div className="ind">
      <IndicatorHead indicator={indicator} />
      <ReachStrip indicator={indicator} />
      <div className="ind-body">
        <HoldersPanel indicator={indicator} />
        <div className="ind-right">
          <ReachPanel indicator={indicator} />
          <BlastRadius kind={indicator.kind} value={indicator.value} />
          {indicator.kind === 'prompt-template' && <AlikeTemplates key={indicator.value} indicator={indicator} />}
          <TogetherPanel indicator={indicator} />
          <NotesPanel of={{ on: 'indicator', kind: indicator.kind, value: indicator.value }} />
        </div>
      </div>
      <Slot place="status">
        <span>
          <b>{formatCount(indicator.reach)}</b> accounts hold it
        </span>
      </Slot>
    </div>
  );
}
