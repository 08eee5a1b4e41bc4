import { z } from 'zod';
import { DAYS_OF } from './day-bits.js';

/** A stretch of time, Unix ms: from `fromMs` on, before `toMs`. */
export interface TimeWindow {
  readonly fromMs: number;
  readonly toMs: number;
}

/** What accounts did by day: row i says that account number `account[i]` of those asked for made `uses[i]` exchanges on `day[i]` (days since the Unix epoch). Sorted by account, day. */
export interface AccountDays {
  readonly account: Uint32Array;
  readonly day: Uint32Array;
  readonly uses: Uint32Array;
  /** `banned[i]` of the accounts were banned on `bannedDay[i]`. */
  readonly bannedDay: Uint32Array;
  readonly banned: Uint32Array;
}

/** Indicators that came up, and that went, between two windows. */
export interface HeldInWindows {
  readonly fresh: WindowComparison['fresh'];
  readonly lost: WindowComparison['lost'];
}

/** A day of the calendar, UTC. */
const day = z.iso.date();
/** Two days, both within. */
const days = z.object({ from: day, to: day });
/** See {@link days}. */
export type DayRange = z.infer<typeof days>;

/** Who was active when, and what happened besides. */
export const networkDays = z.object({
  startMs: z.number(),
  dayMs: z.number(),
  days: z.number().int(),
  /** Members in the order of the frame, `ceil(days / 8)` bytes each, base64: bit d of a member (lowest first) says that it was active on day d. */
  active: z.string(),
  members: z.number().int(),
  /** On which day each member signed up, or was first seen where no sign-up is known: two bytes each, base64, the lower first, in days from `startMs`; 32,768 and above before it, 65,535 where neither is known. */
  signUps: z.string(),
  /** First records of models that are new in the data. */
  releases: z.array(z.object({ ms: z.number(), model: z.string() })),
  /** Members that were banned, by day. */
  bans: z.array(z.object({ ms: z.number(), accounts: z.number().int() })),
});
/** See {@link networkDays}. */
export type NetworkDays = z.infer<typeof networkDays>;

/** Chosen days in a query: which, whom they keep, and the earlier ones that `came` and `went` compare them with. */
export const chosenDays = {
  from: day.optional(),
  to: day.optional(),
  daysOf: z.enum(DAYS_OF).default('active'),
  vsFrom: day.optional(),
  vsTo: day.optional(),
};

const windowIndicator = z.object({
  kind: z.string(),
  value: z.string(),
  text: z.string().nullable(),
  /** Members that hold it, at any time. */
  accounts: z.number().int(),
  firstMs: z.number(),
  lastMs: z.number(),
});
/** An indicator that is new in a window, or was lost before it. */
export type WindowIndicator = z.infer<typeof windowIndicator>;

/** Which windows of a network are compared. */
export const compareQuery = z.object({
  id: z.string().min(1).max(40),
  earlier: days,
  later: days,
});
/** See {@link compareQuery}. */
export type CompareQuery = z.infer<typeof compareQuery>;

const windowFigures = z.object({ members: z.number().int(), exchanges: z.number(), days: z.number().int() });
const someMembers = z.object({
  total: z.number().int(),
  /** Strongest first, capped. */
  accounts: z.array(z.object({ account: z.string(), community: z.string(), bits: z.number() })),
});
const someIndicators = z.object({
  total: z.number().int(),
  rows: z.array(windowIndicator),
  /** How many there are of each kind, most first. */
  kinds: z.array(z.object({ kind: z.string(), count: z.number().int() })),
});

/** How a network differs between two windows of time. */
export const windowComparison = z.object({
  earlier: windowFigures,
  later: windowFigures,
  both: z.number().int(),
  /** Active in the later window and not in the earlier, and the other way round. */
  joined: someMembers,
  left: someMembers,
  /** Nobody of the network had them before the later window; or nobody since it began. */
  fresh: someIndicators,
  lost: someIndicators,
  /** By community: active members in either window. */
  communities: z.array(z.object({ label: z.string(), earlier: z.number().int(), later: z.number().int() })),
});
/** See {@link windowComparison}. */
export type WindowComparison = z.infer<typeof windowComparison>;

/** Exchanges of a network by model in two windows, most used first; null is for records that name none. */
export const modelUses = z.array(z.object({ model: z.string().nullable(), earlier: z.number(), later: z.number() }));
/** See {@link modelUses}. */
export type ModelUses = z.infer<typeof modelUses>;
