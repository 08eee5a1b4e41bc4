import type { AccountView } from '@iolaus/contracts';
import { formatCount, formatDay } from '../../ui/format.js';
import { dayStart } from './heat.js';

interface ActivityTableProps {
  readonly activity: AccountView['activity'];
  readonly startMs: number;
  readonly word: string;
}

/** The activity picture as figures: a row a day, a column an hour. */
export function ActivityTable({ activity, startMs, word }: ActivityTableProps) {
  return (
    <div className="acc-hours" tabIndex={0} role="region" aria-label={`${word} by day and hour, UTC`}>
      <table className="grid">
        <thead>
          <tr>
            <th scope="col">Day</th>
            {Array.from({ length: 24 }, (_, hour) => (
              <th key={hour} scope="col" className="num">
                {String(hour).padStart(2, '0')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {activity.map((hours, day) => (
            <tr key={day}>
              <th scope="row">{formatDay(dayStart(startMs, day))}</th>
              {hours.map((count, hour) => (
                <td key={hour} className={`num ${count === 0 ? 't3' : ''}`}>
                  {formatCount(count)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
