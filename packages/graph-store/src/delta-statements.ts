/** Index snapshot_current, then the few networks of the current snapshot, with the numbers of their links from the counts that a node keeps. */
export const HELD_NETWORKS = `
MATCH (s:Snapshot {isCurrent: true})<-[:FOUND_IN]-(n:Network)
RETURN s.key AS snapshot, n.id AS id, n.digest AS digest, n.position AS position,
  COUNT { (n)<-[:MEMBER_OF]-() } AS members, COUNT { (n)<-[:CORE_OF]-() } AS core
LIMIT 100000`;

/** The few :Snapshot nodes: what a publication that was cut left behind. */
export const LEFTOVERS = 'MATCH (s:Snapshot) WHERE s.isCurrent IS NULL RETURN count(s) AS left';

/** Index network_key; networks that are no more, with their links and communities. */
export const DROP_NETWORKS = `
UNWIND $ids AS id
MATCH (n:Network {snapshot: $snapshot, id: id})
OPTIONAL MATCH (c:Community)-[:PART_OF]->(n)
DETACH DELETE c, n`;

/** Index network_key; networks that stay, one row each. */
export const SET_NETWORKS = `
UNWIND $rows AS row
MATCH (n:Network {snapshot: $snapshot, id: row.id})
SET n += row.properties, n.accounts = toInteger(n.accounts), n.position = toInteger(n.position)`;

/** Index network_key; the communities of networks that stay. */
export const DROP_COMMUNITIES = `
UNWIND $ids AS id
MATCH (c:Community)-[:PART_OF]->(:Network {snapshot: $snapshot, id: id})
DETACH DELETE c`;

/** Index network_key; the communities of networks that stay, anew. */
export const CREATE_COMMUNITIES = `
UNWIND $rows AS row
MATCH (n:Network {snapshot: $snapshot, id: row.id})
UNWIND row.communities AS community
CREATE (c:Community)-[:PART_OF]->(n)
SET c += community`;

/** Index network_key, then the members of one network: a look into a map takes less than a search for each account. */
export const SET_MEMBERS = `
MATCH (n:Network {snapshot: $snapshot, id: $id})<-[m:MEMBER_OF]-(a:Account)
WITH m, $links[a.id] AS link WHERE link IS NOT NULL
SET m.bits = link[0], m.rank = toInteger(link[1]), m.community = link[2]`;

/** The same for its core. */
export const SET_CORE = `
MATCH (n:Network {snapshot: $snapshot, id: $id})<-[c:CORE_OF]-(i:Indicator)
WITH c, $links[i.key] AS link WHERE link IS NOT NULL
SET c.bits = link[0], c.members = toInteger(link[1]), c.family = link[2], c.position = toInteger(link[3])`;

/** Index network_key, then the members of one network. */
export const DROP_MEMBERS = `
MATCH (n:Network {snapshot: $snapshot, id: $id})<-[m:MEMBER_OF]-(a:Account)
WHERE a.id IN $gone
DELETE m`;

/** The same for its core. */
export const DROP_CORE = `
MATCH (n:Network {snapshot: $snapshot, id: $id})<-[c:CORE_OF]-(i:Indicator)
WHERE i.key IN $gone
DELETE c`;

/** Index snapshot_key; one node. */
export const RENAME_SNAPSHOT = 'MATCH (s:Snapshot {key: $snapshot}) SET s.id = $id, s.created = toInteger($created)';
