/** Most characters of a list: 2 MB of plain text. */
export const MOST_LIST_CHARACTERS = 2 * 1024 * 1024;
/** Most entries of a list: 10,000 lines with a few columns. */
export const MOST_LIST_ENTRIES = 50_000;

/** What an entry was taken for by its form; `text` is anything else, tried as an account id and as an exact value of any kind. */
export const ENTRY_FORMS = ['ip', 'network', 'asn', 'email', 'domain', 'url', 'text'] as const;
/** One of {@link ENTRY_FORMS}. */
export type EntryForm = (typeof ENTRY_FORMS)[number];
