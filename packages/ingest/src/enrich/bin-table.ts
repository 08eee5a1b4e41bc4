import { invalid, type EnrichmentSource } from './enrichment-lines.js';
import { fieldAt, placesOf, type ColumnNames } from './table-header.js';
import { tableRows } from './table-rows.js';

/** What is known of cards whose number begins with `prefix`. */
export interface BinRow {
  readonly prefix: string;
  /** For people, for example `Example Card · debit · prepaid`. */
  readonly note: string;
}

/** Countries are left out: where a card was issued is no evidence of who acts together. */
const NAMES = {
  bin: ['bin', 'iin', 'prefix', 'bin_prefix', 'iin_start', 'bin_start'],
  brand: ['brand', 'scheme', 'card_brand', 'network'],
  type: ['type', 'card_type', 'funding'],
  class: ['class', 'category', 'card_category', 'level', 'card_class'],
  prepaid: ['prepaid', 'is_prepaid'],
} as const satisfies ColumnNames<string>;

/** Rows of a table of BINs with a header. Refuses a header without a BIN and a BIN that is not 2 to 11 digits (ENRICHMENT_INVALID). */
export async function* binTableRows(source: EnrichmentSource): AsyncGenerator<BinRow> {
  let places: ReturnType<typeof placesOf<keyof typeof NAMES>> | undefined;
  for await (const row of tableRows(source)) {
    if (places === undefined) {
      places = placesOf(row, NAMES);
      if (places.bin === undefined)
        throw invalid(source, `line ${row.number}`, 'its header does not name a column bin');
      continue;
    }
    const prefix = fieldAt(row, places.bin);
    if (!/^\d{2,11}$/.test(prefix)) throw invalid(source, `line ${row.number}`, 'its BIN is not 2 to 11 digits');
    const words = [fieldAt(row, places.brand), fieldAt(row, places.type), fieldAt(row, places.class)];
    if (/^(true|yes|y|t|1)$/i.test(fieldAt(row, places.prepaid))) words.push('prepaid');
    const seen = new Set<string>();
    const said = words.filter((word) => word !== '' && !seen.has(word.toLowerCase()) && seen.add(word.toLowerCase()));
    yield { prefix, note: said.join(' · ') };
  }
}
