import { useQuery } from '@tanstack/react-query';
import type { RiskModelView } from '@iolaus/contracts';
import { queries } from '../../api/client.js';
import { sureOf } from './how-sure.js';
import { ReliabilityDiagram } from './ReliabilityDiagram.js';

/** What gives the points, and how far a probability can be said: a line that opens. Nothing while it is not known. */
export function HowSure() {
  const { data } = useQuery(queries.riskModel.get.queryOptions({ staleTime: 0 }));
  return data ? <Sure model={data} /> : null;
}

function Sure({ model }: { readonly model: RiskModelView }) {
  const { summary, lines, reliability } = sureOf(model);
  return (
    <details className="tri-sure small">
      <summary>How sure are the points? {summary}</summary>
      <div className="tri-sure-body">
        {reliability && <ReliabilityDiagram reliability={reliability} />}
        <div>
          {lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
      </div>
    </details>
  );
}
