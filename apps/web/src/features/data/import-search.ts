/** What the address of the Import screen says: a dump of the lake that is read again by a corrected mapping. */
export interface ImportSearch {
  readonly again?: string;
}

/** Reads the search parameters of the Import screen; what is no SHA-256 is left out. */
export function readImportSearch(search: Readonly<Record<string, unknown>>): ImportSearch {
  const { again } = search;
  return typeof again === 'string' && /^[0-9a-f]{64}$/.test(again) ? { again } : {};
}
