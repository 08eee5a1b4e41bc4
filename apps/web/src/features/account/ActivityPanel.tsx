import type { AccountView } from '@iolaus/contracts';
import { useState } from 'react';
import { activityWord, formatCount, formatDay } from '../../ui/format.js';
import './activity.css';
import { ActivityTable } from './ActivityTable.js';
import { busiestHour, dayStart, formatHour, heatStep } from './heat.js';
import { UsualDay } from './UsualDay.js';

const LABEL_EVERY = 3;

/** When the account works: fourteen days by hour, and its usual day against the network's. */
export function ActivityPanel({ account }: { readonly account: AccountView }) {
  const { activity, activityStartMs } = account;
  const [isTable, setTable] = useState(false);
  const days = activity.length;
  const hasActivity = activityStartMs !== null && days > 0;
  return (
    <section className="panel" aria-labelledby="acc-activity">
      <header>
        <h2 id="acc-activity">Activity</h2>
        <span className="t3 small ell">
          {hasActivity &&
            `${formatDay(activityStartMs)} to ${formatDay(dayStart(activityStartMs, days - 1))}, ${wordOf(account)} an hour, UTC`}
        </span>
        <span className="sp" />
        {hasActivity && (
          <button type="button" className="btn ghost" aria-pressed={isTable} onClick={() => setTable(!isTable)}>
            {isTable ? 'As picture' : 'As table'}
          </button>
        )}
      </header>
      {!hasActivity && (
        <p className="acc-none t3 small">No row of this account has a time, so there is no rhythm to see.</p>
      )}
      {hasActivity && (
        <div className="acc-activity">
          {isTable ? (
            <ActivityTable activity={activity} startMs={activityStartMs} word={wordOf(account)} />
          ) : (
            <>
              <Heat activity={activity} startMs={activityStartMs} word={wordOf(account)} />
              <UsualDay account={account} scale={<HeatScale most={busiestHour(activity)?.count ?? 0} />} />
            </>
          )}
        </div>
      )}
    </section>
  );
}

/** What its activity counts: sightings in data without exchanges. */
const wordOf = ({ exchanges }: AccountView): string => activityWord(exchanges).toLowerCase();

interface HeatProps {
  readonly activity: AccountView['activity'];
  readonly startMs: number;
  readonly word: string;
}

function Heat({ activity, startMs, word }: HeatProps) {
  const busiest = busiestHour(activity);
  const most = busiest?.count ?? 0;
  const total = activity.flat().reduce((sum, count) => sum + count, 0);
  const sentence = busiest
    ? `${formatCount(total)} ${word} in ${activity.length} days; busiest hour ${formatDay(dayStart(startMs, busiest.day))} ${formatHour(busiest.hour)} with ${formatCount(most)}. The figures are behind “As table”.`
    : `No ${word} in these ${activity.length} days.`;
  return (
    <div className="acc-heat" role="img" aria-label={sentence}>
      {activity.map((hours, day) => (
        <div key={day} className="acc-day">
          <span className="acc-day-label micro t3">{day % LABEL_EVERY === 0 && dayLabel(startMs, day)}</span>
          {hours.map((count, hour) => (
            <i
              key={hour}
              className={`acc-s${heatStep(count, most)}`}
              title={`${formatDay(dayStart(startMs, day))} ${formatHour(hour)}: ${formatCount(count)}`}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

function HeatScale({ most }: { readonly most: number }) {
  return (
    <span className="acc-scale micro t3" aria-hidden="true">
      <span>0</span>
      <span className="acc-scale-steps">
        {[0, 1, 2, 3, 4, 5, 6].map((step) => (
          <i key={step} className={`acc-s${step}`} />
        ))}
      </span>
      <span>{formatCount(most)} an hour</span>
    </span>
  );
}

/** "9 Nov" on the first day and on the first of a month, the bare day elsewhere. */
function dayLabel(startMs: number, day: number): string {
  const words = formatDay(dayStart(startMs, day));
  const month = (at: number): number => new Date(dayStart(startMs, at)).getUTCMonth();
  return day === 0 || month(day) !== month(day - LABEL_EVERY) ? words : words.split(' ')[0]!;
}
