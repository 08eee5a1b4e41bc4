import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DumpRow } from '@iolaus/contracts';
import type { Lake } from '../lake.js';
import type { AcceptedPlace, ExpectedDump } from './log-text.js';
import { seeded } from './seeded.js';

const SHOWN = 5;

/** How an imported dump differs from what it must be, in words; nothing when it does not. The bytes of `samples` accepted records, drawn by the seed, are read again out of the dump. */
export async function importDifferences(
  lake: Lake,
  imported: DumpRow,
  expected: ExpectedDump,
  options: { readonly samples: number; readonly seed: number; readonly lakeFolder: string },
): Promise<string[]> {
  return [
    ...countDifferences(imported, expected),
    ...(await refusedDifferences(lake, imported, expected)),
    ...(await byteDifferences(lake, imported, drawn(expected.accepted, options))),
    ...endDifferences(imported, expected, options.lakeFolder),
  ];
}

function countDifferences(imported: DumpRow, { accepted, refused, blankLines }: ExpectedDump): string[] {
  const counts = [
    ['records', imported.records, accepted.length + refused.length],
    ['accepted', imported.accepted, accepted.length],
    ['refused', imported.refused, refused.length],
    ['blank lines', imported.blankLines, blankLines],
  ] as const;
  return counts.flatMap(([what, is, should]) => (is === should ? [] : [`${what}: ${is} instead of ${should}`]));
}

async function refusedDifferences(lake: Lake, imported: DumpRow, { refused }: ExpectedDump): Promise<string[]> {
  const { rows, total } = await lake.refused({ dump: imported.sha256, offset: 0, limit: refused.length + 1 });
  const is = rows.map(({ ordinal, byteOffset, code, field, reason }) =>
    JSON.stringify({ ordinal, byteOffset, code, field, reason }),
  );
  const should = refused.map(({ ordinal, byteOffset, code, field, reason }) =>
    JSON.stringify({ ordinal, byteOffset, code, field, reason }),
  );
  return [
    ...(total === refused.length ? [] : [`quarantine: ${total} records instead of ${refused.length}`]),
    ...should.filter((row) => !is.includes(row)).map((row) => `not in quarantine: ${row}`),
    ...is.filter((row) => !should.includes(row)).map((row) => `in quarantine: ${row}`),
  ].slice(0, SHOWN);
}

async function byteDifferences(lake: Lake, { sha256 }: DumpRow, places: readonly AcceptedPlace[]): Promise<string[]> {
  const records = await lake.rawRecords(places.map(({ ordinal }) => ({ dump: sha256, ordinal })));
  return places
    .flatMap(({ ordinal, byteOffset, bytes }, at) => {
      const record = records[at];
      if (record?.byteOffset !== byteOffset)
        return [`record ${ordinal} at byte ${record?.byteOffset} instead of ${byteOffset}`];
      return bytes.equals(record.bytes) ? [] : [`record ${ordinal} has other bytes`];
    })
    .slice(0, SHOWN);
}

function endDifferences({ sha256 }: DumpRow, { incomplete }: ExpectedDump, lakeFolder: string): string[] {
  const { dumps } = JSON.parse(readFileSync(join(lakeFolder, 'manifest.json'), 'utf8')) as {
    dumps: readonly { readonly sha256: string; readonly incomplete?: { readonly code: string } }[];
  };
  const is = dumps.find((dump) => dump.sha256 === sha256)?.incomplete?.code;
  return is === incomplete ? [] : [`the dump is ${is ?? 'whole'} instead of ${incomplete ?? 'whole'}`];
}

/** Up to `samples` different places, in the order in which they are drawn. */
function drawn(
  places: readonly AcceptedPlace[],
  { samples, seed }: { readonly samples: number; readonly seed: number },
): AcceptedPlace[] {
  const below = seeded(seed);
  const rest = [...places];
  for (let at = 0; at < Math.min(samples, rest.length); at++) {
    const other = at + below(rest.length - at);
    [rest[at], rest[other]] = [rest[other]!, rest[at]!];
  }
  return rest.slice(0, samples);
}

/** Most bytes of memory that a process has held, or undefined where the system does not tell (it does on Linux). */
export function peakBytes(pid: number): number | undefined {
  const file = `/proc/${pid}/status`;
  if (!existsSync(file)) return undefined;
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(file, 'utf8'))?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
}
