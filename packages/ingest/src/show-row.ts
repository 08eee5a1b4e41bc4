import type { Mapping } from './mapping.js';
import { maskDeclared, maskField } from './mask.js';
import type { ReadRecord } from './read-records.js';

/** A record as it may be shown: masked values, or why it was refused. */
export interface ShownRow {
  readonly ordinal: number;
  readonly values: Record<string, string>;
  readonly refused: string | null;
}

/** The record as it may be shown. */
export function showRow({ bytes, outcome }: ReadRecord, { indicators }: Mapping): ShownRow {
  if (outcome.kind === 'reject') return { ordinal: bytes.ordinal, values: {}, refused: outcome.reason };
  const values = Object.entries(outcome.fields).map(([name, value]) => [name, maskField(name, String(value))] as const);
  const declared = outcome.declared.map(({ kind, value }) => {
    const indicator = indicators.find(({ name }) => name === kind);
    return [kind, maskDeclared(indicator?.parse, value)] as const;
  });
  return { ordinal: bytes.ordinal, values: Object.fromEntries([...values, ...declared]), refused: null };
}
