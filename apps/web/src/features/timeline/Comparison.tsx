import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { CompareQuery, WindowComparison } from '@iolaus/contracts';
import { useDeferredValue } from 'react';
import { queries } from '../../api/client.js';
import { formatCount, formatDay } from '../../ui/format.js';
import { Failure, Skeleton } from '../../ui/states.js';
import type { NetworkViewState } from '../network/network-view.js';
import type { ActiveDays } from './active-days.js';
import { Brush } from './Brush.js';
import { comparedWindows } from './compared-windows.js';
import { dateOf, datesOf, msOfDay, type DayWindow } from './day-window.js';
import { ModelsOfTwo } from './ModelsOfTwo.js';
import { MovedIndicators } from './MovedIndicators.js';
import { MovedMembers } from './MovedMembers.js';
import type { TimelineProps } from './Timeline.js';

/** Two windows of time: who came and who went, which indicators are new and which were lost, exchanges by model. The chosen days are the later one, B. */
export function Comparison(props: TimelineProps & { readonly days: ActiveDays }) {
  const { network, view, change, days, time } = props;
  const { earlier, later } = comparedWindows(days, {
    later: time.shown,
    earlier: { from: view.vsFrom, to: view.vsTo },
  });
  const windows = { ...datesOf(days, later), ...asEarlier(datesOf(days, earlier)) };
  const rangeOf = ({ from, to }: DayWindow): CompareQuery['later'] => ({
    from: dateOf(days, from),
    to: dateOf(days, to),
  });
  // While an end is dragged, what was compared last stays on the screen.
  const input = useDeferredValue(
    JSON.stringify({ id: network.record.id, earlier: rangeOf(earlier), later: rangeOf(later) }),
  );
  const query = JSON.parse(input) as CompareQuery;
  const found = useQuery({
    ...queries.networks.compare.queryOptions({ input: query }),
    placeholderData: keepPreviousData,
  });
  const models = useQuery({
    ...queries.networks.models.queryOptions({ input: query }),
    placeholderData: keepPreviousData,
  });
  const chooseEarlier = (window: DayWindow | undefined): void => {
    change('Chose the earlier days', asEarlier(datesOf(days, window)));
  };
  return (
    <div className="compare">
      <WindowLane letter="A" days={days} window={earlier} onChange={chooseEarlier} />
      <WindowLane
        letter="B"
        days={days}
        window={later}
        onChange={(window) => change(window ? 'Chose days' : 'Showed all days', datesOf(days, window))}
      />
      {found.isPending && <Skeleton rows={6} label="Comparing both windows" />}
      {found.isError && <Failure error={found.error} retry={() => void found.refetch()} />}
      {found.data && (
        <>
          <p className="small compare-sentence">{sentenceOf(found.data)}</p>
          <div className="compare-columns scroll" tabIndex={0} role="region" aria-label="Differences">
            <MovedMembers {...props} on="came" found={found.data.joined} windows={windows} />
            <MovedMembers {...props} on="went" found={found.data.left} windows={windows} />
            <MovedIndicators
              {...props}
              title="New indicators"
              found={found.data.fresh}
              hint="nobody here had them before B"
            />
            <MovedIndicators
              {...props}
              title="Lost indicators"
              found={found.data.lost}
              hint="nobody here has had them since A"
            />
            <ModelsOfTwo uses={models.data} error={models.error} isPending={models.isPending} />
          </div>
        </>
      )}
    </div>
  );
}

const asEarlier = ({ from, to }: ReturnType<typeof datesOf>): Pick<NetworkViewState, 'vsFrom' | 'vsTo'> => ({
  vsFrom: from,
  vsTo: to,
});

function WindowLane({
  letter,
  days,
  window,
  onChange,
}: {
  readonly letter: 'A' | 'B';
  readonly days: ActiveDays;
  readonly window: DayWindow;
  readonly onChange: (window: DayWindow | undefined) => void;
}) {
  const at = (day: number): string => formatDay(msOfDay(days, day));
  return (
    <div className="lane">
      <span className="small lane-name">
        <b className="m">{letter}</b>{' '}
        <span className="t2 num">
          {at(window.from)} – {at(window.to)}
        </span>
      </span>
      <span className="lane-track lane-brush">
        <Brush span={days} window={window} onChange={onChange} />
      </span>
    </div>
  );
}

/** What the two windows say in one line. */
function sentenceOf({ earlier, later, both, joined, left }: WindowComparison): string {
  const perDay = ({ exchanges, days }: WindowComparison['later']): string => formatCount(exchanges / Math.max(1, days));
  return `${formatCount(earlier.members)} members were active in A, ${formatCount(later.members)} in B, ${formatCount(both)} in both: ${formatCount(joined.total)} came, ${formatCount(left.total)} went. Exchanges a day: ${perDay(earlier)} in A, ${perDay(later)} in B.`;
}
