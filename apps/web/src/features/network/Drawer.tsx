import { Rows3, Table2 } from 'lucide-react';
import { Timeline, type TimelineProps } from '../timeline/Timeline.js';
import { DayRowsTable } from './DayRowsTable.js';
import { rowsStep, tableStep } from './drawer-steps.js';
import { MemberTable } from './MemberTable.js';
import { areOfDays } from './network-view.js';
import { ReasonRows } from './ReasonRows.js';

/** Time under the picture; with it, on demand, the members as a table, the raw rows of the chosen days, or those of a reason. */
export function Drawer(props: TimelineProps) {
  const { view, change } = props;
  const areRowsOfDays = areOfDays(view.rows);
  return (
    <section
      className={`drawer ${view.table || view.rows || (view.mode && view.mode !== 'sign-ups') ? 'tall' : ''}`}
      aria-label="Time and table"
    >
      <Timeline {...props}>
        <button
          type="button"
          className={`btn ghost ${areRowsOfDays ? 'on' : ''}`}
          aria-pressed={areRowsOfDays}
          title="Raw rows of the chosen days"
          onClick={() => change(...rowsStep(view))}
        >
          <Rows3 size={16} strokeWidth={1.5} aria-hidden="true" /> Rows <kbd>R</kbd>
        </button>
        <button
          type="button"
          className={`btn ghost ${view.table ? 'on' : ''}`}
          aria-pressed={view.table === true}
          onClick={() => change(...tableStep(view))}
        >
          <Table2 size={16} strokeWidth={1.5} aria-hidden="true" /> Table <kbd>G</kbd>
        </button>
      </Timeline>
      <Below {...props} />
    </section>
  );
}

function Below(props: TimelineProps) {
  const { view, change } = props;
  const close = (): void => change('Closed the rows', { rows: undefined });
  if (areOfDays(view.rows)) return <DayRowsTable {...props} rows={view.rows} onClose={close} />;
  if (view.rows && view.sel) return <ReasonRows accounts={view.sel} indicator={view.rows} onClose={close} />;
  return view.table && <MemberTable {...props} />;
}
