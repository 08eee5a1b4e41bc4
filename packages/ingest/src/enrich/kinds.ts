import { INDICATOR_CLASSES, type EnrichmentKind, type IndicatorClass } from '@iolaus/contracts';
import { binTableRows } from './bin-table.js';
import type { EnrichmentSource } from './enrichment-lines.js';
import { promptListRows } from './prompt-list.js';
import { rangeListRows } from './range-list.js';
import { asnRows } from './read-asns.js';

/** How a file of each kind is read; every reader refuses a file at its first bad line (ENRICHMENT_INVALID). */
export const ENRICHMENT_READERS: Readonly<Record<EnrichmentKind, (source: EnrichmentSource) => AsyncGenerator>> = {
  asn: asnRows,
  vpn: rangeListRows,
  datacenter: rangeListRows,
  proxy: rangeListRows,
  'public-prompts': promptListRows,
  bin: binTableRows,
};

const IP_KINDS = ['vpn', 'datacenter', 'proxy'] as const satisfies readonly (EnrichmentKind & IndicatorClass)[];

/** Kinds that put an address into a class, with the words of a note. */
export const IP_CLASSES = IP_KINDS.map(
  (kind) => [kind, INDICATOR_CLASSES.find(({ name }) => name === kind)!.label] as const,
);
