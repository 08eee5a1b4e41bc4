import { z } from 'zod';

const riskSteps = z.object({
  feature: z.string(),
  /** Points, in bits, below the first bound. */
  below: z.number(),
  /** From each bound of the amount on, so many points. */
  steps: z.array(z.tuple([z.number(), z.number()])),
});

/** A model of risk points that was learned, as the home keeps it. */
export const keptModel = z.object({
  schema: z.literal('iolaus.risk-model/1'),
  learnedMs: z.number(),
  verdicts: z.object({ confirmed: z.number().int(), cleared: z.number().int() }),
  /** SHA-256 of the amounts and verdicts that it was learned from. */
  labels: z.string().regex(/^[0-9a-f]{64}$/),
  model: z.object({ base: z.number(), fittedOn: z.string(), source: z.string(), terms: z.array(riskSteps) }),
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
  isBetter: z.boolean(),
  /** Whether the home keeps it, for the next detection. */
  isKept: z.boolean(),
});
/** See {@link learnReport}. */
export type LearnReport = z.infer<typeof learnReport>;
