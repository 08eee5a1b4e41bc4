import { z } from 'zod';
import { ENRICHMENT_KINDS, ENTITIES } from './words.js';

/** A dump in the lake. accepted + refused = records, always. */
export const dumpRow = z.object({
  sha256: z.string(),
  containerSha256: z.string(),
  name: z.string(),
  path: z.string(),
  entity: z.enum(ENTITIES),
  bytes: z.number(),
  records: z.number().int(),
  accepted: z.number().int(),
  refused: z.number().int(),
  blankLines: z.number().int(),
  /** Accepted records that an earlier dump had told already; they count nowhere a second time. */
  duplicates: z.number().int(),
  /** Where and why the dump ended early; what stood before it is imported. Null for a whole one. */
  incomplete: z.object({ atByte: z.number(), code: z.string(), detail: z.string() }).nullable(),
  importedMs: z.number(),
});
/** See {@link dumpRow}. */
export type DumpRow = z.infer<typeof dumpRow>;

/** A prompt template: its text with slots, how often it was used, and by how many accounts (0 where the dumps have none). */
export const templateRow = z.object({
  id: z.string(),
  text: z.string(),
  uses: z.number(),
  accounts: z.number(),
  /** Id of the most used template that says much the same in other words; its own id where there is none. */
  family: z.string(),
});
/** See {@link templateRow}. */
export type TemplateRow = z.infer<typeof templateRow>;

/** A refused record, kept with its place and reason. `excerpt` is masked and at most 200 characters. */
export const refusedRow = z.object({
  dump: z.string(),
  name: z.string(),
  ordinal: z.number().int(),
  byteOffset: z.number(),
  byteLength: z.number(),
  code: z.string(),
  field: z.string().nullable(),
  reason: z.string(),
  excerpt: z.string(),
});
/** See {@link refusedRow}. */
export type RefusedRow = z.infer<typeof refusedRow>;

/** A file that tells more about what dumps hold. `rows` counts what it says: networks, BINs, prompts. */
export const enrichmentFile = z.object({
  kind: z.enum(ENRICHMENT_KINDS),
  name: z.string(),
  sha256: z.string(),
  rows: z.number().int(),
  addedMs: z.number(),
});
/** See {@link enrichmentFile}. */
export type EnrichmentFile = z.infer<typeof enrichmentFile>;

/** What an import did; also the answer of `iolaus import --json`. */
export const importReport = z.object({
  dumps: z.array(dumpRow.extend({ isKnown: z.boolean(), preset: z.string().nullable() })),
  /** Files of folders that are no dumps, and why. */
  leftOut: z.array(z.object({ path: z.string(), reason: z.string() })),
  records: z.number().int(),
  accepted: z.number().int(),
  refused: z.number().int(),
  /** Accepted records that were told before, by earlier dumps or the same one, and the others: what is new in the lake. */
  duplicates: z.number().int(),
  added: z.number().int(),
  accounts: z.number().int(),
  indicators: z.number().int(),
  sightings: z.number(),
  pairs: z.number().int(),
  newAccounts: z.number().int(),
  seconds: z.number(),
});
/** See {@link importReport}. */
export type ImportReport = z.infer<typeof importReport>;

/** What a file without a mapping looks like: the known formats that came near, and where an account may stand. */
export const formatGuess = z.object({
  compression: z.enum(['plain', 'gzip', 'zstd']),
  /** The format that was taken, or null when the person has to choose. */
  preset: z.string().nullable(),
  label: z.string().nullable(),
  /** Best first; `why` gives the figures in words. */
  candidates: z.array(z.object({ preset: z.string(), label: z.string(), score01: z.number(), why: z.string() })),
  /** Best first, with a masked value of each. */
  accounts: z.array(z.object({ path: z.string(), filled01: z.number(), sample: z.string() })),
});
/** See {@link formatGuess}. */
export type FormatGuess = z.infer<typeof formatGuess>;

/**
 * A dry run over the first records of a file: mapped sample, rejects, fill of each target. Nothing is written. Where no mapping fits and the format is not
 * sure, `entity` is null and `mapping` a draft whose account is left open.
 */
export const dryRun = z.object({
  path: z.string(),
  bytes: z.number(),
  mapping: z.string().nullable(),
  entity: z.enum(ENTITIES).nullable(),
  fields: z.array(
    z.object({
      target: z.string(),
      path: z.string(),
      parse: z.string(),
      required: z.boolean(),
      sample: z.string(),
      filled01: z.number(),
    }),
  ),
  rows: z.array(
    z.object({ ordinal: z.number().int(), values: z.record(z.string(), z.string()), refused: z.string().nullable() }),
  ),
  read: z.number().int(),
  accepted: z.number().int(),
  refused: z.array(refusedRow),
  /** Set when the file has no mapping of its own. */
  guess: formatGuess.optional(),
  /** Targets and declared kinds without a value in any of these records. */
  empty: z.array(z.string()).optional(),
  /** Where the file ends too early, and why; set when that was reached. */
  incomplete: z.object({ atByte: z.number(), detail: z.string() }).optional(),
});
/** See {@link dryRun}. */
export type DryRun = z.infer<typeof dryRun>;

/** What a file looks like, whatever mapping there is for it. */
export const detectedFormat = z.object({
  path: z.string(),
  compression: z.enum(['plain', 'gzip', 'zstd']),
  /** Null for what is no log. */
  format: z.string().nullable(),
  /** Columns, or paths into objects, in the order of their first appearance, with the share of the first records that have a value there. */
  columns: z.array(z.object({ path: z.string(), filled01: z.number() })),
  /** Known formats that some record looks like, best first. */
  candidates: z.array(z.object({ preset: z.string(), label: z.string(), score01: z.number(), why: z.string() })),
  /** The one that it surely is; null when the person has to choose. */
  chosen: z.object({ preset: z.string(), label: z.string(), score01: z.number(), why: z.string() }).nullable(),
  /** The mapping of the chosen format, or a draft whose account is left open; null for what is no log. */
  mapping: z.string().nullable(),
  /** Up to five records as that mapping reads them, masked. */
  rows: z.array(
    z.object({ ordinal: z.number().int(), values: z.record(z.string(), z.string()), refused: z.string().nullable() }),
  ),
});
/** See {@link detectedFormat}. */
export type DetectedFormat = z.infer<typeof detectedFormat>;

/** The words that a mapping file may use, for an editor of it. */
export const mappingWords = z.object({
  /** How the records of a dump can be written. */
  formats: z.array(z.string()),
  /** Targets that a row of each entity can fill. */
  targets: z.record(z.enum(ENTITIES), z.array(z.string())),
  /** Ways to read a target, and a declared kind. */
  parses: z.array(z.string()),
  declaredParses: z.array(z.string()),
});
/** See {@link mappingWords}. */
export type MappingWords = z.infer<typeof mappingWords>;

/** Refused records with one reason: how many, and the first of them in the order of the file. */
export const refusedGroup = z.object({
  code: z.string(),
  field: z.string().nullable(),
  reason: z.string(),
  count: z.number().int(),
  rows: z.array(refusedRow).min(1),
});
/** See {@link refusedGroup}. */
export type RefusedGroup = z.infer<typeof refusedGroup>;

/** A dry run over the whole of a file: what an import of it would write and refuse. Nothing is written. accepted + refused = records. */
export const wholeDryRun = z.object({
  path: z.string(),
  /** Of the file as it lies on the disk; `sha256` is of the inflated bytes, which tell content that is in the lake. */
  bytes: z.number(),
  sha256: z.string(),
  entity: z.enum(ENTITIES),
  records: z.number().int(),
  accepted: z.number().int(),
  refused: z.number().int(),
  blankLines: z.number().int(),
  /** Where the file ends too early, and why; what stands before it is good. */
  incomplete: z.object({ atByte: z.number(), detail: z.string() }).nullable(),
  /** The dump of the lake that has this content already. */
  known: z.object({ sha256: z.string(), name: z.string(), importedMs: z.number() }).nullable(),
  /** Share of the accepted records in which a target or declared kind has a value. */
  fields: z.array(z.object({ target: z.string(), filled01: z.number() })),
  /** Different values by kind (and `account`); `isMore`: so many at least. */
  distinct: z.array(z.object({ kind: z.string(), values: z.number().int(), isMore: z.boolean() })),
  /** Most first. */
  groups: z.array(refusedGroup),
  seconds: z.number(),
});
/** See {@link wholeDryRun}. */
export type WholeDryRun = z.infer<typeof wholeDryRun>;

/** Refused records of one dump for one reason, with the first of them. */
export const quarantineGroup = z.object({
  dump: z.string(),
  name: z.string(),
  code: z.string(),
  field: z.string().nullable(),
  reason: z.string(),
  count: z.number().int(),
  firstOrdinal: z.number().int(),
  firstByteOffset: z.number(),
  excerpt: z.string(),
});
/** See {@link quarantineGroup}. */
export type QuarantineGroup = z.infer<typeof quarantineGroup>;

/** The exact bytes of a record in its original dump, read again from the file. */
export const rawRow = z.object({
  dump: z.string(),
  name: z.string(),
  containerSha256: z.string(),
  ordinal: z.number().int(),
  /** In the inflated dump. */
  byteOffset: z.number(),
  byteLength: z.number().int(),
  base64: z.string(),
  /** Null when the bytes are not UTF-8. */
  text: z.string().nullable(),
});
/** See {@link rawRow}. */
export type RawRow = z.infer<typeof rawRow>;

/** A dump with the mapping that read it, and what hangs on its file. */
export const dumpView = z.object({
  dump: dumpRow,
  mapping: z.string(),
  /** Whether the file is still there: then a removal can be undone, and a corrected mapping tried. */
  isSourceThere: z.boolean(),
});
/** See {@link dumpView}. */
export type DumpView = z.infer<typeof dumpView>;

/** What to import. The same request again is exact: content that is in the lake changes nothing. */
export const importRequest = z.object({
  paths: z.array(z.string()).min(1).max(1000),
  mapping: z.string().optional(),
  lakeOnly: z.boolean().default(false),
  /** What computes the rollups of the new dumps. */
  engine: z.enum(['duckdb', 'spark']).default('duckdb'),
});
/** See {@link importRequest}. */
export type ImportRequest = z.infer<typeof importRequest>;

/** Kinds of long work. Imports can be paused, and taken up again after a crash. */
export const JOB_KINDS = ['import', 'detect', 'export', 'dry-run', 'remove', 'reimport'] as const;

/** A long-running piece of work and where it stands. A `total` of 0 and every null is not known (yet). */
export const job = z.object({
  id: z.string(),
  kind: z.enum(JOB_KINDS),
  title: z.string(),
  /** `interrupted`: the service ended before the work did; an import can be resumed, and does no row twice. */
  state: z.enum(['waiting', 'running', 'paused', 'done', 'failed', 'cancelled', 'interrupted']),
  phase: z.string(),
  done: z.number(),
  total: z.number(),
  unit: z.string(),
  /** Records read so far in this phase. */
  rows: z.number().nullable(),
  /** Over the last seconds of work; time in which it was paused does not count. */
  rowsPerSecond: z.number().nullable(),
  bytesPerSecond: z.number().nullable(),
  /** Milliseconds until this phase ends, at its present rate. */
  remainingMs: z.number().nullable(),
  startedMs: z.number(),
  endedMs: z.number().nullable(),
  /** It did not come to its end, and can be run again from where it stood. */
  isResumable: z.boolean(),
  /** Set when it failed: code, sentence, hint. */
  error: z.object({ code: z.string(), sentence: z.string(), hint: z.string() }).nullable(),
  /** Set when an import is done. */
  report: importReport.nullable(),
  /** Set when a dry run is done. */
  dryRun: wholeDryRun.nullable(),
  /** Set when an export is done: where the bundle lies and its SHA-256. */
  bundle: z.object({ path: z.string(), sha256: z.string(), bytes: z.number() }).nullable(),
});
/** See {@link job}. */
export type Job = z.infer<typeof job>;

/** A file that a watched folder gave, and what came of it. */
export const watchReport = z.object({
  path: z.string(),
  name: z.string(),
  /** `known`: its content was in the lake; `grown`: it changed after it was imported; `vanished`: it was gone before it could be read. */
  state: z.enum(['imported', 'known', 'refused', 'vanished', 'grown', 'cancelled']),
  accepted: z.number().int(),
  refused: z.number().int(),
  atMs: z.number(),
  /** The job that took it; null when none was needed. */
  job: z.string().nullable(),
  /** Why nothing of it was imported, in a sentence. */
  error: z.string().nullable(),
});
/** See {@link watchReport}. */
export type WatchReport = z.infer<typeof watchReport>;

/** A folder whose files are imported as they are completed. */
export const watchView = z.object({
  id: z.string(),
  folder: z.string(),
  /** The mapping of all its files; null when each has its own beside it or is known by its format. */
  mapping: z.string().nullable(),
  sinceMs: z.number(),
  state: z.enum(['watching', 'unreadable']),
  /** Why the folder cannot be read, or what was taken cannot be noted; it is tried again. */
  error: z.string().nullable(),
  /** The file that is being imported. */
  importing: z.string().nullable(),
  /** Files that are still being written, as far as can be told. */
  waiting: z.array(z.object({ path: z.string(), bytes: z.number() })),
  /** Files of the folder that were taken so far. */
  taken: z.number().int(),
  /** The last fifty, newest first. */
  reports: z.array(watchReport),
});
/** See {@link watchView}. */
export type WatchView = z.infer<typeof watchView>;
