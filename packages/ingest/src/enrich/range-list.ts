import { invalid, linesOf, type EnrichmentSource } from './enrichment-lines.js';
import { networkRange, type IpRange } from './ip-range.js';

/** The networks and addresses of a list, one a line; what stands behind `#` is a comment. Refuses any other line (ENRICHMENT_INVALID). */
export async function* rangeListRows(source: EnrichmentSource): AsyncGenerator<IpRange> {
  for await (const lines of linesOf(source)) {
    for (const { number, text } of lines) {
      const network = text.replace(/#.*$/, '').trim();
      if (network === '') continue;
      const range = networkRange(network);
      if (range === undefined)
        throw invalid(source, `line ${number}`, 'it is neither a network in CIDR form nor an address');
      yield range;
    }
  }
}
