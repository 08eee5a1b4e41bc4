import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ImportReport, Job } from '@iolaus/contracts';
import { useState } from 'react';
import { api } from '../../api/client.js';
import { isOver, useJob } from '../../api/use-job.js';
import { formatCount } from '../../ui/format.js';
import { SafeText } from '../../ui/safe-text.js';
import { Progress } from '../../ui/Progress.js';
import { Failure } from '../../ui/states.js';
import { ENTITY_WORDS } from './entity-words.js';
import { JobControls } from './JobControls.js';

/** The import as it goes on, and what it came to. */
export function ImportProgress({ jobs, onAgain }: { readonly jobs: readonly Job[]; readonly onAgain: () => void }) {
  return (
    <div className="imp-run scroll">
      {jobs.map((job) => (
        <OneImport key={job.id} started={job} onAgain={onAgain} />
      ))}
    </div>
  );
}

function OneImport({ started, onAgain }: { readonly started: Job; readonly onAgain: () => void }) {
  const [current, setCurrent] = useState(started);
  const followed = useJob(current.id);
  const job = followed.job ?? current;
  return (
    <section className="panel" aria-label={job.title} aria-live="polite">
      <header>
        <h2>{job.title}</h2>
        <span className="sp" />
        <JobControls job={job} onTakenUp={setCurrent} />
      </header>
      <div className="sect">
        {followed.error != null && <Failure error={followed.error} />}
        {!isOver(job) && <Progress job={job} />}
        {job.state === 'cancelled' && <p>Cancelled. Whole dumps that were read before stay; no half of one does.</p>}
        {job.error && job.state === 'failed' && (
          <div className="note bad">
            <span>
              <b>{job.error.sentence}</b> {job.error.hint} <span className="mono t3">{job.error.code}</span>
            </span>
          </div>
        )}
        {job.report && <Report report={job.report} />}
      </div>
      {isOver(job) && <Next isDone={job.state === 'done'} onAgain={onAgain} />}
    </section>
  );
}

function Report({ report }: { readonly report: ImportReport }) {
  const known = report.dumps.filter((dump) => dump.isKnown).length;
  const figures = [
    [report.records, 'rows read'],
    [report.accepted, 'accepted'],
    [report.refused, 'refused, kept with reasons'],
    [report.accounts, 'accounts in all'],
    [report.newAccounts, 'of them new'],
    [report.indicators, 'indicators in all'],
    [report.sightings, 'sightings counted'],
  ] as const;
  return (
    <>
      <dl className="imp-report">
        {figures.map(([value, words]) => (
          <div key={words}>
            <dt className="micro t3">{words}</dt>
            <dd className="fig">{formatCount(value)}</dd>
          </div>
        ))}
      </dl>
      {report.dumps.length > 0 && <DumpsOf report={report} />}
      {known > 0 && (
        <p className="note">
          {formatCount(known)} of {formatCount(report.dumps.length)} files had content that was imported before. They
          changed nothing.
        </p>
      )}
    </>
  );
}

function DumpsOf({ report }: { readonly report: ImportReport }) {
  return (
    <div className="imp-dumps scroll" tabIndex={0} role="region" aria-label="Dumps of this import">
      <table className="grid">
        <thead>
          <tr>
            <th>Dump</th>
            <th>What a row is</th>
            <th className="num">Rows</th>
            <th className="num">Accepted</th>
            <th className="num">Refused</th>
            <th>What it changed</th>
          </tr>
        </thead>
        <tbody>
          {report.dumps.map((dump) => (
            <tr key={dump.sha256}>
              <td className="m">
                <SafeText>{dump.name}</SafeText>
              </td>
              <td className="t2">{ENTITY_WORDS[dump.entity]}</td>
              <td className="num">{formatCount(dump.records)}</td>
              <td className="num">{formatCount(dump.accepted)}</td>
              <td className={`num ${dump.refused > 0 ? 'review-text' : 't3'}`}>{formatCount(dump.refused)}</td>
              <td className="t2">
                {dump.isKnown ? 'nothing: its content was in the lake' : 'new'}
                {dump.incomplete && `, ends too early: ${dump.incomplete.detail}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Next({ isDone, onAgain }: { readonly isDone: boolean; readonly onAgain: () => void }) {
  const detect = useMutation({ mutationFn: () => api.detection.run() });
  const { job, error } = useJob(detect.data?.id);
  const found = job?.state === 'done';
  return (
    <div className="imp-next">
      {(detect.error ?? error) != null && <Failure error={detect.error ?? error} />}
      {job && !isOver(job) && <Progress job={job} />}
      {job?.error && <p className="note bad">{`${job.error.sentence} ${job.error.hint}`}</p>}
      <div className="row">
        {isDone && !found && (
          <button
            type="button"
            className="btn primary"
            disabled={detect.isPending || (detect.data !== undefined && !isOver(job))}
            onClick={() => detect.mutate()}
          >
            Detect networks now
          </button>
        )}
        {found && (
          <Link className="btn primary" to="/">
            See the networks
          </Link>
        )}
        <Link className="btn" to="/data">
          Data
        </Link>
        <button type="button" className="btn ghost" onClick={onAgain}>
          Import more
        </button>
      </div>
    </div>
  );
}
