import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { DumpRow, QuarantineGroup } from '@iolaus/contracts';
import { ChevronDown, ChevronRight, Download, FilePen } from 'lucide-react';
import { useState } from 'react';
import { queries } from '../../api/client.js';
import { formatCount } from '../../ui/format.js';
import { SafeText } from '../../ui/safe-text.js';
import { Failure, Skeleton } from '../../ui/states.js';
import { QuarantineRows } from './QuarantineRows.js';

/** Refused rows by dump and reason; each group opens to its rows, leads to the mapping that refused them, and all leave as files. */
export function QuarantinePanel({ dump, onAll }: { readonly dump: DumpRow | undefined; readonly onAll: () => void }) {
  const input = dump === undefined ? {} : { dump: dump.sha256 };
  const groups = useQuery(queries.dumps.refusedGroups.queryOptions({ input }));
  const [open, setOpen] = useState<string>();
  const total = groups.data?.reduce((sum, { count }) => sum + count, 0) ?? 0;
  const file = (form: string): string => `/api/dumps/refused.${form}${dump ? `?dump=${dump.sha256}` : ''}`;
  return (
    <section className="panel dat-refused" aria-label="Refused rows">
      <header>
        <h2>Refused rows</h2>
        <span className="t3 small ell">
          {formatCount(total)} kept, each with its reason
          {dump && (
            <>
              {' '}
              · only of <SafeText>{dump.name}</SafeText>
            </>
          )}
        </span>
        <span className="sp" />
        {dump !== undefined && (
          <button type="button" className="btn ghost" onClick={onAll}>
            Show those of all dumps
          </button>
        )}
        {total > 0 && (
          <>
            <a className="btn ghost" href={file('csv')} download>
              <Download size={14} strokeWidth={1.5} aria-hidden="true" /> CSV
            </a>
            <a className="btn ghost" href={file('jsonl')} download>
              <Download size={14} strokeWidth={1.5} aria-hidden="true" /> JSONL
            </a>
          </>
        )}
      </header>
      {groups.isPending && <Skeleton rows={4} label="Reading refused rows" />}
      {groups.isError && <Failure error={groups.error} retry={() => void groups.refetch()} />}
      {groups.data && total === 0 && (
        <p className="sect t3 small">Every row {dump === undefined ? 'of every dump' : 'of this dump'} was accepted.</p>
      )}
      {total > 0 && (
        <div className="scroll" tabIndex={0} role="region" aria-label="Rows that were refused">
          <table className="grid dat-groups">
            <thead>
              <tr>
                <th className="num dat-col-count">Rows</th>
                <th>Reason</th>
                <th className="dat-col-dump">Dump</th>
                <th className="num dat-col-first">First row</th>
                <th className="num dat-col-byte">Byte</th>
                <th>It begins</th>
                <th className="dat-col-act">
                  <span className="visually-hidden">Correct</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {groups.data?.map((group) => (
                <Group
                  key={keyOf(group)}
                  group={group}
                  isOpen={open === keyOf(group)}
                  onToggle={() => setOpen(open === keyOf(group) ? undefined : keyOf(group))}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

const keyOf = ({ dump, code, field, reason }: QuarantineGroup): string => JSON.stringify([dump, code, field, reason]);

function Group({
  group,
  isOpen,
  onToggle,
}: {
  readonly group: QuarantineGroup;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}) {
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  return (
    <>
      <tr className={isOpen ? 'sel' : ''}>
        <td className="num">{formatCount(group.count)}</td>
        <td>
          <button type="button" className="plain-button row m" aria-expanded={isOpen} onClick={onToggle}>
            <Chevron size={14} strokeWidth={1.5} className="t3" aria-hidden="true" />
            <span className="ell">
              <SafeText>{group.reason}</SafeText>
            </span>
          </button>
        </td>
        <td className="imp-cell ell t2">
          <SafeText>{group.name}</SafeText>
        </td>
        <td className="num">{formatCount(group.firstOrdinal)}</td>
        <td className="num t2">{formatCount(group.firstByteOffset)}</td>
        <td className="mono t2 ell dat-excerpt">
          <SafeText>{group.excerpt}</SafeText>
        </td>
        <td className="dat-acts">
          <Link
            className="btn ghost icon"
            to="/data/import"
            search={{ again: group.dump }}
            aria-label={`Correct the mapping of ${group.name}`}
            title="Correct the mapping and read the dump again"
          >
            <FilePen size={14} strokeWidth={1.5} aria-hidden="true" />
          </Link>
        </td>
      </tr>
      {isOpen && (
        <tr className="dat-open">
          <td colSpan={7}>
            <QuarantineRows group={group} />
          </td>
        </tr>
      )}
    </>
  );
}
