import type { DayRows } from '@iolaus/contracts';
import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { queries } from '../../api/client.js';
import { formatCount, formatDays } from '../../ui/format.js';
import { SafeText } from '../../ui/safe-text.js';
import { dateOf } from '../timeline/day-window.js';
import type { TimelineProps } from '../timeline/Timeline.js';
import type { RowsOfDays } from './network-view.js';
import { RowsDrawer } from './RowsDrawer.js';

const ENTITY_WORDS = {
  exchange: ['exchange', 'exchanges'],
  account: ['sign-up', 'sign-ups'],
  payment: ['payment', 'payments'],
  sighting: ['sighting', 'sightings'],
} as const;

/** The raw rows that members have on the chosen days, or on all: of everyone whom these days keep, or of one lane. While days are played, the rows stand. */
export function DayRowsTable(props: TimelineProps & { readonly rows: RowsOfDays; readonly onClose: () => void }) {
  const { network, view, rows, time, onClose } = props;
  const { days } = time;
  const { from, to } = view;
  const chosen = from !== undefined && to !== undefined ? { from, to } : undefined;
  const range = chosen ?? (days && { from: dateOf(days, 0), to: dateOf(days, Math.max(0, days.days - 1)) });
  const { of: _, ...lane } = rows;
  const input = range && {
    ...range,
    ...lane,
    id: network.record.id,
    ...(chosen && view.on && { daysOf: view.on, vsFrom: view.vsFrom, vsTo: view.vsTo }),
  };
  const found = useQuery({
    ...queries.networks.rows.queryOptions({ input: input ?? skipToken }),
    placeholderData: keepPreviousData,
  });
  const words = [
    found.data && countsIn(found.data),
    chosen ? `on ${formatDays(chosen.from, chosen.to)}` : 'on all days',
    wordOf[view.on ?? 'active'],
  ].filter(Boolean);
  return (
    <RowsDrawer
      rows={found.data?.rows}
      total={found.data?.total ?? 0}
      error={found.error}
      retry={() => void found.refetch()}
      name={`${network.record.id}-rows-${range ? `${range.from}-${range.to}` : 'all'}`}
      onClose={onClose}
    >
      {words.join(' ')}, <SafeText>{lane.account ?? lane.community ?? network.record.name}</SafeText>
    </RowsDrawer>
  );
}

const wordOf = {
  active: undefined,
  'sign-ups': 'by who signed up',
  came: 'by who came',
  went: 'and who went, on the days before',
} as const;

/** "1,204 exchanges, 12 sign-ups"; with how many repeat a request, which elsewhere count once. */
function countsIn({ counts }: DayRows): string {
  return counts
    .map(({ entity, rows, repeats }) => {
      const word = ENTITY_WORDS[entity][rows === 1 ? 0 : 1];
      return `${formatCount(rows)} ${word}${repeats > 0 ? ` (${formatCount(repeats)} repeat one)` : ''}`;
    })
    .join(', ');
}
