/** What the graph says of itself: index checkpoint_name, one row at most. `isEmpty` from the count store. */
export const READ_CHECKPOINT = `
CALL () { MATCH (a:Account) RETURN count(a) AS accounts }
CALL () { MATCH (i:Indicator) RETURN count(i) AS indicators }
WITH accounts + indicators = 0 AS isEmpty
OPTIONAL MATCH (c:Checkpoint {name: 'graph'})
RETURN c.load AS load, c.since AS since, c.batches AS batches, c.isDone AS isDone, c.isFresh AS isFresh, isEmpty`;

/**
 * Opens the checkpoint of a load, if it still says what was read; no row when another load was faster. One that still runs finds none of its own any more. Index
 * checkpoint_name.
 */
export const BEGIN = `
MERGE (c:Checkpoint {name: 'graph'})
SET c.turn = -1
WITH c WHERE coalesce(c.load, '') = coalesce($read.load, '') AND coalesce(c.since, '') = coalesce($read.since, '')
  AND coalesce(c.batches, 0) = $read.batches AND coalesce(c.isDone, false) = $read.isDone
SET c.load = $load, c.since = $since, c.batches = toInteger($batches), c.isFresh = $isFresh, c.isDone = false
RETURN c.load AS load`;

/**
 * Takes the turn of a batch in its own transaction. The first SET locks the checkpoint, so that what is read after it is the last word: a batch that was committed,
 * although its answer got lost, is not written twice. No row: another load began.
 */
export const TAKE_TURN = `
MATCH (c:Checkpoint {name: 'graph', load: $load})
SET c.turn = toInteger($batch)
WITH c, c.batches AS before
SET c.batches = CASE WHEN before = $batch THEN before + 1 ELSE before END
RETURN before`;

const SET_ACCOUNT = `
SET a.created = toInteger(row[1]), a.exchanges = toInteger(row[2]), a.first = toInteger(row[3]), a.last = toInteger(row[4]),
    a.organisation = row[5], a.isVerified = row[6], a.programme = row[7], a.status = row[8], a.banned = toInteger(row[9]),
    a.emailDomain = row[10], a.country = row[11]`;
const SET_INDICATOR = `
SET i.text = row[1], i.reach = toInteger(row[2]), i.records = toInteger(row[3]), i.first = toInteger(row[4]), i.last = toInteger(row[5])`;
const NAME_INDICATOR = ', i.kind = row[6], i.value = row[7]';
const PAIR = `
UNWIND $rows AS row
MATCH (a:Account {id: row[0]})
UNWIND row[1] AS sight
MATCH (i:Indicator {key: sight[0]})`;

/** The graph is another than the checkpoint says: it holds no feed that is known. Index checkpoint_name. */
export const FORGET = `
MATCH (c:Checkpoint {name: 'graph'})
SET c.load = 'unknown', c.since = null, c.batches = 0, c.isDone = false`;

/** What is done with the rows of a batch; all are bound by it and use the indexes account_id and indicator_key. */
export const WRITE = {
  accounts: {
    create: `UNWIND $rows AS row CREATE (a:Account {id: row[0]}) ${SET_ACCOUNT} RETURN count(*) AS rows`,
    merge: `UNWIND $rows AS row MERGE (a:Account {id: row[0]}) ${SET_ACCOUNT} RETURN count(*) AS rows`,
    set: `UNWIND $rows AS row MATCH (a:Account {id: row[0]}) ${SET_ACCOUNT} RETURN count(*) AS rows`,
    drop: 'UNWIND $rows AS row MATCH (a:Account {id: row[0]}) DETACH DELETE a RETURN count(*) AS rows',
    sweep: `MATCH (a:Account) WHERE a.id > $after AND ($last IS NULL OR a.id <= $last) AND NOT a.id IN $keys DETACH DELETE a RETURN count(*) AS rows`,
  },
  indicators: {
    create: `UNWIND $rows AS row CREATE (i:Indicator {key: row[0]}) ${SET_INDICATOR} ${NAME_INDICATOR} RETURN count(*) AS rows`,
    merge: `UNWIND $rows AS row MERGE (i:Indicator {key: row[0]}) ${SET_INDICATOR} ${NAME_INDICATOR} RETURN count(*) AS rows`,
    set: `UNWIND $rows AS row MATCH (i:Indicator {key: row[0]}) ${SET_INDICATOR} RETURN count(*) AS rows`,
    drop: 'UNWIND $rows AS row MATCH (i:Indicator {key: row[0]}) DETACH DELETE i RETURN count(*) AS rows',
    sweep: `MATCH (i:Indicator) WHERE i.key > $after AND ($last IS NULL OR i.key <= $last) AND NOT i.key IN $keys DETACH DELETE i RETURN count(*) AS rows`,
  },
  pairs: {
    create: `${PAIR}
CREATE (a)-[:SIGHTED {count: toInteger(sight[1]), first: toInteger(sight[2]), last: toInteger(sight[3]), dump: toInteger(sight[4]), ordinal: toInteger(sight[5])}]->(i)
RETURN count(*) AS rows`,
    set: `${PAIR}
MATCH (a)-[s:SIGHTED]->(i)
SET s.count = toInteger(sight[1]), s.first = toInteger(sight[2]), s.last = toInteger(sight[3]), s.dump = toInteger(sight[4]), s.ordinal = toInteger(sight[5])
RETURN count(*) AS rows`,
    drop: `${PAIR} MATCH (a)-[s:SIGHTED]->(i) DELETE s RETURN count(*) AS rows`,
  },
} as const;

/**
 * Sightings of unknown origin, 20,000 a transaction, until none is left, before all are written anew: a scan over the relationship type. None when they were found
 * to be gone already, for then there may be new ones.
 */
export const CLEAR_PAIRS = `
MATCH (c:Checkpoint {name: 'graph', load: $load})
SET c.turn = -1
WITH c WHERE c.batches = -1
CALL () { MATCH (:Account)-[s:SIGHTED]->() RETURN s LIMIT 20000 }
DELETE s
RETURN count(*) AS rows`;
/** Says that {@link CLEAR_PAIRS} found nothing any more; index checkpoint_name. */
export const CLEARED = "MATCH (c:Checkpoint {name: 'graph', load: $load, batches: -1}) SET c.batches = 0";

/** What the graph holds, from the count store. */
export const COUNT = `
CALL () { MATCH (a:Account) RETURN count(a) AS accounts }
CALL () { MATCH (i:Indicator) RETURN count(i) AS indicators }
CALL () { MATCH ()-[s:SIGHTED]->() RETURN count(s) AS pairs }
RETURN accounts, indicators, pairs`;

/** Figures of each kind and the dumps, as the feed says, and the end of the load. It walks the few :Kind and :Dump nodes. */
export const FINISH = `
MATCH (c:Checkpoint {name: 'graph', load: $load})
SET c.isDone = true, c.turn = null
WITH c
CALL () { MATCH (old) WHERE old:Kind OR old:Dump DETACH DELETE old }
CALL () { UNWIND $kinds AS kind CREATE (k:Kind {kind: kind[0], indicators: toInteger(kind[1]), sightings: toInteger(kind[2]), pairs: toInteger(kind[3])}) }
CALL () { UNWIND $dumps AS dump CREATE (d:Dump {sha256: dump[0], number: toInteger(dump[1])}) }
RETURN c.load AS load`;

/** Waits until the eventually consistent full-text index holds what was written. */
export const AWAIT_WORDS = 'CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()';
