import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { IolausError, type LakeTables, type WorkOptions } from '@iolaus/contracts';
import { accountValues, indicatorValues, kindCounts, loadIdOf, timeOf } from '../load/load-rows.js';

/** A cell of the importer: null is no property, a text is quoted. */
type Cell = string | number | boolean | null;

/** One CSV file of the importer, with what its lines become. */
interface ImportFile {
  readonly option: `--nodes=${string}` | `--relationships=${string}`;
  readonly name: string;
  readonly header: string;
  readonly total: number;
  readonly rows: Iterable<readonly Cell[]>;
}

const LINES_A_CHUNK = 5_000;

/** Writes the tables as the importer's files into the folder; gives the importer's arguments that name them. */
export async function writeImportFiles(
  folder: string,
  options: { readonly tables: LakeTables } & WorkOptions,
): Promise<string[]> {
  const files = filesOf(options.tables);
  for (const file of files) {
    const out = createWriteStream(join(folder, file.name), { mode: 0o600 });
    await pipeline(Readable.from(chunksOf(file, options), { objectMode: false }), out);
  }
  return files.map((file) => `${file.option}=${join(folder, file.name)}`);
}

function filesOf(tables: LakeTables): ImportFile[] {
  const { sightings } = tables;
  const indicators = indicatorValues(tables);
  const kinds = kindCounts(tables);
  return [
    {
      option: '--nodes=Account',
      name: 'accounts.csv',
      header:
        ':ID(A),id,created:long,exchanges:long,first:long,last:long,organisation,isVerified:boolean,programme,status,banned:long,emailDomain,country',
      total: sightings.accounts.length,
      rows: each(sightings.accounts.length, (index) => [
        index,
        ...Object.values(accountValues(tables, index) as object),
      ]),
    },
    {
      option: '--nodes=Indicator',
      name: 'indicators.csv',
      header: ':ID(I),key,kind,value,text,reach:long,records:long,first:long,last:long',
      total: indicators.length,
      rows: each(indicators.length, (index) => [index, ...Object.values(indicators[index]! as object)]),
    },
    {
      option: '--nodes=Kind',
      name: 'kinds.csv',
      header: 'kind,indicators:long,sightings:long,pairs:long',
      total: kinds.length,
      rows: each(kinds.length, (index) => {
        const { kind, indicators: held, sightings: seen, pairs } = kinds[index]!;
        return [kind, held, seen, pairs];
      }),
    },
    {
      option: '--nodes=Dump',
      name: 'dumps.csv',
      header: 'sha256',
      total: sightings.dumps.length,
      rows: each(sightings.dumps.length, (index) => [sightings.dumps[index]!]),
    },
    {
      option: '--nodes=Checkpoint',
      name: 'checkpoint.csv',
      header:
        'name,load,accounts:long,indicators:long,sightings:long,isFresh:boolean,isDone:boolean,accountsBefore:long',
      total: 1,
      rows: [
        [
          'load',
          loadIdOf(tables),
          sightings.accounts.length,
          indicators.length,
          sightings.account.length,
          true,
          true,
          0,
        ],
      ],
    },
    {
      option: '--relationships=SIGHTED',
      name: 'sightings.csv',
      header: ':START_ID(A),:END_ID(I),count:long,first:long,last:long,dump,ordinal:long',
      total: sightings.account.length,
      rows: each(sightings.account.length, (row) => [
        sightings.account[row]!,
        sightings.indicator[row]!,
        sightings.count[row]!,
        timeOf(sightings.firstMs[row]!),
        timeOf(sightings.lastMs[row]!),
        sightings.dumps[sightings.dump[row]!] ?? null,
        sightings.ordinal[row]!,
      ]),
    },
  ];
}

function* each(count: number, rowOf: (index: number) => Cell[]): Generator<Cell[]> {
  for (let index = 0; index < count; index += 1) yield rowOf(index);
}

function* chunksOf({ name, header, total, rows }: ImportFile, { onProgress, signal }: WorkOptions): Generator<string> {
  let lines = [header];
  let done = 0;
  for (const row of rows) {
    lines.push(row.map(cellOf).join(','));
    done += 1;
    if (lines.length < LINES_A_CHUNK) continue;
    if (signal?.aborted) throw new IolausError('CANCELLED', { done: `part of ${name}` });
    onProgress?.({ phase: 'Preparing the graph', done, total, unit: name.replace('.csv', '') });
    yield `${lines.join('\n')}\n`;
    lines = [];
  }
  yield `${lines.join('\n')}\n`;
}

/** The importer reads an unquoted empty cell as no value and a quoted one as an empty text. */
export function cellOf(value: Cell): string {
  if (value === null) return '';
  return typeof value === 'string' ? `"${value.replaceAll('"', '""')}"` : String(value);
}
