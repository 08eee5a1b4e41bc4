import { defaultParseSearch, defaultStringifySearch } from '@tanstack/react-router';
import { uncountedAccountFacets } from '../accounts/account-facets.js';
import { triageFacets } from '../triage/triage-facets.js';

/** A field of an address that a query can ask for: a text, or some of these values. */
export interface AskedField {
  readonly id: string;
  readonly label: string;
  /** Undefined for a text. */
  readonly values: readonly { readonly value: string; readonly word: string }[] | undefined;
}

/** What is said of fields, by their id; nothing for one that is left open. */
export type Answers = Readonly<Record<string, readonly string[]>>;

// What the rows of a queue say of themselves cannot be asked for before they are there.
const withValues = <F extends { readonly values: readonly unknown[] }>(facets: readonly F[]): F[] =>
  facets.filter(({ values }) => values.length > 0);

const FIELDS: Readonly<Record<string, () => readonly AskedField[]>> = {
  '/': () => [{ id: 'find', label: 'Name or number', values: undefined }, ...withValues(triageFacets([], []))],
  '/accounts': () => [{ id: 'find', label: 'Account begins with', values: undefined }, ...uncountedAccountFacets()],
};

/** What of an address can be asked for each time that it is opened; nothing where its screen has no facets. */
export function askableFields(href: string): readonly AskedField[] {
  return FIELDS[partsOf(href).pathname]?.() ?? [];
}

/** What an address says of some fields. */
export function answersIn(href: string, ids: readonly string[]): Answers {
  const search = defaultParseSearch(partsOf(href).search) as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    ids.map((id) => {
      const said = search[id];
      return [id, (Array.isArray(said) ? said : said === undefined ? [] : [said]).map(String)];
    }),
  );
}

/** The address with other answers; all else that it says stays. */
export function withAnswers(href: string, answers: Answers): string {
  const { pathname, search, hash } = partsOf(href);
  const known = new Map(askableFields(href).map((field) => [field.id, field]));
  const said = Object.entries(answers).map(([id, values]) => [
    id,
    values.length === 0 ? undefined : known.get(id)?.values ? values : values[0],
  ]);
  return `${pathname}${defaultStringifySearch({ ...defaultParseSearch(search), ...Object.fromEntries(said) })}${hash}`;
}

/** Any host does: an address of this service has none. */
const partsOf = (href: string): URL => new URL(href, 'http://localhost');
