/** What a cut publication or an older snapshot left behind: all that is not current, 10,000 nodes and links a transaction. It walks the few :Network and :Community nodes. */
export const CLEAR_OTHERS = `
MATCH (s:Snapshot) WHERE s.isCurrent IS NULL
MATCH (n:Network)-[:FOUND_IN]->(s)
OPTIONAL MATCH (n)<-[m:MEMBER_OF|CORE_OF|PART_OF]-(other)
WITH n, m, other LIMIT 10000
WITH collect(DISTINCT n) AS networks, collect(m) AS links, collect(DISTINCT other) AS others
FOREACH (link IN links | DELETE link)
FOREACH (node IN [o IN others WHERE o:Community] | DETACH DELETE node)
FOREACH (n IN CASE WHEN size(links) = 0 THEN networks ELSE [] END | DETACH DELETE n)
RETURN size(links) + size(networks) AS left`;

/** Index snapshot_key; one node. */
export const CREATE_SNAPSHOT =
  'CREATE (s:Snapshot {key: $snapshot}) SET s.id = $id, s.created = toInteger($created), s.isCurrent = null';

/** Index snapshot_key; networks and their communities, bound by the batch. */
export const CREATE_NETWORKS = `
MATCH (s:Snapshot {key: $snapshot})
UNWIND $rows AS row
CREATE (n:Network {snapshot: $snapshot})-[:FOUND_IN]->(s)
SET n += row.properties, n.accounts = toInteger(n.accounts), n.position = toInteger(n.position)
WITH n, row
UNWIND row.communities AS community
CREATE (c:Community)-[:PART_OF]->(n)
SET c += community`;

/** Indexes network_key, indicator_key; bound by the batch. */
export const CREATE_CORE = `
UNWIND $rows AS row
MATCH (n:Network {snapshot: $snapshot, id: row[0]})
MATCH (i:Indicator {key: row[1]})
CREATE (i)-[:CORE_OF {bits: row[2], members: toInteger(row[3]), family: row[4], position: toInteger(row[5])}]->(n)`;

/** Indexes network_key, account_id; bound by the batch. */
export const CREATE_MEMBERS = `
UNWIND $rows AS row
MATCH (n:Network {snapshot: $snapshot, id: row[0]})
MATCH (a:Account {id: row[1]})
CREATE (a)-[:MEMBER_OF {bits: row[2], rank: toInteger(row[3]), community: row[4]}]->(n)`;

/** The one moment at which readers change over. */
export const FLIP = `
MATCH (s:Snapshot)
SET s.isCurrent = CASE WHEN s.key = $snapshot THEN true ELSE null END`;

/** Walks the few :Snapshot nodes. */
export const DELETE_OLD_SNAPSHOTS = 'MATCH (s:Snapshot) WHERE s.isCurrent IS NULL DETACH DELETE s';
