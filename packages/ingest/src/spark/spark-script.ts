import { pathToFileURL } from 'node:url';

/** The files of one dump in a view. */
export interface SparkPart {
  /** Number of the dump in the manifest. */
  readonly dump: number;
  /** Paths, or URLs of an object store. */
  readonly files: readonly string[];
  /** File of what was told before (ordinal, mask). */
  readonly seen?: string;
}

/** A view that the selects read: each row with the number of its dump. */
export interface SparkView {
  readonly name: string;
  /** `NAME TYPE` of each column of its files. */
  readonly columns: readonly string[];
  readonly parts: readonly SparkPart[];
  /** True when its rows have a column `seen` as well. */
  readonly hasSeen: boolean;
}

/** A select to run, and the name of its result: a folder, and a view for the selects behind it. */
export interface SparkSelect {
  readonly name: string;
  readonly sql: string;
}

/** What a finished select prints, before its name. */
export const DONE = 'iolaus-done';

/** The SQL that runs all selects, each into its folder, in Spark's own dialect of statements; the selects stand in it word for word. */
export function sparkScript(options: {
  readonly views: readonly SparkView[];
  readonly selects: readonly SparkSelect[];
  readonly folderOf: (name: string) => string;
}): string {
  const statements = [
    ...options.views.flatMap(viewStatements),
    ...options.selects.flatMap(({ name, sql }) => {
      const folder = options.folderOf(name);
      return [
        `INSERT OVERWRITE DIRECTORY ${text(urlOf(folder))} USING parquet OPTIONS (compression 'zstd') ${sql}`,
        `CREATE OR REPLACE TEMPORARY VIEW ${name} USING parquet OPTIONS (path ${text(globFree(folder))})`,
        `SELECT ${text(`${DONE} ${name}`)}`,
      ];
    }),
  ];
  return statements.map((statement) => `${statement};\n`).join('');
}

function viewStatements(view: SparkView): string[] {
  const { name, columns, parts, hasSeen } = view;
  const made: string[] = [];
  const open = (source: string, file: string, has: readonly string[]): string => {
    // With its columns told, no file has to be opened before the selects run.
    made.push(
      `CREATE OR REPLACE TEMPORARY VIEW ${source} (${has.map(typed).join(', ')}) USING parquet OPTIONS (path ${text(globFree(file))})`,
    );
    return source;
  };
  const selects = parts.flatMap(({ dump, files, seen }) => {
    const told =
      seen === undefined ? undefined : open(`${name}_${dump}_seen`, seen, ['ordinal INTEGER', 'mask INTEGER']);
    return files.map((file, at) => {
      const source = open(`${name}_${dump}_${at}`, file, columns);
      if (!hasSeen) return `SELECT ${dump} AS dump, * FROM ${source}`;
      if (told === undefined) return `SELECT ${dump} AS dump, *, 0 AS seen FROM ${source}`;
      return `SELECT ${dump} AS dump, r.*, coalesce(s.mask, 0) AS seen FROM ${source} r LEFT JOIN ${told} s ON r.ordinal = s.ordinal`;
    });
  });
  return [
    ...made,
    `CREATE OR REPLACE TEMPORARY VIEW ${name} AS ${selects.length > 0 ? selects.join(' UNION ALL ') : emptyOf(view)}`,
  ];
}

function emptyOf({ columns, hasSeen }: SparkView): string {
  const all = ['dump INTEGER', ...columns, ...(hasSeen ? ['seen INTEGER'] : [])];
  const values = all.map(typed).map((column) => `CAST(NULL AS ${column.split(' ')[1]}) AS ${column.split(' ')[0]}`);
  return `SELECT ${values.join(', ')} WHERE false`;
}

/** A column as Spark declares it: its texts have no length. */
const typed = (column: string): string => column.replace(/ VARCHAR$/, ' STRING');

/** A URL as Hadoop reads it: not decoded, and with its wildcards taken for letters. */
const globFree = (file: string): string => urlOf(file).replaceAll(/[*?[\]{}\\]/g, String.raw`\$&`);

/** Without a scheme a path would lie in the cluster's default file system. */
const urlOf = (file: string): string =>
  /^[a-z][a-z0-9+.-]*:\/\//i.test(file) ? file : `file://${decodeURIComponent(pathToFileURL(file).pathname)}`;

/** A text of Spark's SQL, in which a backslash begins an escape. */
const text = (value: string): string => `'${value.replaceAll(/['\\]/g, String.raw`\$&`)}'`;
