/**
 * Rollups as plain SELECTs over views of the lake. The same text runs in DuckDB and in Spark: no quoted identifiers, no function that only one of them has.
 * Each view of records has a column `dump`, the number of the dump; `seen` of a record holds the {@link SEEN} bits of what was told of the same request before, by
 * an earlier dump or earlier in the same one.
 */
export interface RollupSelect {
  readonly name: 'pairs' | 'activity' | 'counts' | 'merged_pairs' | 'merged_activity' | 'merged_counts';
  readonly sql: string;
}

/** What may have been told of a request before, as bits: the exchange itself, or a trace of it. */
export const SEEN = {
  exchange: 1,
  ip: 2,
  user_agent: 4,
  prompt: 8,
  system_prompt: 16,
  tools: 32,
  declared: 64,
} as const;

/** One source of sightings: a column of a view, and the kind that its values are of. */
interface Source {
  readonly kind: string;
  readonly view: string;
  readonly column: string;
  readonly time: string;
  readonly bit: number;
}

const SOURCES: readonly Source[] = [
  { kind: 'payment-method', view: 'payment', column: 'payment_method', time: 'time', bit: SEEN.exchange },
  { kind: 'bin', view: 'payment', column: 'bin', time: 'time', bit: SEEN.exchange },
  { kind: 'user-agent', view: 'exchange', column: 'user_agent', time: 'time', bit: SEEN.user_agent },
  { kind: 'email-domain', view: 'account', column: 'email_domain', time: 'created', bit: SEEN.exchange },
];

/** What the records of a pair come to; the reference is to the earliest of them, in the order of the lake: dump and ordinal in one number. */
const GROUPED =
  'count(*) AS uses, min(time) AS first_ms, max(time) AS last_ms, min(CAST(dump AS BIGINT) * 4294967296 + ordinal) AS ref';

const grouped = ({ kind, view, column, time, bit }: Source): string =>
  `SELECT '${kind}' AS kind, account, value, ${GROUPED} FROM (SELECT dump, account, ${column} AS value, ${time} AS time, ordinal FROM ${view} WHERE account IS NOT NULL AND ${column} IS NOT NULL AND (seen & ${bit}) = 0) s GROUP BY account, value`;

/**
 * The subnet of an address: /24 of IPv4, /48 of IPv6 in its canonical spelling (RFC 5952). Of addresses that begin with `::` all three groups are taken for zero, as
 * they are in every block that is routed.
 */
export const SUBNET = `CASE WHEN ip LIKE '%:%' THEN concat(
  CASE WHEN ip LIKE '::%' THEN '0:0:0' WHEN split_part(ip, ':', 2) = '' THEN concat(split_part(ip, ':', 1), ':0:0')
  WHEN split_part(ip, ':', 3) = '' THEN concat(split_part(ip, ':', 1), ':', split_part(ip, ':', 2), ':0')
  ELSE concat(split_part(ip, ':', 1), ':', split_part(ip, ':', 2), ':', split_part(ip, ':', 3)) END, '::/48')
  ELSE concat(split_part(ip, '.', 1), '.', split_part(ip, '.', 2), '.', split_part(ip, '.', 3), '.0/24') END`;

/**
 * Sightings of the user agents that came from each ASN, of the accounts of the view `exchange`; `asns` names a table of addresses and their ASNs (ip, asn). The ASN of an
 * address is no part of a dump, so that this is counted over records whenever the lake is merged.
 */
export const asnUserAgents = (asns: string): string =>
  grouped({
    kind: 'asn-user-agent',
    view: `(SELECT x.dump, x.account, x.time, x.ordinal, x.seen, e.asn || ' ' || x.user_agent AS asn_user_agent FROM exchange x JOIN ${asns} e ON e.ip = x.ip) u`,
    column: 'asn_user_agent',
    time: 'time',
    bit: SEEN.ip | SEEN.user_agent,
  });

/** Sightings: what each account was seen with, how often, when, and the earliest record. Subnets are counted on the pairs of account and address. */
const PAIRS = `WITH addresses AS (${grouped({ kind: 'ip', view: 'exchange', column: 'ip', time: 'time', bit: SEEN.ip })})
SELECT kind, account, value, uses, first_ms, last_ms, ref FROM addresses
UNION ALL SELECT 'subnet' AS kind, account, value, CAST(sum(uses) AS BIGINT) AS uses, min(first_ms) AS first_ms, max(last_ms) AS last_ms, min(ref) AS ref
FROM (SELECT account, uses, first_ms, last_ms, ref, ${SUBNET} AS value FROM (SELECT account, uses, first_ms, last_ms, ref, value AS ip FROM addresses) a) s GROUP BY account, value
${SOURCES.map((source) => `UNION ALL ${grouped(source)}`).join('\n')}
UNION ALL SELECT kind, account, value, ${GROUPED} FROM declared WHERE account IS NOT NULL AND (seen & ${SEEN.declared}) = 0 GROUP BY kind, account, value`;

const activityOf = (view: string): string =>
  `SELECT account, hour, count(*) AS uses FROM (SELECT account, CAST(floor(time / 3600000) AS INTEGER) AS hour FROM ${view} WHERE account IS NOT NULL AND time IS NOT NULL AND (seen & ${SEEN.exchange}) = 0) s GROUP BY account, hour`;

const countsOf = (view: string): string =>
  `SELECT '${view}' AS entity, account, count(*) AS records, min(time) AS first_ms, max(time) AS last_ms FROM ${view} WHERE account IS NOT NULL AND (seen & ${SEEN.exchange}) = 0 GROUP BY account`;

/** Rollups of the records of some dumps, those that were imported together; they change only when one of these dumps does. */
export const DUMP_ROLLUPS: readonly RollupSelect[] = [
  { name: 'pairs', sql: PAIRS },
  {
    name: 'activity',
    sql: `SELECT 'exchange' AS entity, account, hour, uses FROM (${activityOf('exchange')}) e UNION ALL SELECT 'sighting' AS entity, account, hour, uses FROM (${activityOf('sighting')}) s`,
  },
  { name: 'counts', sql: `${countsOf('exchange')} UNION ALL ${countsOf('sighting')}` },
];

/** Rollups of the whole lake out of those of its groups of dumps, which are views of the same names here. */
export const LAKE_ROLLUPS: readonly RollupSelect[] = [
  {
    name: 'merged_pairs',
    sql: 'SELECT kind, account, value, CAST(sum(uses) AS BIGINT) AS uses, min(first_ms) AS first_ms, max(last_ms) AS last_ms, min(ref) AS ref FROM pairs GROUP BY kind, account, value',
  },
  {
    name: 'merged_activity',
    sql: 'SELECT entity, account, hour, CAST(sum(uses) AS BIGINT) AS uses FROM activity GROUP BY entity, account, hour',
  },
  {
    name: 'merged_counts',
    sql: 'SELECT entity, account, CAST(sum(records) AS BIGINT) AS records, min(first_ms) AS first_ms, max(last_ms) AS last_ms FROM counts GROUP BY entity, account',
  },
];
