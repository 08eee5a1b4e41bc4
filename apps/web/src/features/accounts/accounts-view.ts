import { ACCOUNT_COLUMNS, ACCOUNT_FACETS, type AccountColumn, type AccountQuery } from '@iolaus/contracts';
import { readChosen, type Chosen } from '../facets/facets.js';

/** Facets of the table, in the order of their chips. */
export const ACCOUNT_FACET_IDS = Object.keys(ACCOUNT_FACETS) as (keyof typeof ACCOUNT_FACETS)[];

/** What the table shows, as its address says it; absent: by exchanges, most first, in the columns that this browser keeps. */
export interface AccountsView extends Readonly<
  Partial<Record<keyof typeof ACCOUNT_FACETS, readonly string[] | undefined>>
> {
  readonly find?: string | undefined;
  /** The snapshot that what changed is told against, by its id; absent: the one that who looks had seen. */
  readonly against?: string | undefined;
  readonly sort?: AccountColumn | undefined;
  readonly up?: true | undefined;
  readonly cols?: readonly AccountColumn[] | undefined;
}

/** Letters that the service finds accounts by at most. */
const MOST_FOUND = 200;

/** How a snapshot is called. */
const ID = /^[\w-]{1,64}$/;

/** Columns until somebody chooses others. */
export const FIRST_COLUMNS: readonly AccountColumn[] = [
  'id',
  'network',
  'tier',
  'bits',
  'exchanges',
  'created',
  'first',
  'last',
  'status',
];

/** The columns among what an address or a browser says, in their order; none where it says none. The id is always there. */
export function readColumns(said: unknown): readonly AccountColumn[] | undefined {
  if (!Array.isArray(said)) return undefined;
  const found = ACCOUNT_COLUMNS.filter((column) => column === 'id' || (said as unknown[]).includes(column));
  return found.length > 1 ? found : undefined;
}

/** The view of an address; what it does not understand is left out. */
export function readAccountsView(search: Readonly<Record<string, unknown>>): AccountsView {
  const { find, against } = search;
  const sort = ACCOUNT_COLUMNS.find((each) => each === search['sort']);
  const cols = readColumns(search['cols']);
  const chosen = readChosen(search, ACCOUNT_FACET_IDS);
  return {
    ...Object.fromEntries(
      ACCOUNT_FACET_IDS.flatMap((id) => {
        const known = (chosen[id] ?? []).filter((value) => (ACCOUNT_FACETS[id] as readonly string[]).includes(value));
        return known.length > 0 ? [[id, known]] : [];
      }),
    ),
    ...((typeof find === 'string' || typeof find === 'number') &&
      find !== '' && { find: String(find).slice(0, MOST_FOUND) }),
    ...((typeof against === 'string' || typeof against === 'number') &&
      ID.test(String(against)) && { against: String(against) }),
    ...(sort && { sort }),
    ...(search['up'] === true && { up: true as const }),
    ...(cols && { cols }),
  };
}

/** What is chosen of the facets. */
export const chosenOf = (view: AccountsView): Chosen =>
  Object.fromEntries(ACCOUNT_FACET_IDS.map((id) => [id, view[id]]));

/** The view as the service is asked for it. */
export function queryOf(view: AccountsView): AccountQuery {
  const { find, against, sort = 'exchanges', up } = view;
  const chosen = ACCOUNT_FACET_IDS.flatMap((id) => (view[id] ? [[id, [...view[id]]] as const] : []));
  return {
    ...Object.fromEntries(chosen),
    ...(find !== undefined && { find }),
    ...(against !== undefined && { against }),
    sort,
    direction: up ? 'asc' : 'desc',
  };
}

/** The view after a column's head was pressed: first as that column is mostly wanted, then the other way round. */
export function sortedBy(view: AccountsView, column: AccountColumn): AccountsView {
  const isSame = (view.sort ?? 'exchanges') === column;
  const isText = !['bits', 'exchanges', 'created', 'first', 'last'].includes(column);
  const up = isSame ? !view.up : isText;
  return { ...view, sort: column, up: up ? true : undefined };
}
