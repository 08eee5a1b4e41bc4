import { dumpBytes } from '../dump-bytes.js';
import { asnOf, asnTableRows, type AsnRow } from './asn-table.js';
import { invalid, type EnrichmentSource } from './enrichment-lines.js';
import { isMmdb, mmdbNetworks } from './mmdb.js';
import { MmdbFault, type MmdbMap } from './mmdb-data.js';

/** Names of the fields in the databases that are known, best first. */
const ASN = ['autonomous_system_number', 'asn', 'as_number'];
const ORGANISATION = ['autonomous_system_organization', 'as_name', 'name', 'organization', 'as_organization'];
/** An address database is read into memory whole; the largest of ASNs has some 30 MB. */
const LARGEST_MMDB = 1 << 29;

/** The rows of a MaxMind DB or a table of ASNs, plain or compressed; undefined for a row of a range that nobody announces. Refuses what is neither (ENRICHMENT_INVALID). */
export async function* asnRows(source: EnrichmentSource): AsyncGenerator<AsnRow | undefined> {
  if (!(await isBinary(source))) {
    yield* asnTableRows(source);
    return;
  }
  const bytes = await whole(source);
  if (!isMmdb(bytes)) throw invalid(source, 'its end', 'it has no metadata of a MaxMind DB');
  try {
    for (const { range, about } of mmdbNetworks(bytes)) {
      const asn = asnOf(fieldOf(about, ASN));
      if (asn === undefined) throw new MmdbFault(0, 'it has a network whose ASN is not a number from 0 to 4294967295');
      yield asn === '' ? undefined : { range, asn, organisation: fieldOf(about, ORGANISATION) };
    }
  } catch (error) {
    if (error instanceof MmdbFault) throw invalid(source, `byte ${error.atByte}`, error.message);
    throw error;
  }
}

function fieldOf(about: MmdbMap, names: readonly string[]): string {
  const value = names.map((name) => about.get(name)).find((each) => each !== undefined);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Text has no zero byte; the search tree of a database has many. */
async function isBinary({ path }: EnrichmentSource): Promise<boolean> {
  for await (const chunk of dumpBytes(path)) return chunk.subarray(0, 65_536).includes(0);
  return false;
}

async function whole(source: EnrichmentSource): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of dumpBytes(source.path)) {
    bytes += chunk.length;
    if (bytes > LARGEST_MMDB) throw invalid(source, `byte ${bytes}`, 'it is larger than 512 MiB');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
