import { z } from 'zod';

const riskSteps = z.object({
  feature: z.string(),
  /** Points, in bits, below the first bound. */
  below: z.number(),
  /** From each bound of the amount on, so many points. */
  steps: z.array(z.tuple([z.number(), z.number()])),
});

/** Verdicts that were given like probabilities: what was said, what came of it. */
export const reliabilityBin = z.object({
  /** Mean probability 0–1 that was said. */
  said01: z.number(),
  /** Share that was confirmed, with its 95 % interval (Wilson). */
  confirmed01: z.number(),
  low01: z.number(),
  high01: z.number(),
  verdicts: z.number().int(),
});
/** See {@link reliabilityBin}. */
export type ReliabilityBin = z.infer<typeof reliabilityBin>;

/** How far probabilities hold, each said without the verdict that it is held against. */
export const reliability = z.object({
  verdicts: z.number().int(),
  /** Mean squared distance of the probability from what was said: 0 is best. */
  brier: z.number(),
  /** Expected calibration error: mean distance of what was said of a bin and what was confirmed of it. */
  calibrationError: z.number(),
  bins: z.array(reliabilityBin),
});
/** See {@link reliability}. */
export type Reliability = z.infer<typeof reliability>;

/** A model of risk points that was learned, as the home keeps it. */
export const keptModel = z.object({
  schema: z.literal('iolaus.risk-model/1'),
  learnedMs: z.number(),
  verdicts: z.object({ confirmed: z.number().int(), cleared: z.number().int() }),
  /** SHA-256 of the amounts and verdicts that it was learned from. */
  labels: z.string().regex(/^[0-9a-f]{64}$/),
  model: z.object({
    base: z.number(),
    fittedOn: z.string(),
    source: z.string(),
    terms: z.array(riskSteps),
    /** From score to probability, where there were verdicts enough. */
    calibration: z.object({ a: z.number(), b: z.number(), c: z.number() }).optional(),
  }),
  reliability: reliability.nullable(),
});
/** See {@link keptModel}. */
export type KeptModel = z.infer<typeof keptModel>;

/** Which model gives the points from the next detection on. */
export const riskModelView = z.object({
  /** `shipped`, or how many verdicts it was learned from, and when. */
  source: z.string(),
  learnedMs: z.number().nullable(),
  verdicts: z.object({ confirmed: z.number().int(), cleared: z.number().int() }).nullable(),
  labels: z.string().nullable(),
  /** What gave the points that are shown; null before the first detection. */
  inUse: z.string().nullable(),
  /** Networks judged by now, and how many of each learning and probabilities need. */
  judged: z.object({ confirmed: z.number().int(), cleared: z.number().int() }),
  leastToLearn: z.number().int(),
  leastToCalibrate: z.number().int(),
  /** How far the probabilities hold; null where there were too few verdicts for any. */
  reliability: reliability.nullable(),
});
/** See {@link riskModelView}. */
export type RiskModelView = z.infer<typeof riskModelView>;

const ofBoth = z.object({ shipped: z.number(), learned: z.number() });

/** What verdicts teach. */
export const learnReport = z.object({
  /** Networks by the verdict in force; those contested are left out, as are those that no network is now. */
  verdicts: z.object({
    confirmed: z.number().int(),
    cleared: z.number().int(),
    contested: z.number().int(),
    gone: z.number().int(),
  }),
  labels: z.string(),
  /** Weight of the pull towards the shipped points, per bit squared, and the effective degrees of freedom that it leaves. */
  ridge: z.number(),
  freedom: z.number(),
  /** Mean log loss, in nats, of what each verdict was, by points that were learned without it. */
  logLoss: ofBoth,
  /** Judged networks of tier act by their points alone, each by points that were learned without it. */
  inAct: z.object({ confirmed: ofBoth, cleared: ofBoth }),
  base: ofBoth,
  /** Points that changed, by term, from which amount on; null for what lies below the first bound. */
  changes: z.array(ofBoth.extend({ feature: z.string(), from: z.number().nullable() })),
  /** How far probabilities by these points would hold, or by the shipped ones where they are no better; null with too few verdicts. */
  reliability: reliability.nullable(),
  isBetter: z.boolean(),
  /** Whether the home keeps it, for the next detection. */
  isKept: z.boolean(),
});
/** See {@link learnReport}. */
export type LearnReport = z.infer<typeof learnReport>;
