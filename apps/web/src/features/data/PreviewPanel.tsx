import type { DryRun } from '@iolaus/contracts';
import { formatCount, formatTime } from '../../ui/format.js';
import { SafeText, visibleText } from '../../ui/safe-text.js';

const MOST_COLUMNS = 7;

/** The first rows as Iolaus would read them. */
export function PreviewPanel({ dryRun }: { readonly dryRun: DryRun | undefined }) {
  const columns = dryRun ? dryRun.fields.map((field) => field.target).slice(0, MOST_COLUMNS) : [];
  return (
    <section className="panel imp-preview" aria-label="Preview">
      <header>
        <h2>Preview</h2>
        {dryRun && <span className="t3 small">{formatCount(dryRun.rows.length)} rows, as Iolaus would read them</span>}
        <span className="sp" />
        <span className="t3 small">prompts are cut after 20 characters</span>
      </header>
      {!dryRun && <p className="sect t3 small">As soon as the mapping can be read, the first rows stand here.</p>}
      {dryRun && (
        <div className="scroll" tabIndex={0} role="region" aria-label="First rows">
          <table className="grid">
            <thead>
              <tr>
                <th className="num">Row</th>
                {columns.map((column) => (
                  <th key={column}>{column.replaceAll('_', ' ')}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {dryRun.rows.map((row) => (
                <tr
                  key={row.ordinal}
                  className={row.refused === null ? '' : 'bad'}
                  title={row.refused === null ? undefined : visibleText(row.refused)}
                >
                  <td className="num t3">{formatCount(row.ordinal)}</td>
                  {row.refused === null ? (
                    columns.map((column) => (
                      <td key={column} className="ell imp-cell">
                        <SafeText>{cellOf(column, row.values[column])}</SafeText>
                      </td>
                    ))
                  ) : (
                    <td colSpan={columns.length} className="err ell">
                      <SafeText>{row.refused}</SafeText>
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

const TIMES = new Set(['time', 'created', 'banned_at']);

function cellOf(column: string, value: string | undefined): string {
  if (value === undefined) return '';
  return TIMES.has(column) && /^\d+$/.test(value) ? formatTime(Number(value)) : value;
}
