import type { AccountView } from '@iolaus/contracts';
import type { ReactNode } from 'react';
import { formatShare } from '../../ui/format.js';
import { formatHour } from './heat.js';

const HEIGHT = 44;
const COLUMN = 10;

/** Shares of a usual day by hour: the account dashed, its network as a line; the axis is that of the picture above, whose scale stands beside the key. */
export function UsualDay({ account, scale }: { readonly account: AccountView; readonly scale: ReactNode }) {
  const { usualDay, usualDayOfNetwork, network } = account;
  const most = Math.max(1e-9, ...usualDay, ...usualDayOfNetwork);
  const peak = usualDay.indexOf(Math.max(...usualDay));
  const name = network?.name ?? 'network';
  const hasNetwork = usualDayOfNetwork.length === 24;
  return (
    <>
      <div className="acc-usual">
        <span className="acc-day-label micro t3">Usual day</span>
        <svg
          viewBox={`0 0 ${24 * COLUMN} ${HEIGHT}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={`Usual day: the account is busiest at ${formatHour(peak)} UTC with ${formatShare(usualDay[peak] ?? 0)} of its exchanges${hasNetwork ? `, ${name} at ${formatHour(usualDayOfNetwork.indexOf(Math.max(...usualDayOfNetwork)))}` : ''}`}
        >
          {hasNetwork && <path className="acc-line-network" d={lineOf(usualDayOfNetwork, most)} />}
          <path className={hasNetwork ? 'acc-line-account' : 'acc-line-alone'} d={lineOf(usualDay, most)} />
        </svg>
      </div>
      <div className="acc-axis micro t3" aria-hidden="true">
        <span>00</span>
        <span>06</span>
        <span>12</span>
        <span>18</span>
        <span>23</span>
      </div>
      <div className="acc-keys">
        <span className="acc-lines micro t2">
          <span>
            <i className={hasNetwork ? 'acc-key-account' : 'acc-key-alone'} /> this account, all its days
          </span>
          {hasNetwork && (
            <span>
              <i className="acc-key-network" /> {name}
            </span>
          )}
        </span>
        <span className="sp" />
        {scale}
      </div>
    </>
  );
}

function lineOf(shares: readonly number[], most: number): string {
  return shares
    .map(
      (share, hour) =>
        `${hour === 0 ? 'M' : 'L'}${(hour + 0.5) * COLUMN} ${(HEIGHT - 2 - (share / most) * (HEIGHT - 6)).toFixed(1)}`,
    )
    .join('');
}
