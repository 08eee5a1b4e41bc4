import type { MemberRow, Verdict } from '@iolaus/contracts';
import { Check } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import { Link } from '@tanstack/react-router';
import { Bits } from '../../ui/figures.js';
import { formatBits, formatCount, formatDay, formatShare } from '../../ui/format.js';
import { SafeText } from '../../ui/safe-text.js';
import { Failure } from '../../ui/states.js';
import { WindowTable } from '../../ui/WindowTable.js';
import { useCasebook } from '../casebook/use-casebook.js';
import { VerdictWord } from '../casebook/VerdictMark.js';
import { verdictsOfAccounts } from '../casebook/verdicts.js';
import { RuleButtons } from '../constraints/RuleButtons.js';
import { rulesOfSelection } from '../constraints/rules-in-hand.js';
import type { NetworkProps } from './NetworkScreen.js';
import { selecting, selectingStep, toggled } from './selection.js';
import { useMemberKeys } from './use-member-keys.js';
import { usePagedMembers, type MemberOrder } from './use-paged-members.js';
import { Term } from '../../ui/Term.js';

const COLUMNS = [
  { sort: 'account', word: 'Account', isNumber: false },
  { sort: 'bits', word: 'Member by, bits', isNumber: false },
  { sort: 'exchanges', word: 'Exchanges', isNumber: true },
  { sort: 'created', word: 'Signed up', isNumber: false },
] as const;

/** The linked table: every member of what is open, in the same selection as the picture. */
export function MemberTable({ network, view, change }: NetworkProps) {
  const [order, setOrder] = useState<MemberOrder>({ sort: 'bits', direction: 'desc' });
  const [count, setCount] = useState(
    network.picture.discs.find((disc) => disc.label === view.c)?.accounts ?? network.record.accounts,
  );
  const [seen, setSeen] = useState({ first: 0, last: 0 });
  const onSeen = useCallback((first: number, last: number) => setSeen({ first, last }), []);
  const { rowAt, total, error } = usePagedMembers(
    {
      id: network.record.id,
      community: view.c,
      minBits: view.min,
      from: view.from,
      to: view.to,
      daysOf: view.on ?? 'active',
      vsFrom: view.vsFrom,
      vsTo: view.vsTo,
      ...order,
    },
    seen,
  );
  if (total !== undefined && total !== count) setCount(total);
  const book = useCasebook().data;
  const verdicts = useMemo(() => verdictsOfAccounts(book), [book]);
  const selected = view.sel ?? [];
  const toggle = (account: string): void => {
    const accounts = toggled(selected, account);
    change(selectingStep(accounts), selecting(accounts));
  };
  const inHand = useMemberKeys({
    count,
    accountAt: (index) => rowAt(index)?.account,
    onSelect: toggle,
  });
  const sortBy = (sort: MemberOrder['sort']): void =>
    setOrder({ sort, direction: order.sort === sort && order.direction === 'desc' ? 'asc' : 'desc' });
  if (error) return <Failure error={error} />;
  return (
    <>
      <div className="row tabhead small">
        <b className="m">{selected.length} selected</b>
        <span className="t3">
          of {formatCount(count)} in {view.c ?? network.record.name}, ordered by {order.sort}
        </span>
        <span className="sp" />
        <RuleButtons rules={rulesOfSelection(selected, network.record.id)} look="ghost" />
      </div>
      <WindowTable
        label="Members"
        className="member-table"
        count={count}
        onSeen={onSeen}
        at={inHand}
        head={
          <>
            <th className="mark-cell">
              <span className="visually-hidden">Selected</span>
            </th>
            {COLUMNS.map(({ sort, word, isNumber }) => (
              <th
                key={sort}
                className={isNumber ? 'num' : ''}
                aria-sort={order.sort === sort ? (order.direction === 'asc' ? 'ascending' : 'descending') : 'none'}
              >
                <button
                  type="button"
                  className={`plain-button ${order.sort === sort ? 'sort' : ''}`}
                  onClick={() => sortBy(sort)}
                >
                  {word} {order.sort === sort && (order.direction === 'asc' ? '↑' : '↓')}
                </button>
              </th>
            ))}
            <th className="num">
              <Term of="campaignShare">Of campaign</Term>
            </th>
            <th>Verdict</th>
            <th>Community</th>
            <th>Last seen</th>
            <th>Contested with</th>
          </>
        }
        renderRow={(index) => (
          <Row
            key={index}
            index={index}
            row={rowAt(index)}
            isInHand={index === inHand}
            isSelected={selected.includes(rowAt(index)?.account ?? '')}
            barBits={network.record.barBits}
            verdict={verdicts.get(rowAt(index)?.account ?? '') ?? 'none'}
            onToggle={toggle}
          />
        )}
      />
    </>
  );
}

/** The interval of a share, for who points at it. */
function shareTitle({ shareLow, shareHigh }: MemberRow): string {
  return shareLow === null || shareHigh === null
    ? 'The data does not tell which exchanges are of the campaign'
    : `95 % interval ${formatShare(shareLow)} to ${formatShare(shareHigh)}`;
}

function Row({
  index,
  row,
  isInHand,
  isSelected,
  barBits,
  verdict,
  onToggle,
}: {
  readonly index: number;
  readonly row: MemberRow | undefined;
  readonly isInHand: boolean;
  readonly isSelected: boolean;
  readonly barBits: number;
  readonly verdict: Verdict;
  readonly onToggle: (account: string) => void;
}) {
  if (!row) {
    return (
      <tr aria-rowindex={index + 2}>
        <td colSpan={10} className="t3">
          …
        </td>
      </tr>
    );
  }
  return (
    <tr
      aria-rowindex={index + 2}
      className={`${isSelected ? 'sel' : ''} ${isInHand ? 'in-reach' : ''}`}
      aria-current={isInHand || undefined}
    >
      <td className="mark-cell">
        <button
          type="button"
          className="mark-button"
          role="checkbox"
          aria-checked={isSelected}
          aria-label={`Select ${row.account}`}
          onClick={() => onToggle(row.account)}
        >
          <span className={`check ${isSelected ? 'on' : ''}`}>{isSelected && <Check aria-hidden="true" />}</span>
        </button>
      </td>
      <td className="mono ell account-cell">
        <Link to="/a/$id" params={{ id: row.account }} className="plain">
          <SafeText>{row.account}</SafeText>
        </Link>
      </td>
      <td>
        <span className="row">
          <span className="num tri-bits">{formatBits(row.bits)}</span>
          <span className="member-bits">
            <Bits byFamily={row.bitsByFamily} total={row.bits} bar={barBits} />
          </span>
        </span>
      </td>
      <td className="num">{formatCount(row.exchanges)}</td>
      <td className="t2">{formatDay(row.createdMs)}</td>
      <td className="num" title={shareTitle(row)}>
        {row.share === null ? '–' : formatShare(row.share)}
      </td>
      <td>
        <VerdictWord verdict={verdict} />
      </td>
      <td className="t2">{row.community}</td>
      <td className="t2">{formatDay(row.lastMs)}</td>
      <td className="t3 ell">{row.contestedWith ?? 'no network'}</td>
    </tr>
  );
}
