import { networkRecord, type NetworkRecord } from '@iolaus/contracts';
import type { Query } from '../query.js';

/** The published records, best first. Indexes snapshot_current, network_key; at most 10,000 rows. */
export const NETWORK_RECORDS: Query<Record<string, never>, NetworkRecord> = {
  name: 'network-records',
  example: {},
  cypher: `
MATCH (s:Snapshot {isCurrent: true})
MATCH (n:Network {snapshot: s.key})-[:FOUND_IN]->(s)
RETURN n.record AS record ORDER BY n.position LIMIT 10000`,
  rowOf: (row) => networkRecord.parse(JSON.parse(row.text('record'))),
};
