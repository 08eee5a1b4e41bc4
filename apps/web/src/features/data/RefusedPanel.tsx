import type { DryRun, RefusedGroup, RefusedRow, WholeDryRun } from '@iolaus/contracts';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { Dialog } from '../../ui/Dialog.js';
import { formatCount } from '../../ui/format.js';
import { SafeText } from '../../ui/safe-text.js';
import { Excerpt } from './Excerpt.js';
import { groupsOfRows, pathsOfField } from './refused-groups.js';
import { downloadRefused } from './refused-file.js';

interface RefusedPanelProps {
  readonly dryRun: DryRun | undefined;
  readonly whole: WholeDryRun | undefined;
}

/** What would be refused, by reason, each with the first row that shows it. */
export function RefusedPanel({ dryRun, whole }: RefusedPanelProps) {
  const [opened, setOpened] = useState<RefusedGroup>();
  const groups = whole?.groups ?? groupsOfRows(dryRun?.refused ?? []);
  const shown = groups.reduce((sum, { count }) => sum + count, 0);
  const total = whole?.refused ?? (dryRun ? dryRun.read - dryRun.accepted : 0);
  return (
    <section className="panel imp-refused" aria-label="Refused rows">
      <header>
        <h2>Refused rows</h2>
        {groups.length > 0 && (
          <span className="t3 small ell">
            {shown < total && `first ${formatCount(shown)} of `}
            {formatCount(total)} in {formatCount(groups.length)} {groups.length === 1 ? 'group' : 'groups'}
          </span>
        )}
        <span className="sp" />
        {groups.length > 0 && (
          <button type="button" className="btn ghost" onClick={() => downloadRefused(groups)}>
            <Download size={14} strokeWidth={1.5} aria-hidden="true" /> CSV
          </button>
        )}
      </header>
      {groups.length === 0 && (
        <p className="sect t3 small">
          {dryRun ? `None of ${whole ? 'its' : 'the first'} rows would be refused.` : 'Nothing was read yet.'}
        </p>
      )}
      <ul className="scroll" tabIndex={groups.length > 0 ? 0 : -1} aria-label="Reasons">
        {groups.map((group) => (
          <Group key={`${group.code} ${group.reason}`} group={group} dryRun={dryRun} onOpen={() => setOpened(group)} />
        ))}
      </ul>
      {opened && <GroupDialog group={opened} dryRun={dryRun} onClose={() => setOpened(undefined)} />}
    </section>
  );
}

function Group({
  group: { code, field, reason, count, rows },
  dryRun,
  onOpen,
}: {
  readonly group: RefusedGroup;
  readonly dryRun: DryRun | undefined;
  readonly onOpen: () => void;
}) {
  const [first] = rows;
  return (
    <li className="imp-reason">
      <p className="row small">
        <span className="imp-count">{formatCount(count)}</span>
        <span className="m ell sp" title={reason}>
          <SafeText>{reason}</SafeText>
        </span>
        <button type="button" className="link" onClick={onOpen} aria-label={`Show all rows whose ${reason}`}>
          {count === 1 ? 'Open' : 'Show all'}
        </button>
      </p>
      {first && (
        <>
          <p className="micro t3">
            first at row {formatCount(first.ordinal)}, byte {formatCount(first.byteOffset)}
          </p>
          <p className="imp-raw mono">
            <Excerpt text={first.excerpt} code={code} paths={pathsOfField(dryRun, field)} />
          </p>
        </>
      )}
    </li>
  );
}

function GroupDialog({
  group,
  dryRun,
  onClose,
}: {
  readonly group: RefusedGroup;
  readonly dryRun: DryRun | undefined;
  readonly onClose: () => void;
}) {
  const paths = pathsOfField(dryRun, group.field);
  return (
    <Dialog title={group.reason} onClose={onClose} isWide>
      <div className="imp-group scroll" tabIndex={0} role="region" aria-label="Rows with this reason">
        <table className="grid">
          <thead>
            <tr>
              <th className="num">Row</th>
              <th className="num">Byte</th>
              <th>The row begins</th>
            </tr>
          </thead>
          <tbody>
            {group.rows.map((row: RefusedRow) => (
              <tr key={row.ordinal}>
                <td className="num">{formatCount(row.ordinal)}</td>
                <td className="num t2">{formatCount(row.byteOffset)}</td>
                <td className="mono t2 ell imp-group-row">
                  <Excerpt text={row.excerpt} code={group.code} paths={paths} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="dialog-foot">
        <span className="t3 small sp">
          {group.rows.length < group.count
            ? `The first ${formatCount(group.rows.length)} of ${formatCount(group.count)}, in the order of the file. After an import all are kept.`
            : `${formatCount(group.count)} ${group.count === 1 ? 'row' : 'rows'}.`}
        </span>
        <button type="button" className="btn" onClick={() => downloadRefused([group])}>
          <Download size={14} strokeWidth={1.5} aria-hidden="true" /> CSV
        </button>
      </div>
    </Dialog>
  );
}
