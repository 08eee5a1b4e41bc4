import type { DryRun } from '@iolaus/contracts';
import { formatBytes, formatCount } from '../../ui/format.js';
import { ENTITY_WORDS } from './entity-words.js';

/** What the first rows would come to. */
export function DryRunPanel({ dryRun }: { readonly dryRun: DryRun | undefined }) {
  if (!dryRun || dryRun.entity === null) {
    return (
      <section className="panel imp-dry" aria-label="Dry run">
        <header>
          <h2>Dry run</h2>
        </header>
        <p className="sect t2 small">
          As soon as the file has a mapping, its first rows are read here as an import would read them.
        </p>
      </section>
    );
  }
  const refused = dryRun.read - dryRun.accepted;
  return (
    <section className="panel imp-dry" aria-label="Dry run">
      <header>
        <h2>Dry run</h2>
        <span className="t3 small">first {formatCount(dryRun.read)} rows</span>
      </header>
      <div className="imp-sums">
        <div>
          <p className="fig">{formatCount(dryRun.accepted)}</p>
          <p className="micro t3">rows accepted</p>
        </div>
        <div>
          <p className={`fig ${refused > 0 ? 'review-text' : ''}`}>{formatCount(refused)}</p>
          <p className="micro t3">refused</p>
        </div>
      </div>
      <div
        className="imp-split"
        role="img"
        aria-label={`${formatCount(dryRun.accepted)} of ${formatCount(dryRun.read)} rows accepted`}
      >
        <i style={{ width: `${(dryRun.accepted / Math.max(1, dryRun.read)) * 100}%` }} />
        {refused > 0 && <b />}
      </div>
      <dl className="imp-facts small">
        <div>
          <dt className="t2">One row is</dt>
          <dd>{ENTITY_WORDS[dryRun.entity]}</dd>
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
      <p className="note imp-note">
        Every refused row is kept with its number, its place in the file and the reason. The others are imported.
      </p>
    </section>
  );
}
