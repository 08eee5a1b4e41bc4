import type { DryRun } from '@iolaus/contracts';
import type { MappedTarget, MappingOutline } from './mapping-document.js';

/** A row of the mapping table: what the mapping says of a target, and what the first rows of the file say. */
export interface MappingRow {
  readonly target: string;
  readonly path: string;
  readonly parse: string | undefined;
  /** How the service reads it, where the mapping does not say. */
  readonly readAs: string;
  readonly isRequired: boolean;
  readonly isDeclared: boolean;
  /** Empty when no row has a value. */
  readonly sample: string;
  /** Share of accepted rows with a value; undefined before the rows were read by this mapping. */
  readonly filled01: number | undefined;
}

/** Targets, then declared kinds, in the order of the mapping. */
export function mappingRows(outline: MappingOutline, dryRun: DryRun | undefined): MappingRow[] {
  const rowOf = (target: MappedTarget, isDeclared: boolean): MappingRow => {
    const read = dryRun?.fields.find((field) => field.target === target.target);
    const seen = dryRun && isDeclared ? seenOf(dryRun, target.target) : undefined;
    return {
      target: target.target,
      path: target.paths.join(', '),
      parse: target.parse,
      readAs: read?.parse ?? target.parse ?? 'text',
      isRequired: target.isRequired,
      isDeclared,
      sample: read?.sample ?? seen?.sample ?? '',
      filled01: read?.filled01 ?? seen?.filled01,
    };
  };
  return [...outline.fields.map((field) => rowOf(field, false)), ...outline.declared.map((kind) => rowOf(kind, true))];
}

/** Declared kinds are counted on the rows that are shown. */
function seenOf({ rows }: DryRun, kind: string): { sample: string; filled01: number } {
  const accepted = rows.filter(({ refused }) => refused === null);
  const values = accepted.flatMap(({ values: of }) => of[kind] ?? []);
  return { sample: values[0] ?? '', filled01: values.length / Math.max(1, accepted.length) };
}

/** Targets of the entity that the mapping leaves out. */
export function targetsLeft(outline: MappingOutline, targets: readonly string[]): string[] {
  return targets.filter((target) => !outline.fields.some((field) => field.target === target));
}
