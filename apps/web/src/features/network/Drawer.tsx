import { Table2 } from 'lucide-react';
import { MemberTable } from './MemberTable.js';
import { RowsTable } from './RowsTable.js';
import { Timeline, type TimelineProps } from '../timeline/Timeline.js';

/** Time under the picture; with it, on demand, the members as a table or the raw rows of a reason. */
export function Drawer(props: TimelineProps) {
  const { view, change } = props;
  return (
    <section
      className={`drawer ${view.table || view.rows || (view.mode && view.mode !== 'sign-ups') ? 'tall' : ''}`}
      aria-label="Time and table"
    >
      <Timeline {...props}>
        <button
          type="button"
          className={`btn ghost ${view.table ? 'on' : ''}`}
          aria-pressed={view.table === true}
          onClick={() =>
            change(view.table ? 'Closed the table' : 'Opened the table', {
              table: view.table ? undefined : true,
              rows: undefined,
              mode: undefined,
            })
          }
        >
          <Table2 size={16} strokeWidth={1.5} aria-hidden="true" /> Table <kbd>G</kbd>
        </button>
      </Timeline>
      {view.rows && view.sel ? (
        <RowsTable
          accounts={view.sel}
          indicator={view.rows}
          onClose={() => change('Closed the rows', { rows: undefined })}
        />
      ) : (
        view.table && <MemberTable {...props} />
      )}
    </section>
  );
}
