import { Link } from '@tanstack/react-router';
import type { DumpRow } from '@iolaus/contracts';
import { FilePen, Trash2 } from 'lucide-react';
import { formatBytes, formatCount, formatTime } from '../../ui/format.js';
import { SafeText } from '../../ui/safe-text.js';
import { ENTITY_WORDS } from './entity-words.js';

interface DumpTableProps {
  readonly dumps: readonly DumpRow[];
  readonly selected: string | undefined;
  readonly onSelect: (dump: string | undefined) => void;
  readonly onRemove: (dump: DumpRow) => void;
}

/** The dumps of the lake; accepted and refused add up to the rows of each. */
export function DumpTable({ dumps, selected, onSelect, onRemove }: DumpTableProps) {
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label="Dumps of the lake">
      <table className="grid">
        <thead>
          <tr>
            <th>Dump</th>
            <th>What a row is</th>
            <th className="num">Rows</th>
            <th className="num">Accepted</th>
            <th className="num">Refused</th>
            <th className="num">Told before</th>
            <th className="num">Size</th>
            <th>Imported, UTC</th>
            <th>SHA-256</th>
            <th>
              <span className="visually-hidden">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {dumps.toReversed().map((dump) => (
            <tr key={dump.sha256} className={dump.sha256 === selected ? 'sel' : ''}>
              <td className="imp-cell ell">
                <button
                  type="button"
                  className="plain-button m"
                  aria-pressed={dump.sha256 === selected}
                  title={dump.path}
                  onClick={() => onSelect(dump.sha256 === selected ? undefined : dump.sha256)}
                >
                  <SafeText>{dump.name}</SafeText>
                </button>
              </td>
              <td className="t2">{ENTITY_WORDS[dump.entity]}</td>
              <td className="num">{formatCount(dump.records)}</td>
              <td className="num">{formatCount(dump.accepted)}</td>
              <td className={`num ${dump.refused > 0 ? 'review-text' : 't3'}`}>{formatCount(dump.refused)}</td>
              <td className="num t3">{formatCount(dump.duplicates)}</td>
              <td className="num t2">{formatBytes(dump.bytes)}</td>
              <td className="t2">{formatTime(dump.importedMs)}</td>
              <td className="mono t3" title={dump.sha256}>
                {dump.sha256.slice(0, 8)}
              </td>
              <td className="dat-acts">
                <Link
                  className="btn ghost icon"
                  to="/data/import"
                  search={{ again: dump.sha256 }}
                  aria-label={`Correct the mapping of ${dump.name}`}
                  title="Correct the mapping and read it again"
                >
                  <FilePen size={14} strokeWidth={1.5} aria-hidden="true" />
                </Link>
                <button
                  type="button"
                  className="btn ghost icon"
                  onClick={() => onRemove(dump)}
                  aria-label={`Remove ${dump.name}`}
                  title="Remove it and all that came of it"
                >
                  <Trash2 size={14} strokeWidth={1.5} aria-hidden="true" />
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
