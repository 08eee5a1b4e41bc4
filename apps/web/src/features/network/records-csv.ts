import { csvLine, type RecordRow } from '@iolaus/contracts';

const OWN = ['dump', 'ordinal', 'entity', 'time', 'account'] as const;

/** One line a record with the fields that any of them has, masked as they are shown; times as ISO 8601 in UTC. A field of a dump that is called as a column of ours gets a `field_` before it. */
export function recordsCsv(rows: readonly RecordRow[]): string {
  const fields = [...new Set(rows.flatMap((row) => Object.keys(row.fields)))];
  const head = csvLine([
    ...OWN,
    ...fields.map((name) => ((OWN as readonly string[]).includes(name) ? `field_${name}` : name)),
  ]);
  const lines = rows.map(({ dump, ordinal, entity, timeMs, account, fields: own }) =>
    csvLine([
      dump,
      ordinal,
      entity,
      timeMs === null ? null : new Date(timeMs).toISOString(),
      account,
      ...fields.map((name) => own[name] ?? null),
    ]),
  );
  return `${[head, ...lines].join('\r\n')}\r\n`;
}
