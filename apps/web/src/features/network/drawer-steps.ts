import { areOfDays, type NetworkViewState, type RowsOfDays } from './network-view.js';

/** A named step of the view. */
type Step = [name: string, patch: Partial<NetworkViewState>];

/** Opens the table of members in the drawer, or closes it. */
export const tableStep = ({ table }: NetworkViewState): Step => [
  table ? 'Closed the table' : 'Opened the table',
  { table: table ? undefined : true, rows: undefined, mode: undefined },
];

/** Opens the raw rows of the chosen days in the drawer, or closes them. Compared windows leave no room for rows. */
export function rowsStep({ rows, mode }: NetworkViewState): Step {
  if (areOfDays(rows)) return ['Closed the rows', { rows: undefined }];
  return openingRows({ mode });
}

/** Opens the rows of days: of all members, or of one lane. */
export const openingRows = (
  { mode }: Pick<NetworkViewState, 'mode'>,
  of: Omit<RowsOfDays, 'of'> & Pick<NetworkViewState, 'from' | 'to' | 'on'> = {},
): Step => {
  const { community, account, ...days } = of;
  const rows: RowsOfDays = {
    of: 'days',
    ...(community !== undefined && { community }),
    ...(account !== undefined && { account }),
  };
  return ['Opened the rows', { ...days, rows, table: undefined, mode: mode === 'compare' ? undefined : mode }];
};
