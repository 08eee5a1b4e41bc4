import { useMutation, useQuery } from '@tanstack/react-query';
import type { LearnReport } from '@iolaus/contracts';
import { api } from '../../api/client.js';
import { Dialog } from '../../ui/Dialog.js';
import { Skeleton } from '../../ui/states.js';
import { byAuthor } from '../casebook/author.js';
import { SaidBy } from '../casebook/SaidBy.js';
import { Refused } from '../constraints/DraftDialog.js';
import { learnLines, signed } from './how-sure.js';
import { pointsChanged } from './points-changed.js';

/** What would be learned from the verdicts in force, before it is: how much better the points foretell them, and which change. Keeping them is on record. */
export function LearnDialog({ onClose }: { readonly onClose: () => void }) {
  const check = useQuery({
    // Apart from the model, which is asked for again once points are kept.
    queryKey: ['learn', 'check'],
    queryFn: () => api.riskModel.learn({ check: true }),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
  const keep = useMutation({
    mutationFn: () => api.riskModel.learn({ check: false, ...byAuthor() }),
    onSuccess: async () => {
      await pointsChanged();
      onClose();
    },
  });
  return (
    <Dialog title="Points from verdicts" onClose={onClose} isWide>
      <div className="dialog-body">
        {check.isPending && <Skeleton rows={5} label="Learning from the verdicts" />}
        {check.isError && <Refused error={check.error} />}
        {check.data && <Learned report={check.data} />}
        {keep.isError && <Refused error={keep.error} />}
      </div>
      <div className="dialog-foot">
        <button
          type="button"
          className="btn primary"
          disabled={!check.data || keep.isPending}
          onClick={() => keep.mutate()}
        >
          Use them from the next detection on
        </button>
        <SaidBy />
        <span className="sp" />
        <button type="button" className="btn ghost" onClick={onClose}>
          Change nothing
        </button>
      </div>
    </Dialog>
  );
}

function Learned({ report }: { readonly report: LearnReport }) {
  const { base, changes } = report;
  const rows = [
    ...(base.shipped === base.learned ? [] : [{ feature: 'Any network', from: null, ...base }]),
    ...changes,
  ];
  return (
    <>
      {learnLines(report).map((line) => (
        <p key={line} className="t2">
          {line}
        </p>
      ))}
      {rows.length > 0 && (
        <table className="small learn-changes">
          <thead>
            <tr>
              <th scope="col">Term</th>
              <th scope="col">Amount</th>
              <th scope="col" className="num">
                Shipped
              </th>
              <th scope="col" className="num">
                Learned
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ feature, from, shipped, learned }) => (
              <tr key={`${feature} ${from}`}>
                <td>{feature}</td>
                <td className="t3">{from === null ? '' : `from ${from}`}</td>
                <td className="num">{signed(shipped)}</td>
                <td className="num m">{signed(learned)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
