import type { EnrichmentKind } from '@iolaus/contracts';

/** What a file of each kind tells, in the words of the screen. */
export const ENRICHMENT_WORDS: Readonly<Record<EnrichmentKind, string>> = {
  asn: 'Networks (ASN)',
  vpn: 'VPN exits',
  datacenter: 'Data centres',
  proxy: 'Proxies',
  'public-prompts': 'Public prompts',
  bin: 'Card BINs',
};
