import { useQuery } from '@tanstack/react-query';
import { queries } from '../../api/client.js';
import { activityWord, formatCount, formatDay } from '../../ui/format.js';
import { Failure, Skeleton } from '../../ui/states.js';
import { totalsOf } from '../timeline/VolumeChart.js';
import type { NetworkProps } from './NetworkScreen.js';

/** Exchanges (sightings, where there are none) and sign-ups a day as a table: the twin of the drawer's chart. */
export function Activity({ network }: NetworkProps) {
  const timeline = useQuery(queries.networks.timeline.queryOptions({ input: { id: network.record.id } }));
  if (timeline.isPending) return <Skeleton rows={10} label="Reading activity" />;
  if (timeline.isError) return <Failure error={timeline.error} />;
  const { startMs, dayMs, signUpsPerDay } = timeline.data;
  const totals = totalsOf(timeline.data);
  return (
    <table className="grid">
      <thead>
        <tr>
          <th>Day, UTC</th>
          <th className="num">{activityWord(network.record.exchanges)}</th>
          <th className="num">Sign-ups</th>
        </tr>
      </thead>
      <tbody>
        {signUpsPerDay.map((signUps, day) => (
          <tr key={day}>
            <td>{formatDay(startMs + day * dayMs)}</td>
            <td className="num">{formatCount(totals[day]!)}</td>
            <td className="num">{formatCount(signUps)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
