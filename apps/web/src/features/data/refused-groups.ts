import type { DryRun, RefusedGroup, RefusedRow } from '@iolaus/contracts';

/** Refused rows by code, field and reason, most first. */
export function groupsOfRows(rows: readonly RefusedRow[]): RefusedGroup[] {
  const groups = new Map<string, RefusedGroup>();
  for (const row of rows) {
    const { code, field, reason } = row;
    const key = JSON.stringify([code, field, reason]);
    const before = groups.get(key);
    groups.set(key, { code, field, reason, count: (before?.count ?? 0) + 1, rows: [...(before?.rows ?? []), row] });
  }
  return [...groups.values()].toSorted((a, b) => b.count - a.count);
}

/** Where the mapping of a dry run looks for a target. */
export function pathsOfField(dryRun: DryRun | undefined, field: string | null): readonly string[] {
  return dryRun?.fields.find(({ target }) => target === field)?.path.split(', ') ?? [];
}
