import { DAYS_OF, FAMILIES, type DaysOf, type Family } from '@iolaus/contracts';

/** An indicator by kind and value. */
export interface IndicatorKey {
  readonly kind: string;
  readonly value: string;
}

/** Records of the chosen days, or of all: of the whole network, of one community, or of one account. */
export interface RowsOfDays {
  readonly of: 'days';
  readonly community?: string;
  readonly account?: string;
}

/** Whether these are rows of days, not of an indicator. */
export const areOfDays = (rows: NetworkViewState['rows']): rows is RowsOfDays => rows !== undefined && 'of' in rows;

/** An expansion that was accepted: what was expanded, and how much of it was added. */
export interface AcceptedExpansion extends IndicatorKey {
  readonly only: 'more-than-chance' | 'all';
}

/** Accounts that are drawn as one mark. */
export interface NamedGroup {
  readonly name: string;
  readonly accounts: readonly string[];
}

const COLOURS = ['community', 'verdict', 'family', 'strength', 'first-seen', 'volume'] as const;
const MODES = ['sign-ups', 'lanes', 'compare'] as const;
const TABS = ['evidence', 'templates', 'activity', 'bridges', 'plan', 'notes'] as const;

/** Everything that the network screen shows, as its address says it. Absent = default. */
export interface NetworkViewState {
  /** Label of the open community. */
  readonly c?: string | undefined;
  /** Selected accounts. */
  readonly sel?: readonly string[] | undefined;
  /** How many accounts the selection was meant to have, where an address does not hold as many. */
  readonly of?: number | undefined;
  /** Number of the path between two selected accounts that is looked at, from 1; 0 while the list is open and none is. */
  readonly path?: number | undefined;
  /** The indicator in hand. */
  readonly ind?: IndicatorKey | undefined;
  /** The bridge whose cut is looked at before it is made. */
  readonly cut?: IndicatorKey | undefined;
  /** Accounts with fewer bits are hidden. */
  readonly min?: number | undefined;
  /** Families whose indicators are switched off. */
  readonly off?: readonly Family[] | undefined;
  readonly by?: (typeof COLOURS)[number] | undefined;
  /** Where accounts stand; absent for the sunflower. */
  readonly lay?: 'organic' | undefined;
  readonly tab?: (typeof TABS)[number] | undefined;
  /** Steps of the plan that are taken; absent for all. */
  readonly step?: number | undefined;
  readonly table?: true | undefined;
  /** Labels of communities that are marked for a comparison, two at most. */
  readonly cmp?: readonly string[] | undefined;
  /** Days, UTC, from … to: accounts that they do not keep are hidden; they keep those that were active on them, or what `on` says. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Whom these days keep; absent for who was active. */
  readonly on?: Exclude<DaysOf, 'active'> | undefined;
  /** What the timeline shows; absent for volume. */
  readonly mode?: (typeof MODES)[number] | undefined;
  /** The earlier days that they are compared with. */
  readonly vsFrom?: string | undefined;
  readonly vsTo?: string | undefined;
  /** Records that the drawer shows: those of the selection behind an indicator, or those of days. */
  readonly rows?: IndicatorKey | RowsOfDays | undefined;
  readonly x?: readonly AcceptedExpansion[] | undefined;
  /** Accounts that were hidden by hand. */
  readonly hide?: readonly string[] | undefined;
  /** Labels of communities that were hidden by hand. */
  readonly hideC?: readonly string[] | undefined;
  /** Accounts that stay drawn and named at every zoom. */
  readonly pin?: readonly string[] | undefined;
  /** Indicators that do. */
  readonly pinI?: readonly IndicatorKey[] | undefined;
  /** Accounts that are drawn as one mark, with its name. */
  readonly g?: readonly NamedGroup[] | undefined;
}

/** The view of an address. What it does not understand is left out, so that an old link still opens. */
export function readNetworkView(search: Readonly<Record<string, unknown>>): NetworkViewState {
  const { min, step, of, path } = search;
  return withoutEmpty({
    c: textOf(search['c']),
    sel: textsOf(search['sel']),
    of: typeof of === 'number' && Number.isSafeInteger(of) ? of : undefined,
    path: typeof path === 'number' && Number.isSafeInteger(path) && path >= 0 ? path : undefined,
    ind: indicatorOf(search['ind']),
    cut: indicatorOf(search['cut']),
    min: typeof min === 'number' && min > 0 && Number.isFinite(min) ? min : undefined,
    off: textsOf(search['off'])?.filter((family): family is Family => (FAMILIES as readonly string[]).includes(family)),
    by: COLOURS.find((by) => by === search['by']),
    lay: search['lay'] === 'organic' ? 'organic' : undefined,
    tab: TABS.find((tab) => tab === search['tab']),
    step: typeof step === 'number' && Number.isSafeInteger(step) && step >= 0 ? step : undefined,
    table: search['table'] === true || undefined,
    cmp: textsOf(search['cmp'])?.slice(0, 2),
    from: dayOf(search['from']),
    to: dayOf(search['to']),
    on: DAYS_OF.find((on) => on !== 'active' && on === search['on']) as NetworkViewState['on'],
    mode: MODES.find((mode) => mode === search['mode']),
    vsFrom: dayOf(search['vsFrom']),
    vsTo: dayOf(search['vsTo']),
    rows: rowsOfDays(search['rows']) ?? indicatorOf(search['rows']),
    x: Array.isArray(search['x']) ? search['x'].flatMap(expansionOf) : undefined,
    hide: textsOf(search['hide']),
    hideC: textsOf(search['hideC']),
    pin: textsOf(search['pin']),
    pinI: Array.isArray(search['pinI']) ? search['pinI'].flatMap((each) => indicatorOf(each) ?? []) : undefined,
    g: Array.isArray(search['g']) ? search['g'].flatMap(groupOf) : undefined,
  });
}

/** The fields in their order in an address. */
const FIELDS: readonly string[] = [
  'c',
  'sel',
  'of',
  'path',
  'ind',
  'cut',
  'min',
  'off',
  'by',
  'lay',
  'tab',
  'step',
  'table',
  'cmp',
  'from',
  'to',
  'on',
  'mode',
  'vsFrom',
  'vsTo',
  'rows',
  'x',
  'hide',
  'hideC',
  'pin',
  'pinI',
  'g',
] satisfies (keyof NetworkViewState)[];

/** A view without the fields that say nothing, so that equal views have equal addresses. */
export function withoutEmpty(view: NetworkViewState): NetworkViewState {
  const isPart = view.sel !== undefined && view.of !== undefined && view.of > view.sel.length && view.sel.length > 0;
  const path = view.sel?.length === 2 ? view.path : undefined;
  const isCompared = view.vsFrom !== undefined && view.vsTo !== undefined;
  const isChosen = view.from !== undefined && view.to !== undefined;
  const on = isChosen && (view.on === 'sign-ups' || isCompared) ? view.on : undefined;
  const cut = view.tab === 'bridges' ? view.cut : undefined;
  return Object.fromEntries(
    Object.entries({ ...view, of: isPart ? view.of : undefined, path, on, cut })
      .filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0))
      // What was said first may not tell an address from another of the same view.
      .sort(([a], [b]) => FIELDS.indexOf(a) - FIELDS.indexOf(b)),
  );
}

// A number in an address is a number again after parsing; an account may be called one.
function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

/** A day of the calendar: `Date` takes 30 February for 2 March, and the service refuses it. */
function dayOf(value: unknown): string | undefined {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return undefined;
  const ms = Date.parse(value);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(value) ? value : undefined;
}

function textsOf(value: unknown): string[] | undefined {
  return Array.isArray(value) ? value.flatMap((each) => textOf(each) ?? []) : undefined;
}

function indicatorOf(value: unknown): IndicatorKey | undefined {
  if (typeof value !== 'object' || value === null || !('kind' in value) || !('value' in value)) return undefined;
  const [kind, of] = [textOf(value.kind), textOf(value.value)];
  return kind !== undefined && of !== undefined ? { kind, value: of } : undefined;
}

function rowsOfDays(value: unknown): RowsOfDays | undefined {
  if (typeof value !== 'object' || value === null || (value as { of?: unknown }).of !== 'days') return undefined;
  const { community, account } = value as { readonly community?: unknown; readonly account?: unknown };
  const [label, id] = [textOf(community), textOf(account)];
  return {
    of: 'days',
    ...(label !== undefined && { community: label }),
    ...(id !== undefined && { account: id }),
  };
}

function groupOf(value: unknown): NamedGroup[] {
  if (typeof value !== 'object' || value === null || !('name' in value) || !('accounts' in value)) return [];
  const [name, accounts] = [textOf(value.name), textsOf(value.accounts)];
  return name !== undefined && accounts && accounts.length > 0 ? [{ name, accounts }] : [];
}

function expansionOf(value: unknown): AcceptedExpansion[] {
  const key = indicatorOf(value);
  return key ? [{ ...key, only: (value as { only?: unknown }).only === 'all' ? 'all' : 'more-than-chance' }] : [];
}
