import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SHIPPED_MODEL, toDocument } from '@iolaus/detect';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
// The built package: detection runs in a worker thread, which needs JavaScript.
import { answers, importDumps, Workbench } from '@iolaus/pipeline';
import { writeRiskModel } from './risk-model-file.js';

const TINY = join(import.meta.dirname, '../../../seed-data/tiny');
const home = mkdtempSync(join(tmpdir(), 'iolaus-learned-'));
const SOURCE = 'learned from 40 verdicts on 2026-05-01 (aaaaaaaa)';
let workbench: Workbench;

beforeAll(async () => {
  workbench = await Workbench.open({ home, env: {} });
  await importDumps(workbench, { paths: [TINY], lakeOnly: true });
}, 60_000);
afterAll(async () => {
  await workbench.close();
  rmSync(home, { recursive: true });
});

async function found() {
  const { detection, snapshot, tables } = await workbench.detect({ publish: false });
  return { document: toDocument(detection, tables), id: snapshot.id };
}

describe('a learned model in a home', () => {
  it('gives the points of the next detection, which says so, and the shipped ones come back when it is forgotten', async () => {
    const before = await found();
    expect(before.document.parameters).toMatchObject({ model: 'shipped' });
    writeRiskModel(workbench.home.riskModel, {
      schema: 'iolaus.risk-model/1',
      learnedMs: 1,
      verdicts: { confirmed: 20, cleared: 20 },
      labels: 'a'.repeat(64),
      reliability: null,
      model: {
        base: SHIPPED_MODEL.base + 2,
        calibration: { a: 1, b: 1, c: 0 },
        fittedOn: 'a test',
        source: SOURCE,
        terms: copyOf(SHIPPED_MODEL.terms),
      },
    });
    const learned = await found();
    expect(learned.document.parameters).toMatchObject({ model: SOURCE });
    expect(learned.id).not.toBe(before.id);
    // Nothing was published, so that ids follow the order of each run by itself.
    const scoresOf = ({ document }: typeof before): number[] =>
      document.networks.map(({ score }) => score).toSorted((x, y) => x - y);
    expect(scoresOf(learned)).toEqual(scoresOf(before).map((score) => Math.round((score + 2) * 100) / 100));
    for (const { score, probability } of learned.document.networks)
      expect(probability).toBeCloseTo(1 / (1 + 2 ** -score), 3);
    expect(before.document.networks.every(({ probability }) => probability === null)).toBe(true);
    answers.forgetRiskModel(workbench, { author: 'Ines Alder' });
    answers.forgetRiskModel(workbench, { author: 'Ines Alder' });
    expect(await found()).toEqual(before);
    const { rows } = answers.casebookSteps(workbench, { which: 'all', offset: 0, limit: 9 });
    expect(rows.map(({ author, name }) => [author, name])).toEqual([
      ['Ines Alder', 'Points are shipped from the next detection on'],
    ]);
  });
});

const copyOf = (terms: typeof SHIPPED_MODEL.terms) =>
  terms.map(({ feature, below, steps }) => ({
    feature,
    below,
    steps: steps.map(([b, p]): [number, number] => [b, p]),
  }));
