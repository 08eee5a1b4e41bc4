import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Casebook } from '@iolaus/casebook';
import { ANY_NETWORK, type LearnReport, type RiskPoint, type Verdict } from '@iolaus/contracts';
import { RISK_TERMS, SHIPPED_MODEL } from '@iolaus/detect';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openHome, type Home } from '../home.js';
import { readRiskModel } from '../risk-model-file.js';
import type { Snapshot } from '../snapshot.js';
import type { Workbench } from '../workbench.js';
import { casebookSteps, runCommand, undoStep } from './casebook.js';
import { forgetRiskModel, learnFromVerdicts, riskModelView } from './learning.js';

let folder: string;
let home: Home;
let workbench: Workbench;
let names: (at: number) => string;
/** Points by which turns tell the two apart. */
let sure = 0;

/** Operators whom the shipped points put below Act, for they show few cards and no devices; offices that look a little like them. */
function pointsOf(at: number): RiskPoint[] {
  const isAbusive = at % 2 === 0;
  const wobble = ((at * 7919) % 100) / 100;
  const amounts: Record<string, number> = {
    Size: 2 + wobble,
    'Shared cards': isAbusive ? 1 : 0,
    'Shared rare prompts': isAbusive ? 12.3 + wobble : 9.5 + wobble,
    'Client software': isAbusive ? 2.5 + wobble : 1 + wobble,
    'Address rotation': isAbusive ? 1.5 + wobble : 0.5 + wobble,
    Synchrony: isAbusive ? 0.1 + wobble / 10 : 0.01 * wobble,
    'Days in step': isAbusive ? 4 + wobble : 1 + wobble,
  };
  return [
    { feature: ANY_NETWORK, value: '', amount: null, points: -6.9 },
    ...RISK_TERMS.map(({ feature }) => ({ feature, value: '', amount: amounts[feature] ?? 0, points: 0 })),
    { feature: 'Taking turns', value: '', amount: null, points: isAbusive ? sure : -sure },
  ];
}

function showing(count: number): void {
  const networks = Array.from({ length: count }, (_, at) => ({
    record: { id: `N-${at}`, name: names(at), hypotheses: [], points: pointsOf(at) },
    members: { ids: [`a${at}`] },
  }));
  const snapshot = { networks, parameters: { model: 'shipped' } } as unknown as Snapshot;
  Object.assign(workbench, { snapshot: () => snapshot });
}

const judge = (at: number, verdict: Verdict = at % 2 === 0 ? 'confirmed' : 'cleared') =>
  runCommand(workbench, {
    command: { verb: 'verdict', subject: { on: 'network', id: `N-${at}`, anchors: [] }, verdict },
    author: 'Ana',
  });
function judgeAll(count: number): void {
  for (let at = 0; at < count; at++) judge(at);
}
const learn = (check = false): LearnReport => learnFromVerdicts(workbench, { check });

beforeEach(() => {
  names = (at) => `Name ${at}`;
  sure = 0;
  folder = mkdtempSync(join(tmpdir(), 'iolaus-learning-'));
  home = openHome(folder);
  workbench = { home, casebook: new Casebook(home.journal), hasSnapshot: true } as unknown as Workbench;
  showing(80);
});
afterEach(() => {
  workbench.casebook.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('learning from verdicts', () => {
  it('keeps points that foretell verdicts better, and says of how many, what changed, and what it gained', () => {
    judgeAll(60);
    const report = learn();
    expect(report.verdicts).toEqual({ confirmed: 30, cleared: 30, contested: 0, gone: 0 });
    expect(report.logLoss.learned).toBeLessThan(report.logLoss.shipped);
    expect(report.inAct.confirmed.learned).toBeGreaterThan(report.inAct.confirmed.shipped);
    expect([report.isBetter, report.isKept]).toEqual([true, true]);
    expect(report.changes.length).toBeGreaterThan(0);
    const kept = readRiskModel(home.riskModel)!;
    for (const { feature, from, learned } of report.changes) {
      const term = kept.model.terms.find((each) => each.feature === feature)!;
      expect(from === null ? term.below : term.steps.find(([bound]) => bound === from)?.[1]).toBe(learned);
    }
    expect(kept.model.source).toMatch(/^learned from 60 verdicts on \d{4}-\d\d-\d\d \([0-9a-f]{8}\)$/);
    expect(riskModelView(workbench)).toMatchObject({ source: kept.model.source, labels: report.labels });
    expect(statSync(home.riskModel).mode & 0o777).toBe(0o600);
  });

  it('is on record with who kept it and of which verdicts, and only where it is kept', () => {
    judgeAll(60);
    const { seq } = workbench.casebook.state.steps.at(-1)!;
    learn(true);
    const { labels } = learnFromVerdicts(workbench, { check: false, author: 'Ines Alder' });
    const noted = workbench.casebook.state.steps.filter((step) => step.seq > seq);
    const { source } = riskModelView(workbench);
    expect(noted.map(({ author, command }) => [author, command])).toEqual([
      ['Ines Alder', { verb: 'use-points', source, labels }],
    ]);
    expect(casebookSteps(workbench, { which: 'all', offset: 0, limit: 1 }).rows[0].name).toBe(
      `Points are ${source} from the next detection on`,
    );
  });

  it('only says so when it is to be checked', () => {
    judgeAll(60);
    expect(learn(true)).toMatchObject({ isBetter: true, isKept: false });
    expect(riskModelView(workbench)).toEqual({
      source: 'shipped',
      learnedMs: null,
      verdicts: null,
      labels: null,
      inUse: 'shipped',
      judged: { confirmed: 30, cleared: 30 },
      leastToLearn: 20,
      leastToCalibrate: 100,
      reliability: null,
    });
  });

  it('refuses too few of a kind, and says how many there must be', () => {
    judgeAll(39);
    expect(() => learn(true)).toThrow(
      expect.objectContaining({
        code: 'VERDICTS_TOO_FEW',
        message: expect.stringContaining('20 networks are confirmed and 19 cleared') as string,
      }),
    );
    judge(39);
    expect(learn(true).verdicts).toMatchObject({ confirmed: 20, cleared: 20 });
  });

  it('leaves out those contested, those taken back or undone, and those that no network is now', () => {
    judgeAll(60);
    judge(0, 'contested');
    judge(1, 'none');
    const last = judge(60);
    undoStep(workbench, { step: last.step.id, withDependents: false, author: 'Ana' });
    showing(58);
    expect(learn(true).verdicts).toEqual({ confirmed: 28, cleared: 28, contested: 1, gone: 2 });
  });

  it('takes the verdict that was given last', () => {
    judgeAll(60);
    judge(1, 'confirmed');
    expect(learn(true).verdicts).toMatchObject({ confirmed: 31, cleared: 29 });
  });

  it('refuses to keep points that foretell verdicts no better', () => {
    // Verdicts that say just what the points say already leave nothing to gain.
    sure = 60;
    showing(80);
    judgeAll(60);
    expect(learn(true)).toMatchObject({ isBetter: false, changes: [] });
    expect(() => learn()).toThrow(expect.objectContaining({ code: 'LEARNED_NO_BETTER' }));
    expect(readRiskModel(home.riskModel)).toBeUndefined();
  });

  it('has no probability with 99 verdicts of a kind, and one with 100, by points that are learned or not', () => {
    showing(200);
    judgeAll(199);
    expect(learn(true)).toMatchObject({ verdicts: { confirmed: 100, cleared: 99 }, reliability: null });
    judge(199);
    const { reliability } = learn();
    expect(reliability).toMatchObject({ verdicts: 200 });
    expect(reliability!.bins.length).toBe(10);
    expect(readRiskModel(home.riskModel)).toMatchObject({
      reliability,
      model: { calibration: { a: expect.any(Number) } },
    });
    expect(riskModelView(workbench).reliability).toEqual(reliability);
    sure = 60;
    showing(200);
    expect(learn()).toMatchObject({ isBetter: false, isKept: true });
    const { model } = readRiskModel(home.riskModel)!;
    expect(model.source).toMatch(/^shipped, calibrated by 200 verdicts on /);
    expect(model.terms).toEqual(SHIPPED_MODEL.terms);
  });

  it('knows nothing of names and ids: others give the very same points', () => {
    judgeAll(60);
    const first = learn(true);
    names = (at) => `Other ${80 - at}`;
    showing(80);
    expect(learn(true)).toEqual(first);
  });

  it('is forgotten at will', () => {
    judgeAll(60);
    learn();
    expect(forgetRiskModel(workbench)).toMatchObject({ source: 'shipped' });
    expect(riskModelView(workbench).verdicts).toBeNull();
    expect(forgetRiskModel(workbench).source).toBe('shipped');
  });
});

describe('the file of a learned model', () => {
  it.each([
    ['no JSON', '{"schema":', 'another form'],
    ['another form', '{"schema":"iolaus.risk-model/2"}', 'another form'],
  ])('is refused when it is %s', (_, text, detail) => {
    writeFileSync(home.riskModel, text);
    expect(() => readRiskModel(home.riskModel)).toThrow(
      expect.objectContaining({ code: 'RISK_MODEL_DAMAGED', message: expect.stringContaining(detail) as string }),
    );
  });

  it('is refused with a term that no verdict teaches, such as a country', () => {
    judgeAll(60);
    learn();
    const kept = readRiskModel(home.riskModel)!;
    const terms = [...kept.model.terms, { feature: 'Country', below: 0, steps: [] }];
    writeFileSync(home.riskModel, JSON.stringify({ ...kept, model: { ...kept.model, terms } }));
    expect(() => readRiskModel(home.riskModel)).toThrow('“Country” is no term');
    expect(SHIPPED_MODEL.terms.some(({ feature }) => /country|nation|name/i.test(feature))).toBe(false);
  });
});
