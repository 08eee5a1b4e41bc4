import type { DryRun } from '@iolaus/contracts';
import { ENTITY_WORDS } from './entity-words.js';
import { outlineOf } from './mapping-document.js';

const FORMAT_WORDS: Readonly<Record<string, string>> = {
  jsonl: 'JSON lines',
  json: 'JSON',
  csv: 'CSV with header',
  tsv: 'TSV with header',
  parquet: 'Parquet',
  log: 'text log',
  zeek: 'Zeek log',
};

/** "Exchanges, JSON lines", or the known format that the file was taken for: "LiteLLM spend log". */
export function kindOfFile({ entity, mapping, guess }: Pick<DryRun, 'entity' | 'mapping' | 'guess'>): string {
  if (guess?.label != null) return guess.label;
  const format = mapping === null ? undefined : outlineOf(mapping)?.format;
  const words = [entity === null ? 'Log' : ENTITY_WORDS[entity], format === undefined ? '' : FORMAT_WORDS[format]];
  return words.filter(Boolean).join(', ');
}
