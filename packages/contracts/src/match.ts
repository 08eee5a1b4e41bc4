import { z } from 'zod';
import { ENTRY_FORMS, MOST_LIST_CHARACTERS } from './lists.js';
import { INDICATOR_CLASSES, TIERS } from './words.js';

/** A list of indicators is its text, as it was pasted or filed; the same call again on new data is a re-run. */
export const listText = z.string().min(1).max(MOST_LIST_CHARACTERS);

/** A place in the list: the line from 1, and the entry as it was pasted. */
const place = { line: z.number().int(), entry: z.string() };
const formed = { ...place, form: z.enum(ENTRY_FORMS) };

/** An account or indicator that an entry stands for. An entry may stand for several: a network for the addresses in it. */
export const matchHit = z.object({
  ...formed,
  /** `account`, or the kind of the indicator. */
  kind: z.string(),
  value: z.string(),
  text: z.string().nullable(),
  /** Accounts that hold it, and those of them that are in no network: of what 100,000 or more hold, at most so many. */
  reach: z.number().int(),
  outside: z.number().int(),
  /** What two accounts gain that share it; 0 for accounts, context and what is too common. */
  bits: z.number(),
  classes: z.array(z.enum(INDICATOR_CLASSES.map(({ name }) => name))),
  /** Networks whose members hold it, by {@link matchNetwork}; most members first. */
  networks: z.array(z.object({ id: z.string(), accounts: z.number().int() })),
  /** Why it is over-common, null for a hit. */
  reason: z.string().nullable(),
});
/** See {@link matchHit}. */
export type MatchHit = z.infer<typeof matchHit>;

/** A network in which anything of the list stands. */
export const matchNetwork = z.object({
  id: z.string(),
  name: z.string(),
  tier: z.enum(TIERS),
  accounts: z.number().int(),
  /** Hits that its members hold, and members that hold one. */
  hits: z.number().int(),
  touched: z.number().int(),
  /** Some of these members, those that hold most hits first. */
  strongest: z.array(z.string()),
});
/** See {@link matchNetwork}. */
export type MatchNetwork = z.infer<typeof matchNetwork>;

/** An account that holds hits of a list; `bits` is the sum of theirs. */
export const matchAccount = z.object({
  account: z.string(),
  held: z.number().int(),
  bits: z.number(),
  network: z.string().nullable(),
  networkName: z.string().nullable(),
});
/** See {@link matchAccount}. */
export type MatchAccount = z.infer<typeof matchAccount>;

/** A page of the accounts that touch a list, those that hold most hits first; of very many, `ranked` are ordered and the rest is counted. */
export const matchAccounts = z.object({
  rows: z.array(matchAccount),
  total: z.number().int(),
  ranked: z.number().int(),
});
/** See {@link matchAccounts}. */
export type MatchAccounts = z.infer<typeof matchAccounts>;

/** What a saved list finds that it did not find when it was saved. */
export const listNews = z.object({
  name: z.string(),
  author: z.string().nullable(),
  savedMs: z.number(),
  /** The snapshot of that time. */
  snapshot: z.string(),
  /** Places in `hits` of those that were no hit then, and how many hits of then are none now. */
  hits: z.array(z.number().int()),
  goneHits: z.number().int(),
  /** Of the accounts that are put in order, those that did not touch it then, first ones first; and how many there are. */
  accounts: z.array(matchAccount),
  newAccounts: z.number().int(),
});
/** See {@link listNews}. */
export type ListNews = z.infer<typeof listNews>;

/** What became of a list. Each entry is in one of the counts, so that they add up to `entries`. */
export const matchAnswer = z.object({
  /** The snapshot whose networks are told, null before the first detection. */
  snapshot: z.string().nullable(),
  /** Lines that hold anything but a comment, and entries in them. */
  lines: z.number().int(),
  entries: z.number().int(),
  counts: z.object({
    hits: z.number().int(),
    misses: z.number().int(),
    malformed: z.number().int(),
    overCommon: z.number().int(),
    /** Entries that say the same as an earlier one. */
    repeated: z.number().int(),
  }),
  /** Words, dates and numbers beside values, which are known to nobody and no entries. */
  notes: z.number().int(),
  hits: z.array(matchHit),
  overCommon: z.array(matchHit),
  misses: z.array(z.object(formed)),
  malformed: z.array(z.object({ ...place, reason: z.string() })),
  /** Those that most hits stand in first. */
  networks: z.array(matchNetwork),
  accounts: matchAccounts,
  /** What was left out because there was too much of it, in sentences. */
  partial: z.array(z.string()),
  /** For a saved list that is run again, where it is known what it found when it was saved. */
  since: listNews.optional(),
});
/** See {@link matchAnswer}. */
export type MatchAnswer = z.infer<typeof matchAnswer>;
