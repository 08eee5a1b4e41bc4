/** One row of the error catalogue. `status` is the HTTP status; `sentence` says what happened, with {facts}; `hint` says what to do. */
export interface ErrorRow {
  readonly status: number;
  readonly sentence: string;
  readonly hint: string;
}

const row = (status: number, sentence: string, hint: string): ErrorRow => ({ status, sentence, hint });

/** The error catalogue: every refusal that a person can meet. docs/reference/errors.md is held equal to it by a test. */
export const ERRORS = {
  INTERNAL: row(
    500,
    'Something inside Iolaus failed.',
    'Run it again; if it stays, report what the same command prints with IOLAUS_DEBUG=1, or what logs/service.log in the home says of it.',
  ),
  BAD_INPUT: row(400, 'The request is not valid: {detail}.', 'Correct it and send it again.'),
  NOT_FOUND: row(404, 'There is no {what} {id} in this snapshot.', 'Search for it, or check the id.'),
  FRAME_DAMAGED: row(
    500,
    'The picture of the network cannot be read: {detail}.',
    'Load the page again, without its cache; if it stays, run `iolaus detect`, which draws it anew.',
  ),
  LIST_TOO_LONG: row(
    413,
    'The list is longer than {most} at a time.',
    'Split it, and match the parts one after the other.',
  ),
  CONSTRAINT_CONTRADICTS: row(
    409,
    'Constraint {id} says so already, or the contrary: “{reason}”.',
    'Undo {id} first (`iolaus constraints --undo {id}`).',
  ),
  CONSTRAINTS_DAMAGED: row(
    500,
    '{path} is damaged in line {line}: it holds no constraint.',
    'Bring the file back from a backup, or take the line out; nothing was changed.',
  ),
  SNAPSHOT_GONE: row(
    410,
    'The snapshot {id} is not kept any more.',
    'Compare with one that is: the current one and the two before it are kept.',
  ),
  NOT_IN_JOURNAL: row(
    404,
    'There is no {what} {id} in the journal.',
    'Check the name; `iolaus journal` lists the steps.',
  ),
  STEP_CONFLICT: row(
    409,
    'Somebody else spoke of the same thing after you looked: {id} by {author}, “{name}”.',
    'Look at it, then say yours again if it still holds; nothing was changed.',
  ),
  STEP_NEEDED: row(
    409,
    'Step {id} cannot be undone alone; these need it: {steps}.',
    'Undo those first, or all of them together (`withDependents`); nothing was changed.',
  ),
  STEP_BLOCKED: row(
    409,
    'Step {id} cannot be put into force again beside what was done since: {steps}.',
    'Undo what stands against it first; nothing was changed.',
  ),
  NOTHING_TO_UNDO: row(
    409,
    'There is no step to {act}.',
    'Name a step to {act} that one; `iolaus journal` lists them.',
  ),
  QUESTIONS_OPEN: row(
    409,
    '{network} cannot be confirmed while a question of innocence is open: {questions}.',
    'Answer it first: bring in the data or the list that it lacks, or contest the network; nothing was changed.',
  ),
  VERDICTS_TOO_FEW: row(
    409,
    'There are too few verdicts to learn from: {confirmed} networks are confirmed and {cleared} cleared.',
    'Learning needs {least} of each; contested ones do not count. Nothing was changed.',
  ),
  LEARNED_NO_BETTER: row(
    409,
    'Points learned from {verdicts} verdicts foretell them no better than the shipped ones: log loss {learned} against {shipped}.',
    'Nothing was changed. Judge more networks and learn again; `iolaus learn --check` shows what was learned.',
  ),
  RISK_MODEL_DAMAGED: row(
    500,
    'The file {path} holds no risk model: {detail}.',
    'Run `iolaus learn` again, or `iolaus learn --forget` to go back to the shipped points.',
  ),
  NETWORK_TAKEN: row(
    409,
    '{author} has been working on {network} since {since}.',
    'Take another one, or ask {author} to release it.',
  ),
  JOURNAL_DAMAGED: row(
    500,
    'The journal {path} is damaged in line {line}: {detail}.',
    'Bring the file back from a backup. If it is the last line and the machine lost power, move that line into another file. Nothing was changed.',
  ),
  JOURNAL_NEWER: row(
    409,
    'Line {line} of the journal {path} holds a step that this version of Iolaus does not know.',
    'Use the version that wrote it, or a newer one; nothing was changed.',
  ),
  JOURNAL_CHANGED: row(
    409,
    'The journal {path} was changed by another program while it was in use.',
    'Stop the service, see what wrote to the file, and start again; the step was not kept.',
  ),
  JOURNAL_UNWRITABLE: row(
    507,
    'The journal {path} cannot be written: {detail}.',
    'Free some room or mend the disk, then start the service and do the step again; it was not kept.',
  ),
  NOT_SIGNED_IN: row(
    401,
    'You are not signed in.',
    'Open the URL that `npm start` printed; it works once. Start again for a new one.',
  ),
  FOREIGN_HOST: row(403, 'The request came for or from another host.', 'Open Iolaus at the address that it printed.'),
  NODE_TOO_OLD: row(
    500,
    'Node.js {found} is too old; Iolaus needs {needed} or newer.',
    'Install a newer Node.js and run the command again.',
  ),
  NO_JAVA: row(
    500,
    'No way to run Neo4j was found: {missing}.',
    'Install a JDK (17–21) and Maven (Debian: apt-get install openjdk-17-jdk-headless maven), or run `docker compose up neo4j`, or set NEO4J_URI, NEO4J_USER and NEO4J_PASSWORD.',
  ),
  NEO4J_UNREACHABLE: row(
    503,
    'Neo4j at {uri} does not answer: {detail}.',
    'Check NEO4J_URI and that the server runs, then start again.',
  ),
  NEO4J_REFUSED: row(500, 'Neo4j at {uri} refused the user or the password.', 'Check NEO4J_USER and NEO4J_PASSWORD.'),
  NEO4J_START_FAILED: row(
    500,
    'The embedded Neo4j did not start: {detail}.',
    'Read {log}; free memory or disk, then start again.',
  ),
  GRAPH_IMPORT_FAILED: row(
    500,
    'Neo4j could not import the graph: {detail}.',
    'Read {log}; free memory or disk, then start again.',
  ),
  JARS_MISMATCH: row(
    500,
    'The Neo4j jar {jar} does not have the expected SHA-256.',
    'Delete {folder} and start again; if it stays, do not trust the mirror that served it.',
  ),
  JARS_UNAVAILABLE: row(
    500,
    'Maven could not fetch Neo4j: {detail}.',
    'Check the network or the Maven settings, then start again.',
  ),
  DISK_FULL: row(
    507,
    'The disk of {folder} has {free} left; {needed} are needed.',
    'Free some room, then run it again: it goes on where it stopped, and what is there can be read meanwhile.',
  ),
  LAKE_MEMORY: row(
    507,
    'Counting needs more memory than the {megabytes} MB that DuckDB may take.',
    'Set IOLAUS_DUCKDB_MB to more, then run it again: what was read is kept.',
  ),
  PORT_IN_USE: row(500, 'Port {port} is in use.', 'Stop the other program, or choose another port with --port.'),
  HOME_BUSY: row(409, 'The home {home} is in use by process {pid}.', 'Use that server, or stop it first.'),
  FILE_MISSING: row(400, 'There is no file or folder {path}.', 'Check the path.'),
  FILE_OUTSIDE: row(
    403,
    'A browser may not name the file {path}.',
    'Choose the file so that it is sent, put it under a folder of IOLAUS_DUMPS, or run `iolaus import` in a terminal.',
  ),
  MAPPING_MISSING: row(
    400,
    'No mapping file fits {path}, and it is not surely of a known format: {candidates}.',
    'Give a mapping with --mapping FILE; `iolaus import --dry-run` drafts one, docs/reference/mapping.md shows how to write it.',
  ),
  MAPPING_INVALID: row(
    400,
    'The mapping {path} is not valid at {where}: {detail}.',
    'Correct that line and run it again; nothing was imported.',
  ),
  COLUMN_MISSING: row(
    400,
    'The dump {path} has no field {field} in any of its first {rows} records.',
    'Correct the paths of {field} in the mapping; nothing was imported.',
  ),
  DUMP_UNREADABLE: row(
    400,
    'The dump {path} cannot be read: {detail}.',
    'Fetch the file again; nothing of it was imported.',
  ),
  DUMP_INCOMPLETE: row(
    400,
    'The dump {path} ends early at inflated byte {bytes}: {detail}.',
    'What stood before it is imported, the cut record is in quarantine. Fetch the file again and import it: only what is new is added.',
  ),
  FORMAT_UNSUPPORTED: row(
    400,
    'The format {format} of {path} is not supported.',
    'Convert it to JSONL, JSON, CSV, TSV or Parquet, plain, gzip or zstd.',
  ),
  ENCODING_UNSUPPORTED: row(
    400,
    'The dump {path} is written in {encoding}; only UTF-8 is read.',
    'Convert it: iconv -f {encoding} -t UTF-8.',
  ),
  ENRICHMENT_INVALID: row(
    400,
    'The file {path} cannot be used at {where}: {detail}.',
    'Correct that place and add the file again, or see docs/reference/enrichment.md for its form; nothing of it was added.',
  ),
  SOURCE_GONE: row(
    410,
    'The dump {dump} is no longer at {path}, so its raw bytes cannot be shown.',
    'Put the file back; its SHA-256 is checked.',
  ),
  LAKE_OUTDATED: row(
    409,
    'The lake in {path} was written by an older version of Iolaus.',
    'Import the dumps again with --home and another folder; the old one is left as it is.',
  ),
  CLAIM_LOST: row(
    409,
    'Another worker took over what this one was bringing into {path}, since it gave no sign of life for too long.',
    'Nothing is lost: the other one finishes it. Run this one again to take part.',
  ),
  SPARK_MISSING: row(
    500,
    'No way to run Spark was found: {missing}.',
    'Set SPARK_HOME to a Spark 4 or newer, or install it with `pip install pyspark`, with Java 17; or import with --engine duckdb.',
  ),
  SPARK_FAILED: row(
    500,
    'Spark did not finish the rollups: {detail}.',
    'Read {log}; check SPARK_MASTER and that all workers see the lake under the same path, then run it again.',
  ),
  CYPHER_REFUSED: row(
    403,
    'The query is not run: {detail}.',
    'Ask with clauses that read the graph alone: MATCH, WITH, UNWIND, RETURN, and the procedures that docs/decisions/read-only-cypher.md lists.',
  ),
  CYPHER_INVALID: row(400, 'Neo4j does not take the query: {detail}.', 'Correct it and ask again.'),
  CYPHER_STOPPED: row(
    504,
    'The query was stopped: {detail}.',
    'Begin it with an id, a key or a value, which have indexes, and bound the length of its patterns.',
  ),
  TERMINAL_ONLY: row(
    403,
    'A browser may not do this: {what}.',
    'Do it in a terminal on the machine of the home; the command line has it.',
  ),
  NOTHING_IMPORTED: row(409, 'Nothing is imported yet.', 'Run `iolaus import PATH`, or `npm start` for the demo.'),
  SCENARIO_UNKNOWN: row(400, 'There is no scenario {name}.', 'Choose one of: {known}.'),
  OUTPUT_EXISTS: row(400, 'The folder {path} is not empty.', 'Choose another one, or empty it first.'),
  OUTPUT_UNWRITABLE: row(400, 'Cannot write {path}: {detail}.', 'Choose a writable place with enough room.'),
  BUNDLE_INVALID: row(422, 'Not verified: {detail}.', 'Do not rely on this copy.'),
  CANCELLED: row(499, 'The work was cancelled after {done}.', 'Run it again to finish; nothing is half done.'),
} as const satisfies Record<string, ErrorRow>;

/** A code of the catalogue. */
export type ErrorCode = keyof typeof ERRORS;

/** An expected refusal with its code and facts; `message` is the sentence, `hint` the next step. Facts never hold prompt text, cards or tokens. */
export class IolausError extends Error {
  readonly code: ErrorCode;
  readonly facts: Readonly<Record<string, string | number>>;

  constructor(code: ErrorCode, facts: Readonly<Record<string, string | number>> = {}, options?: ErrorOptions) {
    super(fill(ERRORS[code].sentence, facts), options);
    this.name = 'IolausError';
    this.code = code;
    this.facts = facts;
  }

  /** What to do next. */
  get hint(): string {
    return fill(ERRORS[this.code].hint, this.facts);
  }

  /** HTTP status. */
  get status(): number {
    return ERRORS[this.code].status;
  }
}

function fill(sentence: string, facts: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(facts[name] ?? whole));
}
