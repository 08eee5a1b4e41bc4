import { csvLine, type MemberRow } from '@iolaus/contracts';

/** One line a member, times as ISO 8601 in UTC, shares 0–1. */
export function membersCsv(network: string, rows: readonly MemberRow[]): string {
  const time = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());
  const head =
    'account,network,community,bits,exchanges,campaign_share,signed_up,first_seen,last_seen,status,contested_with';
  const lines = rows.map((row) =>
    csvLine([
      row.account,
      network,
      row.community,
      row.bits,
      row.exchanges,
      row.share,
      time(row.createdMs),
      time(row.firstMs),
      time(row.lastMs),
      row.status,
      row.contestedWith,
    ]),
  );
  return `${[head, ...lines].join('\r\n')}\r\n`;
}
