import { invalid, type EnrichmentSource } from './enrichment-lines.js';
import { networkRange, rangeBetween, type IpRange } from './ip-range.js';
import { fieldAt, placesOf, type ColumnNames, type ColumnPlaces } from './table-header.js';
import { tableRows, type TableRow } from './table-rows.js';

/** One autonomous system over one range. `asn` is written as `AS64500`. */
export interface AsnRow {
  readonly range: IpRange;
  readonly asn: string;
  readonly organisation: string;
}

const NAMES = {
  network: ['network', 'cidr', 'prefix', 'range', 'ip_range', 'subnet'],
  start: [
    'start',
    'start_ip',
    'ip_start',
    'range_start',
    'start_address',
    'first_ip',
    'first_address',
    'network_start',
  ],
  end: ['end', 'end_ip', 'ip_end', 'range_end', 'end_address', 'last_ip', 'last_address', 'network_end'],
  asn: ['autonomous_system_number', 'asn', 'as_number', 'as'],
  organisation: [
    'autonomous_system_organization',
    'autonomous_system_organisation',
    'organisation',
    'organization',
    'as_organization',
    'as_org',
    'as_name',
    'org',
    'name',
    'as_description',
    'description',
    'isp',
  ],
} as const satisfies ColumnNames<string>;

type Places = ColumnPlaces<keyof typeof NAMES>;

/**
 * Rows of a table of ASNs: comma or tab between the fields, a header with any of the usual names, or none. Rows that say that nobody announces the range (ASN 0,
 * empty or `-`) give undefined. Refuses a row without a network or with another ASN (ENRICHMENT_INVALID).
 */
export async function* asnTableRows(source: EnrichmentSource): AsyncGenerator<AsnRow | undefined> {
  let places: Places | undefined;
  for await (const row of tableRows(source)) {
    if (places === undefined) {
      const isHeader = rangeOf(row, bare(row)) === undefined;
      places = isHeader ? headed(row, source) : bare(row);
      if (isHeader) continue;
    }
    yield asnRow(row, places, source);
  }
}

function asnRow(row: TableRow, places: Places, source: EnrichmentSource): AsnRow | undefined {
  const where = `line ${row.number}`;
  const range = rangeOf(row, places);
  if (range === undefined)
    throw invalid(source, where, 'it does not begin with a network, or with two addresses in order');
  const asn = asnOf(fieldAt(row, places.asn));
  if (asn === undefined) throw invalid(source, where, 'its ASN is not a number from 0 to 4294967295');
  return asn === '' ? undefined : { range, asn, organisation: fieldAt(row, places.organisation) };
}

function rangeOf(row: TableRow, { network, start, end }: Places): IpRange | undefined {
  if (network !== undefined) return networkRange(fieldAt(row, network));
  return rangeBetween(fieldAt(row, start), fieldAt(row, end));
}

function headed(row: TableRow, source: EnrichmentSource): Places {
  const places = placesOf(row, NAMES);
  const hasRange = places.network !== undefined || (places.start !== undefined && places.end !== undefined);
  if (hasRange && places.asn !== undefined) return places;
  const missing = hasRange ? 'autonomous_system_number' : 'network, or start_ip and end_ip';
  throw invalid(source, `line ${row.number}`, `its header does not name a column ${missing}`);
}

/** Places in a table without a header: network, ASN, organisation; or start, end, ASN, (country,) organisation. */
function bare({ fields }: TableRow): Places {
  if (
    rangeBetween(fields[0] ?? '', fields[0] ?? '') === undefined ||
    rangeBetween(fields[1] ?? '', fields[1] ?? '') === undefined
  )
    return { network: 0, asn: 1, organisation: 2 };
  return { start: 0, end: 1, asn: 2, organisation: fields.length > 4 ? 4 : 3 };
}

/** `AS64500` of a number with or without its letters; empty for a range that nobody announces; undefined when it is no ASN. */
export function asnOf(text: string): string | undefined {
  if (text === '' || text === '-') return '';
  const [, digits] = /^(?:AS)?(\d{1,10})$/i.exec(text) ?? [];
  if (digits === undefined || Number(digits) > 0xffffffff) return undefined;
  return Number(digits) === 0 ? '' : `AS${Number(digits)}`;
}
