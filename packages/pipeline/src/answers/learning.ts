import { createHash } from 'node:crypto';
import {
  ANY_NETWORK,
  canonicalJson,
  IolausError,
  type KeptModel,
  type LearnReport,
  type NetworkRecord,
  type Reliability,
  type RiskModelView,
} from '@iolaus/contracts';
import {
  calibrate,
  learnRisk,
  LEAST_TO_CALIBRATE,
  LEAST_VERDICTS,
  reliabilityOf,
  RISK_TERMS,
  SHIPPED_MODEL,
  sourceOf,
  type Calibration,
  type JudgedNetwork,
  type LearnedModel,
} from '@iolaus/detect';
import { readRiskModel, removeRiskModel, writeRiskModel } from '../risk-model-file.js';
import type { Workbench } from '../workbench.js';
import { verdictsNow } from './casebook.js';
import { findNetwork } from './networks.js';

/** Which model gives the points from the next detection on, which gave those that are shown, and what verdicts allow for. */
export function riskModelView(workbench: Workbench): RiskModelView {
  const kept = readRiskModel(workbench.home.riskModel);
  const { confirmed, cleared } = workbench.hasSnapshot ? judgedIn(workbench).verdicts : { confirmed: 0, cleared: 0 };
  return {
    source: sourceOf(kept?.model ?? SHIPPED_MODEL),
    learnedMs: kept?.learnedMs ?? null,
    verdicts: kept?.verdicts ?? null,
    labels: kept?.labels ?? null,
    inUse: workbench.hasSnapshot ? String(workbench.snapshot().parameters['model']) : null,
    judged: { confirmed, cleared },
    leastToLearn: LEAST_VERDICTS,
    leastToCalibrate: LEAST_TO_CALIBRATE,
    reliability: kept?.reliability ?? null,
  };
}

/** Forgets what was learned; on record before it is done. Changes nothing where nothing was learned. */
export function forgetRiskModel(
  workbench: Workbench,
  { author }: { readonly author?: string | undefined } = {},
): RiskModelView {
  if (readRiskModel(workbench.home.riskModel))
    noteUse(workbench, { source: sourceOf(SHIPPED_MODEL), labels: null, author });
  removeRiskModel(workbench.home.riskModel);
  return riskModelView(workbench);
}

/**
 * Learns risk points from the verdicts on networks that are in force: confirmed is abusive, cleared is innocent, contested is left out. Kept for the next detection, and on record, unless it is only to be
 * checked.
 * With a hundred verdicts of each kind, scores become probabilities as well. Refuses too few verdicts (VERDICTS_TOO_FEW), and to keep points that foretell them no better than the shipped ones where there is nothing
 * to calibrate either (LEARNED_NO_BETTER).
 */
export function learnFromVerdicts(
  workbench: Workbench,
  { check, author }: { readonly check: boolean; readonly author?: string | undefined },
): LearnReport {
  const { judged, verdicts } = judgedIn(workbench);
  const { confirmed, cleared } = verdicts;
  if (Math.min(confirmed, cleared) < LEAST_VERDICTS)
    throw new IolausError('VERDICTS_TOO_FEW', { confirmed, cleared, least: LEAST_VERDICTS });
  const learned = learnRisk(judged, SHIPPED_MODEL);
  const labels = digestOf(judged);
  const calibrated = Math.min(confirmed, cleared) < LEAST_TO_CALIBRATE ? undefined : calibratedOf(learned);
  const report = reportOf(learned, { verdicts, labels, reliability: calibrated?.reliability ?? null });
  if (check) return report;
  if (!report.isBetter && !calibrated)
    throw new IolausError('LEARNED_NO_BETTER', {
      verdicts: judged.length,
      learned: report.logLoss.learned.toFixed(3),
      shipped: report.logLoss.shipped.toFixed(3),
    });
  const kept = keptOf(learned, { confirmed, cleared, labels, calibrated, learnedMs: Date.now() });
  noteUse(workbench, { source: sourceOf(kept.model), labels, author });
  writeRiskModel(workbench.home.riskModel, kept);
  return { ...report, isKept: true };
}

function noteUse(
  { casebook }: Workbench,
  { author, ...of }: { readonly source: string; readonly labels: string | null; readonly author: string | undefined },
): void {
  casebook.run({ verb: 'use-points', ...of }, { author, atMs: Date.now() });
}

/** Networks with their verdicts in force; where several speak of one network by now, the newest holds. */
function judgedIn(workbench: Workbench): Pick<LearnReport, 'verdicts'> & { readonly judged: JudgedNetwork[] } {
  const snapshot = workbench.snapshot();
  const verdicts = { confirmed: 0, cleared: 0, contested: 0, gone: 0 };
  const judged: JudgedNetwork[] = [];
  const seen = new Set<string>();
  for (const { subject, network, verdict } of verdictsNow(workbench)) {
    if (subject.on !== 'network' || verdict === 'none') continue;
    if (network !== null && seen.has(network)) continue;
    if (network !== null) seen.add(network);
    verdicts[network === null ? 'gone' : verdict]++;
    if (network === null || verdict === 'contested') continue;
    judged.push(judgedOf(findNetwork(snapshot, network).record, verdict === 'confirmed'));
  }
  return { judged, verdicts };
}

/** What its record keeps of a network: the amounts that verdicts teach of, and the points of all else but the base. */
function judgedOf({ points }: NetworkRecord, isAbusive: boolean): JudgedNetwork {
  const amounts = new Map(points.map(({ feature, amount }) => [feature, amount]));
  const taught = new Set([ANY_NETWORK, ...RISK_TERMS.map(({ feature }) => feature)]);
  return {
    amounts: RISK_TERMS.map(({ feature }) => amounts.get(feature) ?? null),
    fixed: points.reduce((sum, each) => (taught.has(each.feature) ? sum : sum + each.points), 0),
    isAbusive,
  };
}

/** SHA-256 of all that was learned from, whatever the order of the verdicts. */
function digestOf(judged: readonly JudgedNetwork[]): string {
  const lines = judged.map((each) => canonicalJson(each)).toSorted();
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}

function reportOf(learned: LearnedModel, of: Pick<LearnReport, 'verdicts' | 'labels' | 'reliability'>): LearnReport {
  const { model, held, crossValidated, ridge, freedom } = learned;
  const inAct = (isAbusive: boolean): LearnReport['inAct']['cleared'] => {
    const own = held.filter((each) => each.isAbusive === isAbusive);
    return {
      shipped: own.filter(({ shipped }) => shipped > 0).length,
      learned: own.filter((each) => each.learned > 0).length,
    };
  };
  return {
    ...of,
    ridge,
    freedom,
    logLoss: crossValidated,
    inAct: { confirmed: inAct(true), cleared: inAct(false) },
    base: { shipped: SHIPPED_MODEL.base, learned: model.base },
    changes: changesOf(model),
    isBetter: isBetter(learned),
    isKept: false,
  };
}

const isBetter = ({ crossValidated }: LearnedModel): boolean => crossValidated.learned < crossValidated.shipped;

/** A calibration of the points that are to be kept, and how far it holds. */
function calibratedOf(learned: LearnedModel): { readonly calibration: Calibration; readonly reliability: Reliability } {
  const by = isBetter(learned) ? 'learned' : 'shipped';
  const scored = learned.held.map((each) => ({ score: each[by], isAbusive: each.isAbusive, part: each.part }));
  return { calibration: calibrate(scored), reliability: reliabilityOf(scored) };
}

/** Points that are others than the shipped ones. */
function changesOf(model: LearnedModel['model']): LearnReport['changes'] {
  const shipped = new Map(SHIPPED_MODEL.terms.map((term) => [term.feature, term]));
  return model.terms.flatMap(({ feature, below, steps }) => {
    const was = shipped.get(feature);
    const levels = [
      { feature, from: null, shipped: was?.below ?? 0, learned: below },
      ...steps.map(([from, learned], k) => ({ feature, from, shipped: was?.steps[k]?.[1] ?? 0, learned })),
    ];
    return levels.filter((level) => level.shipped !== level.learned);
  });
}

function keptOf(
  learned: LearnedModel,
  of: Pick<KeptModel, 'labels' | 'learnedMs'> & {
    readonly confirmed: number;
    readonly cleared: number;
    readonly calibrated: ReturnType<typeof calibratedOf> | undefined;
  },
): KeptModel {
  const { confirmed, cleared, labels, calibrated, learnedMs } = of;
  const model = isBetter(learned) ? learned.model : SHIPPED_MODEL;
  const how = isBetter(learned) ? 'learned from' : 'shipped, calibrated by';
  const day = new Date(learnedMs).toISOString().slice(0, 10);
  return {
    schema: 'iolaus.risk-model/1',
    learnedMs,
    verdicts: { confirmed, cleared },
    labels,
    model: {
      base: model.base,
      fittedOn: `${SHIPPED_MODEL.fittedOn}, and verdicts on ${confirmed} confirmed and ${cleared} cleared networks`,
      source: `${how} ${confirmed + cleared} verdicts on ${day} (${labels.slice(0, 8)})`,
      terms: model.terms.map(({ feature, below, steps }) => ({
        feature,
        below,
        steps: steps.map(([bound, points]): [number, number] => [bound, points]),
      })),
      ...(calibrated && { calibration: calibrated.calibration }),
    },
    reliability: calibrated?.reliability ?? null,
  };
}
