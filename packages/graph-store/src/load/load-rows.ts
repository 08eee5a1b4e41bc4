import type { AccountColumns, GraphBatch, IndicatorColumns, PairColumns } from '@iolaus/contracts';

/** The rows of a batch as the statements read them: pairs are grouped by account, so that each account is looked up once. */
export function rowsOf(batch: GraphBatch): unknown[] {
  switch (batch.what) {
    case 'accounts':
      return batch.rows.id.map((id, row) => (batch.action === 'drop' ? [id] : accountRow(batch.rows, row)));
    case 'indicators':
      return batch.rows.key.map((key, row) => (batch.action === 'drop' ? [key] : indicatorRow(batch.rows, row)));
    case 'pairs':
      return pairsByAccount(batch.rows, batch.action === 'drop');
  }
}

/** How many rows a batch has. */
export function sizeOf(batch: GraphBatch): number {
  return keysOf(batch).length;
}

/** The keys of a batch of nodes, or the accounts of its pairs. */
export function keysOf(batch: GraphBatch): readonly string[] {
  switch (batch.what) {
    case 'accounts':
      return batch.rows.id;
    case 'indicators':
      return batch.rows.key;
    case 'pairs':
      return batch.rows.account;
  }
}

function accountRow(of: AccountColumns, row: number): unknown[] {
  return [
    of.id[row],
    timeOf(of.created[row]!),
    of.exchanges[row],
    timeOf(of.first[row]!),
    timeOf(of.last[row]!),
    of.organisation[row],
    of.isVerified[row] === 1,
    of.programme[row],
    of.status[row],
    timeOf(of.banned[row]!),
    of.emailDomain[row],
    of.country[row],
  ];
}

function indicatorRow(of: IndicatorColumns, row: number): unknown[] {
  const key = of.key[row]!;
  const colon = key.indexOf(':');
  return [
    key,
    of.text[row],
    of.reach[row],
    of.records[row],
    timeOf(of.first[row]!),
    timeOf(of.last[row]!),
    key.slice(0, colon),
    key.slice(colon + 1),
  ];
}

function pairsByAccount(of: PairColumns, isDrop: boolean): unknown[] {
  const groups: [string, unknown[][]][] = [];
  for (const [row, account] of of.account.entries()) {
    if (groups.at(-1)?.[0] !== account) groups.push([account, []]);
    groups.at(-1)![1].push(isDrop ? [of.indicator[row]] : pairRow(of, row));
  }
  return groups;
}

function pairRow(of: PairColumns, row: number): unknown[] {
  return [
    of.indicator[row],
    of.count[row],
    timeOf(of.first[row]!),
    timeOf(of.last[row]!),
    timeOf(of.dump[row]!),
    of.ordinal[row],
  ];
}

/** NaN means unknown. */
function timeOf(ms: number): number | null {
  return Number.isNaN(ms) ? null : ms;
}
