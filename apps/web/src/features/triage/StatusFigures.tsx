import { useQuery } from '@tanstack/react-query';
import { queries } from '../../api/client.js';
import { activityWord, formatCount } from '../../ui/format.js';

/** What the home holds, for the status line. */
export function StatusFigures() {
  const { data } = useQuery(queries.status.get.queryOptions());
  if (!data) return null;
  return (
    <>
      <span>
        <b>{formatCount(data.accounts)}</b> accounts
      </span>
      <span>
        <b>{formatCount(data.exchanges || data.sightings)}</b> {activityWord(data.exchanges).toLowerCase()} from{' '}
        <b>{formatCount(data.dumps)}</b> {data.dumps === 1 ? 'dump' : 'dumps'}
      </span>
      <span>
        <b>{formatCount(data.refused)}</b> rows refused, kept with reasons
      </span>
    </>
  );
}
