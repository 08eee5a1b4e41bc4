import type { DumpRow } from '@iolaus/contracts';
import { formatCount } from '../../ui/format.js';
import type { FileState } from './import-files.js';

/** The line under the screen: what the dry runs came to, and what the lake holds. */
export function ImportStatus({
  states,
  dumps,
}: {
  readonly states: readonly FileState[];
  readonly dumps: readonly DumpRow[];
}) {
  const read = states.flatMap((state) => (state.kind === 'read' ? [state.dryRun] : []));
  const sum = (key: 'records' | 'accepted'): string => formatCount(read.reduce((all, each) => all + each[key], 0));
  return (
    <>
      {read.length > 0 ? (
        <span>
          Dry run: <b>{sum('accepted')}</b> of <b>{sum('records')}</b> rows would be written
        </span>
      ) : (
        <span>Nothing is written before Import</span>
      )}
      <span>
        Lake <b>{formatCount(dumps.length)}</b> dumps,{' '}
        <b>{formatCount(dumps.reduce((all, each) => all + each.accepted, 0))}</b> rows
      </span>
    </>
  );
}
