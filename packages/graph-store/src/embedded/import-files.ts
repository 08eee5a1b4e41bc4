import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dumpNumber, type GraphFeed, type GraphFiles } from '@iolaus/contracts';

/** A cell of the importer: null is no property, a text is quoted. */
type Cell = string | number | boolean | null;

/** The importer's arguments that name the files of a feed, and those few rows that the graph keeps about it: kinds, dumps, and a checkpoint that says that it is whole. */
export async function importArguments(folder: string, feed: GraphFeed, files: GraphFiles): Promise<string[]> {
  const own = async (name: string, header: string, rows: readonly (readonly Cell[])[]): Promise<string> => {
    const path = join(folder, `${name}.csv`);
    const lines = [header, ...rows.map((row) => row.map(cellOf).join(','))];
    await writeFile(path, `${lines.join('\n')}\n`, { mode: 0o600 });
    return path;
  };
  const kinds = feed.kinds.map(({ kind, indicators, sightings, pairs }) => [kind, indicators, sightings, pairs]);
  const dumps = feed.dumps.map((sha256) => [sha256, dumpNumber(sha256)]);
  return [
    `--nodes=Account=${files.accounts.join(',')}`,
    `--nodes=Indicator=${files.indicators.join(',')}`,
    `--nodes=Kind=${await own('kinds', 'kind,indicators:long,sightings:long,pairs:long', kinds)}`,
    `--nodes=Dump=${await own('dumps', 'sha256,number:long', dumps)}`,
    `--nodes=Checkpoint=${await own('checkpoint', 'name,load,batches:long,isDone:boolean', [['graph', feed.id, 0, true]])}`,
    `--relationships=SIGHTED=${files.pairs.join(',')}`,
    `--multiline-fields=${files.isMultiline}`,
  ];
}

/** The importer reads an unquoted empty cell as no value and a quoted one as an empty text. */
export function cellOf(value: Cell): string {
  if (value === null) return '';
  return typeof value === 'string' ? `"${value.replaceAll('"', '""')}"` : String(value);
}
