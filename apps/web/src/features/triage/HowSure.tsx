import { useMutation, useQuery } from '@tanstack/react-query';
import type { RiskModelView } from '@iolaus/contracts';
import { useState } from 'react';
import { api, queries } from '../../api/client.js';
import { byAuthor } from '../casebook/author.js';
import { Refused } from '../constraints/DraftDialog.js';
import { LearnDialog } from './LearnDialog.js';
import { pointsChanged } from './points-changed.js';
import { sureOf } from './how-sure.js';
import { ReliabilityDiagram } from './ReliabilityDiagram.js';

/** What gives the points, and how far a probability can be said: a line that opens. Nothing while it is not known. */
export function HowSure() {
  const { data } = useQuery(queries.riskModel.get.queryOptions({ staleTime: 0 }));
  return data ? <Sure model={data} /> : null;
}

function Sure({ model }: { readonly model: RiskModelView }) {
  const { summary, lines, reliability, isLearnable, isLearned } = sureOf(model);
  const [isLearning, setLearning] = useState(false);
  const forget = useMutation({
    mutationFn: () => api.riskModel.forget(byAuthor()),
    onSuccess: pointsChanged,
  });
  return (
    <details className="tri-sure small">
      <summary>How sure are the points? {summary}</summary>
      <div className="tri-sure-body">
        {reliability && <ReliabilityDiagram reliability={reliability} />}
        <div>
          {lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
          {(isLearnable || isLearned) && (
            <div className="row">
              {isLearnable && (
                <button type="button" className="btn" onClick={() => setLearning(true)}>
                  Learn from the verdicts…
                </button>
              )}
              {isLearned && (
                <button type="button" className="btn ghost" disabled={forget.isPending} onClick={() => forget.mutate()}>
                  Go back to the shipped points
                </button>
              )}
            </div>
          )}
          {forget.isError && <Refused error={forget.error} />}
        </div>
      </div>
      {isLearning && <LearnDialog onClose={() => setLearning(false)} />}
    </details>
  );
}
