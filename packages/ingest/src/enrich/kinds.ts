import type { EnrichmentKind } from '@iolaus/contracts';
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

/** Kinds that put an address into a class, with the words of a note. */
export const IP_CLASSES = [
  ['vpn', 'VPN exit'],
  ['datacenter', 'data centre'],
  ['proxy', 'proxy'],
] as const satisfies readonly (readonly [EnrichmentKind, string])[];
