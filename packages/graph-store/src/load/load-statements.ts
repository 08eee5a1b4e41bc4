/**
 * Opens the checkpoint of a load: index checkpoint_name, one row. The same load goes on where it was; another one starts anew, and is fresh
 * when the graph holds no account (count store).
 */
export const BEGIN = `
MATCH (a:Account)
WITH count(a) AS accountsBefore
MERGE (c:Checkpoint {name: 'load'})
FOREACH (_ IN CASE WHEN c.load = $load THEN [] ELSE [1] END |
  SET c.load = $load, c.accounts = 0, c.indicators = 0, c.sightings = 0, c.isFresh = accountsBefore = 0, c.isDone = false,
      c.accountsBefore = accountsBefore)
RETURN c.accounts AS accounts, c.indicators AS indicators, c.sightings AS sightings, c.isFresh AS isFresh, c.isDone AS isDone,
       c.accountsBefore AS accountsBefore`;

const SET_ACCOUNT = `
SET a.created = toInteger(row[1]), a.exchanges = toInteger(row[2]), a.first = toInteger(row[3]), a.last = toInteger(row[4]),
    a.organisation = row[5], a.isVerified = row[6], a.programme = row[7], a.status = row[8], a.banned = toInteger(row[9]),
    a.emailDomain = row[10], a.country = row[11]`;
const SET_INDICATOR = `
SET i.kind = row[1], i.value = row[2], i.text = row[3], i.reach = toInteger(row[4]), i.records = toInteger(row[5]),
    i.first = toInteger(row[6]), i.last = toInteger(row[7])`;
const SET_SIGHTING = `
SET s.count = toInteger(sight[1]), s.first = toInteger(sight[2]), s.last = toInteger(sight[3]), s.dump = sight[4],
    s.ordinal = toInteger(sight[5])`;
const BOTH_ENDS = `
UNWIND $rows AS row
MATCH (a:Account {id: row[0]})
UNWIND row[1] AS sight
MATCH (i:Indicator {key: sight[0]})`;

/** Rows are bound by the batch; index account_id. */
export const CREATE_ACCOUNTS = `UNWIND $rows AS row CREATE (a:Account {id: row[0]}) ${SET_ACCOUNT}`;
/** As {@link CREATE_ACCOUNTS}, over accounts that may be there. */
export const MERGE_ACCOUNTS = `UNWIND $rows AS row MERGE (a:Account {id: row[0]}) ${SET_ACCOUNT}`;
/** Rows are bound by the batch; index indicator_key. */
export const CREATE_INDICATORS = `UNWIND $rows AS row CREATE (i:Indicator {key: row[0]}) ${SET_INDICATOR}`;
/** As {@link CREATE_INDICATORS}, over indicators that may be there. */
export const MERGE_INDICATORS = `UNWIND $rows AS row MERGE (i:Indicator {key: row[0]}) ${SET_INDICATOR}`;
/** Rows are bound by the batch, grouped by account; indexes account_id, indicator_key. */
export const CREATE_SIGHTINGS = `${BOTH_ENDS} CREATE (a)-[s:SIGHTED]->(i) ${SET_SIGHTING}`;
/** As {@link CREATE_SIGHTINGS}, over pairs that may be there: tables are totals, so values are set, never added. */
export const MERGE_SIGHTINGS = `${BOTH_ENDS} MERGE (a)-[s:SIGHTED]->(i) ${SET_SIGHTING}`;

/** How far a phase is, in the transaction of its batch; index checkpoint_name. */
export const CHECKPOINT = {
  accounts: "MATCH (c:Checkpoint {name: 'load', load: $load}) SET c.accounts = toInteger($done)",
  indicators: "MATCH (c:Checkpoint {name: 'load', load: $load}) SET c.indicators = toInteger($done)",
  sightings: "MATCH (c:Checkpoint {name: 'load', load: $load}) SET c.sightings = toInteger($done)",
} as const;

/** Pairs that the tables no longer hold; bound by the batch of accounts, index account_id. */
export const SWEEP_SIGHTINGS = `
UNWIND $rows AS row
MATCH (a:Account {id: row[0]})-[s:SIGHTED]->(i:Indicator)
WHERE NOT i.key IN row[1]
DELETE s`;
/** Indicators that nothing holds any more. It walks all indicators, once after a later import. */
export const SWEEP_INDICATORS = 'MATCH (i:Indicator) WHERE NOT EXISTS { ()-[:SIGHTED]->(i) } DETACH DELETE i';

/** Counts every kind over all indicators and their sightings, once a load, so that the status line reads a few rows. */
export const FINISH = `
MATCH (k:Kind) DETACH DELETE k
WITH count(*) AS cleared
MATCH (i:Indicator)
WITH i.kind AS kind, count(i) AS indicators
CALL (kind) { MATCH (:Account)-[s:SIGHTED]->(i:Indicator {kind: kind}) RETURN count(s) AS pairs, sum(s.count) AS sightings }
CREATE (:Kind {kind: kind, indicators: indicators, pairs: pairs, sightings: sightings})
WITH count(*) AS kinds
UNWIND $dumps AS sha256
MERGE (d:Dump {sha256: sha256})
WITH DISTINCT kinds
MATCH (c:Checkpoint {name: 'load', load: $load})
SET c.isDone = true`;

/** Waits until the eventually consistent full-text index holds what was written. */
export const AWAIT_WORDS = 'CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()';
