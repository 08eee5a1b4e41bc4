import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { CompareQuery, ModelUses, WindowComparison, WindowIndicator } from '@iolaus/contracts';
import { useDeferredValue, type ReactNode } from 'react';
import { queries } from '../../api/client.js';
import { formatBits, formatCount, formatDay, formatShare } from '../../ui/format.js';
import { IndicatorGlyph } from '../../ui/figures.js';
import { SafeText } from '../../ui/safe-text.js';
import { Failure, Skeleton } from '../../ui/states.js';
import { IndicatorName } from '../../ui/why.js';
import type { ActiveDays } from './active-days.js';
import { Brush } from './Brush.js';
import { comparedWindows } from './compared-windows.js';
import { dateOf, datesOf, msOfDay, type DayWindow } from './day-window.js';
import type { TimelineProps } from './Timeline.js';

/** Two windows of time: who came and who went, which indicators are new and which were lost, exchanges by model. The chosen days are the later one, B. */
export function Comparison(props: TimelineProps & { readonly days: ActiveDays }) {
  const { network, view, change, days, time } = props;
  const { earlier, later } = comparedWindows(days, {
    later: time.shown,
    earlier: { from: view.vsFrom, to: view.vsTo },
  });
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
    const { from, to } = datesOf(days, window);
    change('Chose the earlier days', { vsFrom: from, vsTo: to });
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
            <Members title="Came" found={found.data.joined} hint="active in B, not in A" />
            <Members title="Went" found={found.data.left} hint="active in A, not in B" />
            <Indicators title="New indicators" found={found.data.fresh} hint="nobody here had them before B" />
            <Indicators title="Lost indicators" found={found.data.lost} hint="nobody here has had them since A" />
            <Models uses={models.data} error={models.error} isPending={models.isPending} />
          </div>
        </>
      )}
    </div>
  );
}

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

function Column({
  title,
  count,
  hint,
  children,
}: {
  readonly title: string;
  readonly count: number | undefined;
  readonly hint: string;
  readonly children: ReactNode;
}) {
  return (
    <section className="compare-column" aria-label={title}>
      <h4 className="small" title={hint}>
        {title} {count !== undefined && <span className="num t2">{formatCount(count)}</span>}
      </h4>
      {children}
    </section>
  );
}

const SHOWN = 100;

function Members({
  title,
  found,
  hint,
}: {
  readonly title: string;
  readonly found: WindowComparison['joined'];
  readonly hint: string;
}) {
  const shown = found.accounts.slice(0, SHOWN);
  return (
    <Column title={title} count={found.total} hint={hint}>
      {found.total === 0 && <p className="small t3">Nobody.</p>}
      <ul>
        {shown.map(({ account, community, bits }) => (
          <li key={account} className="row small">
            <Link to="/a/$id" params={{ id: account }} className="plain mono ell sp">
              <SafeText>{account}</SafeText>
            </Link>
            <span className="t3">{community}</span>
            <span className="num">{formatBits(bits)}</span>
          </li>
        ))}
      </ul>
      {shown.length < found.total && (
        <p className="micro t3">
          {formatCount(shown.length)} of {formatCount(found.total)}, strongest first
        </p>
      )}
    </Column>
  );
}

function Indicators({
  title,
  found,
  hint,
}: {
  readonly title: string;
  readonly found: WindowComparison['fresh'];
  readonly hint: string;
}) {
  return (
    <Column title={title} count={found.total} hint={hint}>
      {found.total === 0 && <p className="small t3">None that three members hold.</p>}
      <ul>
        {found.rows.map((each) => (
          <li key={`${each.kind} ${each.value}`} className="row small" title={spanOf(each)}>
            <IndicatorGlyph kind={each.kind} />
            <span className="ell sp">
              <IndicatorName kind={each.kind} value={each.value} text={each.text} />
            </span>
            <span className="num">{formatCount(each.accounts)}</span>
          </li>
        ))}
      </ul>
      {found.rows.length < found.total && (
        <p className="micro t3">
          {formatCount(found.rows.length)} of {formatCount(found.total)}, by members
        </p>
      )}
    </Column>
  );
}

const spanOf = ({ accounts, firstMs, lastMs }: WindowIndicator): string =>
  `${formatCount(accounts)} members, ${formatDay(firstMs)} to ${formatDay(lastMs)}`;

function Models({
  uses,
  error,
  isPending,
}: {
  readonly uses: ModelUses | undefined;
  readonly error: unknown;
  readonly isPending: boolean;
}) {
  const total = (uses ?? []).reduce((sum, each) => ({ a: sum.a + each.earlier, b: sum.b + each.later }), {
    a: 0,
    b: 0,
  });
  const shareOf = (part: number, of: number): string => (of === 0 ? '–' : formatShare(part / of));
  return (
    <Column title="By model" count={undefined} hint="share of exchanges in A and in B">
      {isPending && <Skeleton rows={3} label="Reading models" />}
      {error != null && <Failure error={error} />}
      {uses?.length === 0 && <p className="small t3">No exchange in either window.</p>}
      {uses && uses.length > 0 && (
        <table className="small compare-models">
          <thead>
            <tr className="t3">
              <th>Model</th>
              <th className="num">A</th>
              <th className="num">B</th>
            </tr>
          </thead>
          <tbody>
            {uses.map(({ model, earlier, later }) => (
              <tr key={model ?? ''}>
                <td className="ell">
                  {model === null ? <span className="t3">none named</span> : <SafeText>{model}</SafeText>}
                </td>
                <td className="num">{shareOf(earlier, total.a)}</td>
                <td className="num">{shareOf(later, total.b)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Column>
  );
}
