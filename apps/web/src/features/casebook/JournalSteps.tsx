import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queries } from '../../api/client.js';
import { formatCount } from '../../ui/format.js';
import { Failure, Skeleton } from '../../ui/states.js';
import { BranchFold } from './BranchFold.js';
import { entriesOf } from './journal-entries.js';
import { JournalStep } from './JournalStep.js';
import { useCasebook } from './use-casebook.js';

const PAGE = 100;
const MOST = 1000;

/** The steps that everybody shares, newest at the bottom: each can be undone by itself, and what was replaced stands folded under what replaced it. */
export function JournalSteps() {
  const [limit, setLimit] = useState(PAGE);
  const book = useCasebook();
  const steps = useQuery({
    ...queries.casebook.steps.queryOptions({ input: { limit } }),
    placeholderData: keepPreviousData,
  });
  if (steps.isError) return <Failure error={steps.error} retry={() => void steps.refetch()} />;
  if (steps.isPending) return <Skeleton rows={6} label="Reading steps" />;
  const { rows, total } = steps.data;
  const { entries, others } = entriesOf(rows, book.data?.branches ?? []);
  const newest = entries.findLastIndex(({ rows: [first] }) => first.state === 'now');
  if (total === 0)
    return (
      <p className="small t3">
        Nothing is on record yet. Verdicts, notes, constraints, saved views and taken networks come here, and can be
        undone from here.
      </p>
    );
  return (
    <>
      {total > rows.length && (
        <p className="micro t3">
          {formatCount(total - rows.length)} earlier.{' '}
          {limit < MOST && (
            <button type="button" className="link" onClick={() => setLimit(Math.min(MOST, limit + 3 * PAGE))}>
              Show more
            </button>
          )}
        </p>
      )}
      <ol className="steps small">
        {entries.map((entry, at) => (
          <JournalStep key={entry.rows[0].id} entry={entry} isNewest={at === newest} />
        ))}
      </ol>
      {others.length > 0 && (
        <section className="step-others">
          <h4 className="micro t3">Other branches</h4>
          {others.map((fold) => (
            <BranchFold key={fold.branch} fold={fold} />
          ))}
        </section>
      )}
    </>
  );
}
