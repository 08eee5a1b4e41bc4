import type { DryRun, DumpRow, WholeDryRun } from '@iolaus/contracts';
import { Info, TriangleAlert } from 'lucide-react';
import { api } from '../../api/client.js';
import { formatBytes, formatCount, formatShare, formatTime } from '../../ui/format.js';
import { useKind } from '../../ui/kinds.js';
import { Progress } from '../../ui/Progress.js';
import { SafeText } from '../../ui/safe-text.js';
import { ENTITY_WORDS } from './entity-words.js';
import type { WholeRun } from './import-files.js';

interface DryRunPanelProps {
  readonly dryRun: DryRun | undefined;
  readonly run: WholeRun | undefined;
  /** The dump of the lake that has the content of this file. */
  readonly known: Pick<DumpRow, 'name' | 'sha256' | 'importedMs'> | undefined;
  /** Reads the whole file; undefined where that happens by itself. */
  readonly onReadWhole: (() => void) | undefined;
}

/** What the file would come to: counted on its first rows, then on all of them. */
export function DryRunPanel({ dryRun, run, known, onReadWhole }: DryRunPanelProps) {
  const whole = run?.job?.dryRun ?? undefined;
  const isReading = run?.job !== undefined && ['waiting', 'running'].includes(run.job.state);
  return (
    <section className="panel imp-dry" aria-label="Dry run" aria-live="polite">
      <header>
        <h2>Dry run</h2>
        <span className="t3 small ell">
          {whole
            ? `whole file, ${whole.seconds.toFixed(1)} s`
            : dryRun?.entity != null && `first ${formatCount(dryRun.read)} rows`}
        </span>
      </header>
      <div className="scroll imp-dry-body">
        {dryRun?.entity == null ? (
          <p className="sect t2 small">
            As soon as the file has a mapping, its rows are read here as an import would read them. Nothing is written.
          </p>
        ) : (
          <>
            <Sums dryRun={dryRun} whole={whole} />
            {isReading && run?.job && (
              <div className="imp-reading">
                <Progress job={run.job} />
                <button type="button" className="btn ghost" onClick={() => void api.jobs.cancel({ id: run.job!.id })}>
                  Cancel
                </button>
              </div>
            )}
            {!whole && !isReading && onReadWhole && (
              <p className="imp-whole">
                <button type="button" className="btn" onClick={onReadWhole}>
                  Read the whole file
                </button>
              </p>
            )}
            {whole ? <Distinct whole={whole} /> : <Facts dryRun={dryRun} />}
            <Notes dryRun={dryRun} whole={whole} known={known} />
          </>
        )}
      </div>
    </section>
  );
}

function Sums({ dryRun, whole }: { readonly dryRun: DryRun; readonly whole: WholeDryRun | undefined }) {
  const [accepted, all] = whole ? [whole.accepted, whole.records] : [dryRun.accepted, dryRun.read];
  const refused = all - accepted;
  return (
    <>
      <div className="imp-sums">
        <div>
          <p className="fig">{formatCount(accepted)}</p>
          <p className="micro t3">rows accepted</p>
        </div>
        <div>
          <p className={`fig ${refused > 0 ? 'review-text' : ''}`}>{formatCount(refused)}</p>
          <p className="micro t3">refused</p>
        </div>
        <div>
          <p className="fig">{whole ? formatCount(whole.blankLines) : '–'}</p>
          <p className="micro t3">blank lines</p>
        </div>
      </div>
      <div
        className="imp-split"
        role="img"
        aria-label={`${formatCount(accepted)} of ${formatCount(all)} rows accepted`}
      >
        <i style={{ width: `${(accepted / Math.max(1, all)) * 100}%` }} />
        {refused > 0 && <b />}
      </div>
    </>
  );
}

function Distinct({ whole }: { readonly whole: WholeDryRun }) {
  return (
    <dl className="imp-facts small">
      {whole.distinct.map(({ kind, values, isMore }) => (
        <DistinctRow key={kind} kind={kind} count={`${isMore ? 'over ' : ''}${formatCount(values)}`} />
      ))}
    </dl>
  );
}

function DistinctRow({ kind, count }: { readonly kind: string; readonly count: string }) {
  const { plural } = useKind(kind);
  return (
    <div>
      <dt className="t2">{kind === 'account' ? 'Accounts' : <SafeText>{plural}</SafeText>}</dt>
      <dd>{count}</dd>
    </div>
  );
}

function Facts({ dryRun }: { readonly dryRun: DryRun }) {
  return (
    <dl className="imp-facts small">
      <div>
        <dt className="t2">One row is of</dt>
        <dd>{dryRun.entity && ENTITY_WORDS[dryRun.entity]}</dd>
      </div>
      <div>
        <dt className="t2">File</dt>
        <dd>{formatBytes(dryRun.bytes)}</dd>
      </div>
      <div>
        <dt className="t2">Targets filled</dt>
        <dd>
          {formatCount(dryRun.fields.filter((field) => field.filled01 > 0).length)} of{' '}
          {formatCount(dryRun.fields.length)}
        </dd>
      </div>
    </dl>
  );
}

function Notes({
  dryRun,
  whole,
  known,
}: {
  readonly dryRun: DryRun;
  readonly whole: WholeDryRun | undefined;
  readonly known: DryRunPanelProps['known'];
}) {
  const [accepted, all] = whole ? [whole.accepted, whole.records] : [dryRun.accepted, dryRun.read];
  const [most] = whole?.groups ?? [];
  return (
    <div className="imp-notes">
      {known && (
        <p className="note">
          <Info size={14} strokeWidth={1.5} aria-hidden="true" />
          <span>
            It has the content of dump <span className="mono">{known.sha256.slice(0, 8)}</span> (
            <SafeText>{known.name}</SafeText>), imported {formatTime(known.importedMs)}. Importing it adds nothing.
          </span>
        </p>
      )}
      {whole?.incomplete && (
        <p className="note warn">
          <TriangleAlert size={14} strokeWidth={1.5} aria-hidden="true" />
          <span>
            <b>The file ends too early: {whole.incomplete.detail}.</b> What stands before byte{' '}
            {formatCount(whole.incomplete.atByte)} would be imported.
          </span>
        </p>
      )}
      {all > 0 && accepted / all < 0.9 && (
        <p className="note warn">
          <TriangleAlert size={14} strokeWidth={1.5} aria-hidden="true" />
          <span>
            <b>{formatShare((all - accepted) / all)} of the rows would be refused.</b>{' '}
            {most ? (
              <>
                Most often <SafeText>{most.reason}</SafeText>. Look at its path in the mapping.
              </>
            ) : (
              'Look at the paths of the mapping.'
            )}
          </span>
        </p>
      )}
      <p className="t3 micro">Every refused row is kept with its number, its place in the file and the reason.</p>
    </div>
  );
}
