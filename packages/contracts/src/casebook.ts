import { z } from 'zod';
import { constraint, rule } from './constraints.js';
import { HIDDEN_CHARACTER, LIST_LINES, MOST_JUDGED, NAME_LETTERS } from './limits.js';
import { VERDICTS } from './words.js';

const text = (most: number) => z.string().trim().min(1).max(most);
/** As the data has it: white space at its ends is part of a name. */
const exact = (most: number) => z.string().min(1).max(most);
const name = text(120);
/** Who says so, by their own word, as a browser keeps it and sends it with each command; absent where nobody said. */
export const whoSays = text(200).optional();
const author = whoSays;
const stepId = z.string().regex(/^S-\d{4,12}$/);
const atMs = z.number().int();

/** What an investigator can speak of. A network is known again by its strongest members when it has another number; the service fills them in. */
const network = z.object({ on: z.literal('network'), id: text(40), anchors: z.array(z.string()).max(20).default([]) });
const account = z.object({ on: z.literal('account'), id: exact(2000) });
const indicator = z.object({ on: z.literal('indicator'), kind: exact(200), value: exact(2000) });
/** See {@link network}. */
export const subject = z.discriminatedUnion('on', [network, account, indicator]);
/** See {@link subject}. */
export type Subject = z.infer<typeof subject>;
/** A network as a subject. */
export type NetworkSubject = z.infer<typeof network>;

const LIST_CHARACTERS = 500_000;
const MOST_NETWORKS = 5000;

const verdict = z.object({
  verb: z.literal('verdict'),
  subject: z.discriminatedUnion('on', [network, account]),
  verdict: z.enum(VERDICTS),
  text: text(4000).optional(),
});
/** The same word on several accounts, as one step. */
const verdicts = z.object({
  verb: z.literal('verdicts'),
  subjects: z.array(account).min(2).max(MOST_JUDGED),
  verdict: z.enum(VERDICTS),
  text: text(4000).optional(),
});
const note = z.object({ verb: z.literal('note'), subject, text: text(4000) });
/** `note` is the id of the step that made it. */
const removeNote = z.object({ verb: z.literal('remove-note'), note: stepId });
/** Fields of an address that a saved query asks for at most. */
const MOST_ASKED = 10;
/** A view is its address on this service; saving under a name again replaces what it names. One that asks for fields of its address is a query: what the address says of them is proposed. */
const saveView = z.object({
  verb: z.literal('save-view'),
  name,
  href: z
    .string()
    .max(8000)
    .regex(/^\/(?![/\\])[^\s\\]*$/, 'must begin with one slash'),
  asks: z.array(text(40)).min(1).max(MOST_ASKED).optional(),
});
const removeView = z.object({ verb: z.literal('remove-view'), name });
/** The text of a pasted list of indicators, one a line; it is read again on every new snapshot. */
const saveList = z.object({
  verb: z.literal('save-list'),
  name,
  text: z
    .string()
    .trim()
    .min(1)
    .max(LIST_CHARACTERS)
    .refine((list) => list.split('\n').length <= LIST_LINES, `must have at most ${LIST_LINES} lines`),
});
/** What a list found when it was saved, so that what is new can be told later: digests of its hits and accounts, in 16 hexadecimal digits. */
export const listBaseline = z.object({
  snapshot: text(64),
  hits: z.array(z.string()).max(200_000),
  /** Of those that were put in order. */
  accounts: z.array(z.string()).max(10_000),
});
/** See {@link listBaseline}. */
export type ListBaseline = z.infer<typeof listBaseline>;
const removeList = z.object({ verb: z.literal('remove-list'), name });
/** The network is the author's to work on until it is released; a second person is refused (NETWORK_TAKEN). */
const take = z.object({ verb: z.literal('take'), subject: network });
const release = z.object({ verb: z.literal('release'), subject: network });
/** The network is left alone for now, and looked at again when it changes: it waits for nobody until then. */
const watchNetwork = z.object({ verb: z.literal('watch-network'), subject: network });
const unwatchNetwork = z.object({ verb: z.literal('unwatch-network'), subject: network });
/** What investigators call a network, in place of the name that detection made up: shown everywhere, and found by search; bundles keep the made-up one. */
const nameNetwork = z.object({
  verb: z.literal('name-network'),
  subject: network,
  // It stands in titles, files and sentences, where no mark could say what is hidden in it.
  name: text(NAME_LETTERS).refine((each) => !HIDDEN_CHARACTER.test(each), 'a name holds visible characters alone'),
});
/** It is called again what detection called it. */
const unnameNetwork = z.object({ verb: z.literal('unname-network'), subject: network });
/** A place in the steps with a name, to go back to. */
const checkpoint = z.object({ verb: z.literal('checkpoint'), name });
/** What the author last looked at, for "changed since you last looked". A mark of one person: it is on record, but is no step, is on no branch, and is never undone. */
const seen = z.object({
  verb: z.literal('seen'),
  snapshot: text(64),
  networks: z.array(z.object({ id: text(40), accounts: z.number().int().min(0) })).max(MOST_NETWORKS),
});
/** A record of an account was shown as it stands in its dump, without masks, for this purpose. On record before it is shown; no step, and never undone. */
const reveal = z.object({
  verb: z.literal('reveal'),
  subject: account,
  dump: z.string().regex(/^[0-9a-f]{64}$/),
  ordinal: z.number().int().min(1),
  purpose: text(400),
});
/** The graph was asked in Cypher: the text without the values in it, and the names of its parameters. On record before it is run; no step, and never undone. */
const cypher = z.object({
  verb: z.literal('cypher'),
  cypher: text(20_000),
  parameters: z.array(z.string().max(100)).max(200),
});
/** Which points the next detection uses, by the name of their model, and of which verdicts they were learned (SHA-256; null for those that ship). No step: learning and forgetting each undo the other. */
const usePoints = z.object({
  verb: z.literal('use-points'),
  source: text(200),
  labels: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
});
/** Begins a branch that holds the steps up to `from` (all of them without it), and goes to it. */
const branch = z.object({ verb: z.literal('branch'), name, from: stepId.optional() });
/** Goes to a branch: what it holds is in force, and nothing else. */
const switchTo = z.object({ verb: z.literal('switch'), branch: text(4000) });

const plain = [
  verdict,
  verdicts,
  note,
  removeNote,
  saveView,
  removeView,
  removeList,
  take,
  release,
  watchNetwork,
  unwatchNetwork,
  nameNetwork,
  unnameNetwork,
  checkpoint,
  seen,
  branch,
  switchTo,
] as const;

/** What an investigator can ask of the casebook, besides undo and redo. */
export const command = z.discriminatedUnion('verb', [
  ...plain,
  saveList,
  z.object({ verb: z.literal('constrain'), rule, reason: constraint.shape.reason }),
  /** Everything is again as it was at a checkpoint, which is named by the id of its step. */
  z.object({ verb: z.literal('go-back'), checkpoint: stepId }),
]);
/** See {@link command}. */
export type Command = z.infer<typeof command>;

/** Steps that go out of force, and that come into force, by their ids. */
const moved = { out: z.array(stepId), in: z.array(stepId) };

/** A command as the journal keeps it: with all that its replay needs to know. */
export const recordedCommand = z.discriminatedUnion('verb', [
  ...plain,
  /** `found` is absent where nothing was detected yet. */
  saveList.extend({ found: listBaseline.optional() }),
  z.object({
    verb: z.literal('constrain'),
    id: constraint.shape.id,
    rule,
    reason: constraint.shape.reason,
    anchors: constraint.shape.anchors,
  }),
  reveal,
  cypher,
  usePoints,
  z.object({ verb: z.literal('undo'), step: stepId, ...moved }),
  /** `of` is the undo, or the way back to a checkpoint, that it reverses; null where one step was named. */
  z.object({ verb: z.literal('redo'), of: stepId.nullable(), ...moved }),
  z.object({ verb: z.literal('go-back'), checkpoint: stepId, ...moved }),
]);
/** See {@link recordedCommand}. */
export type RecordedCommand = z.infer<typeof recordedCommand>;

/** One entry of the journal. `hash` is the SHA-256 of the entry's canonical JSON without it, `prev` that of the entry before (64 zeros for the first). */
export const step = z.object({
  seq: z.number().int().min(1),
  id: stepId,
  atMs,
  author,
  branch: z.string(),
  command: recordedCommand,
  prev: z.string().regex(/^[0-9a-f]{64}$/),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});
/** See {@link step}. */
export type Step = z.infer<typeof step>;

/**
 * Where an entry stands: `now` is in force, `undone` was undone on this branch, `elsewhere` is on another branch alone, and an `act` (undo, redo, going to a branch or a checkpoint, a mark) is no
 * step that could be undone.
 */
export const STEP_STATES = ['now', 'undone', 'elsewhere', 'act'] as const;

/** An entry as a list of steps shows it. */
export const stepRow = z.object({
  seq: z.number().int(),
  id: stepId,
  atMs,
  author: z.string().nullable(),
  branch: z.string(),
  verb: z.enum(recordedCommand.options.map(({ shape }) => shape.verb.value)),
  /** What was done, in plain words. */
  name: z.string(),
  state: z.enum(STEP_STATES),
  /** What it speaks of, null for the others. */
  subject: subject.nullable(),
});
/** See {@link stepRow}. */
export type StepRow = z.infer<typeof stepRow>;

/** Who did it and when; `step` is the id of the entry. */
const said = { step: stepId, author: z.string().nullable(), atMs };
/** What a word is about; `network` is the id that a network has now, null where it is gone and for what is no network. */
const about = { subject, network: z.string().nullable() };

/** The casebook as it stands on the present branch, newest first. */
export const casebookView = z.object({
  /** The number of the last entry: what a command that follows from this answer is `basedOn`. */
  seq: z.number().int(),
  branch: z.string(),
  /** What undo and redo would do for this author, null for nothing. */
  undo: stepRow.nullable(),
  redo: stepRow.nullable(),
  /** Two for one network where networks with verdicts of their own have become one: the first is the newest. */
  verdicts: z.array(z.object({ ...said, ...about, verdict: z.enum(VERDICTS), text: z.string().nullable() })),
  notes: z.array(z.object({ ...said, ...about, text: z.string() })),
  /** `asks` are the fields of its address that a query asks for; empty for a view. */
  views: z.array(z.object({ ...said, name: z.string(), href: z.string(), asks: z.array(z.string()) })),
  lists: z.array(z.object({ ...said, name: z.string(), lines: z.number().int() })),
  takes: z.array(z.object({ ...said, ...about })),
  /** Networks that are watched. */
  watched: z.array(z.object({ ...said, ...about })),
  /** Names that were given to networks. Two for one network where named ones have become one: the first is the newest, and is what it is called. */
  names: z.array(z.object({ ...said, ...about, name: z.string() })),
  branches: z.array(
    z.object({
      name: z.string(),
      isCurrent: z.boolean(),
      /** Steps in force on it. */
      steps: z.number().int(),
      /** The branch that it came from, null for the first. */
      from: z.string().nullable(),
      madeMs: atMs.nullable(),
    }),
  ),
  checkpoints: z.array(z.object({ ...said, name: z.string() })),
  seen: z.array(z.object({ author: z.string(), atMs, snapshot: z.string(), networks: seen.shape.networks })),
});
/** See {@link casebookView}. */
export type CasebookView = z.infer<typeof casebookView>;

/** A saved list with its text. */
export const savedList = z.object({ ...said, name: z.string(), text: z.string() });
/** See {@link savedList}. */
export type SavedList = z.infer<typeof savedList>;

/** What a check of the journal found: it is whole, up to this entry. Ends that a crash cut off lie beside it. */
export const journalCheck = z.object({
  entries: z.number().int(),
  bytes: z.number().int(),
  /** Hash of the last entry; 64 zeros for none. Kept elsewhere, it shows that nothing was taken off the end since. */
  head: z.string(),
  torn: z.array(z.object({ file: z.string(), bytes: z.number().int() })),
});
/** See {@link journalCheck}. */
export type JournalCheck = z.infer<typeof journalCheck>;

/** Who asks, and the number of the last entry that they had seen: what somebody else did later to the same thing is never overwritten (STEP_CONFLICT). */
const by = { author, basedOn: z.number().int().min(0).optional() };
/** A command with who asks for it. */
export const runRequest = z.object({ command, ...by });
/** See {@link runRequest}. */
export type RunRequest = z.infer<typeof runRequest>;
/** Undoes a step; without one the last of this author, or of all where no author is given. `withDependents` undoes what needs it as well. */
export const undoRequest = z.object({ ...by, step: stepId.optional(), withDependents: z.boolean().default(false) });
/** See {@link undoRequest}. */
export type UndoRequest = z.infer<typeof undoRequest>;
/** Puts a step into force again, also one of another branch; without one what was undone last. */
export const redoRequest = z.object({ ...by, step: stepId.optional() });
/** See {@link redoRequest}. */
export type RedoRequest = z.infer<typeof redoRequest>;

/** Asks for a record without masks: which, why, and who asks. */
export const revealRequest = reveal
  .pick({ dump: true, ordinal: true, purpose: true })
  .extend({ id: account.shape.id, author: text(200) });
/** See {@link revealRequest}. */
export type RevealRequest = z.infer<typeof revealRequest>;

/** Which records of a dump, ordinals with commas; who sits at a browser says why and who they are where a record is an account's. */
export const rawRowsQuery = z.object({
  sha256: z.string().regex(/^[0-9a-f]{8,64}$/),
  ordinals: z.string().regex(/^\d{1,9}(,\d{1,9}){0,99}$/),
  purpose: reveal.shape.purpose.optional(),
  author,
});
/** See {@link rawRowsQuery}. */
export type RawRowsQuery = z.infer<typeof rawRowsQuery>;

/** Which entries, newest first: the steps alone, or every entry; of one subject alone where one is given, a network by the number that was spoken of. */
export const stepsQuery = z.object({
  which: z.enum(['steps', 'all']).default('steps'),
  subject: subject.optional(),
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});
/** See {@link stepsQuery}. */
export type StepsQuery = z.infer<typeof stepsQuery>;
