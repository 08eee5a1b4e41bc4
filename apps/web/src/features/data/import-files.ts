/** A file that was chosen for import. `path` is where the service finds it, once it is there. */
export interface ImportFile {
  readonly name: string;
  readonly bytes: number | undefined;
  readonly path: string | undefined;
  readonly error?: unknown;
  /** A mapping file that was written here for this file alone; without one the mapping beside the file counts. */
  readonly mapping?: string;
}

/** Whether a file is a mapping and no dump. */
export const isMapping = (name: string): boolean => /\.ya?ml$/i.test(name);

/** Files that go into one import: the same mapping for all of them, or none given. */
export interface ImportGroup {
  readonly mapping: string | undefined;
  readonly paths: readonly string[];
}

/** Chosen files by the mapping that was given for them, in the order of their choice. */
export function groupsOf(files: readonly ImportFile[]): ImportGroup[] {
  const groups = new Map<string | undefined, string[]>();
  for (const { name, path, mapping } of files) {
    if (path === undefined || isMapping(name)) continue;
    groups.set(mapping, [...(groups.get(mapping) ?? []), path]);
  }
  return [...groups].map(([mapping, paths]) => ({ mapping, paths }));
}

/** A mapping to begin with, for a file that has none. */
export function starterMapping(name: string): string {
  const plain = name.replace(/\.gz$/i, '');
  const format = /\.(csv|tsv)$/i.exec(plain)?.[1]?.toLowerCase() ?? 'jsonl';
  return `version: 1
match: ${JSON.stringify(name)}
format: ${format}
entity: exchange            # exchange | account | payment | sighting
fields:
  account: { paths: [account_id], required: true }
  time: { paths: [ts], required: true, parse: rfc3339 }
  ip: { paths: [ip], parse: ip }
  prompt: { paths: [prompt] }
`;
}
