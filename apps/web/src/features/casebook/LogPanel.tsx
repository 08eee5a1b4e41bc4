import { useQuery } from '@tanstack/react-query';
import type { Subject } from '@iolaus/contracts';
import { useId } from 'react';
import { queries } from '../../api/client.js';
import { formatCount, formatTime } from '../../ui/format.js';
import { SafeText } from '../../ui/safe-text.js';
import { Failure, Skeleton } from '../../ui/states.js';
import { initialsOf } from './author.js';

const MOST = 20;

/** What was said of something over time, newest first, undone words struck. */
export function LogPanel({ of }: { readonly of: Subject }) {
  const title = useId();
  const steps = useQuery(queries.casebook.steps.queryOptions({ input: { subject: of, which: 'all', limit: MOST } }));
  return (
    <section className="panel" aria-labelledby={title}>
      <header>
        <h2 id={title}>What was said of it</h2>
        <span className="t3 small ell">journal, newest first</span>
      </header>
      {steps.isPending && <Skeleton rows={2} label="Reading the journal" />}
      {steps.isError && <Failure error={steps.error} retry={() => void steps.refetch()} />}
      {steps.data && (
        <ul className="log">
          {steps.data.rows.map(({ id, name, author, atMs, state }) => (
            <li key={id} className="row small">
              <span className="avatar" aria-hidden="true">
                {initialsOf(author ?? '') || '–'}
              </span>
              <div className="log-words">
                <div className={`ell ${state === 'now' || state === 'act' ? '' : 't3 log-undone'}`}>
                  <SafeText>{name}</SafeText>
                </div>
                <div className="micro t3">
                  {author === null ? 'no name given' : <SafeText>{author}</SafeText>}, {formatTime(atMs).slice(0, -3)}
                  {state === 'undone' && ', undone'}
                  {state === 'elsewhere' && ', on another branch'}
                </div>
              </div>
            </li>
          ))}
          {steps.data.total === 0 && <li className="small t3">Nobody said anything of it yet.</li>}
          {steps.data.total > MOST && (
            <li className="micro t3">{formatCount(steps.data.total - MOST)} earlier are not shown.</li>
          )}
        </ul>
      )}
    </section>
  );
}
