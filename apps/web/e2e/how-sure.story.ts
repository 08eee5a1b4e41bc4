import type { LearnReport, RiskModelView } from '@iolaus/contracts';
import { seriousFindings } from './axe.js';
import { expect, test } from './test.js';

const BINS = [0.01, 0.03, 0.09, 0.2, 0.41, 0.6, 0.78, 0.9, 0.96, 0.99].map((said01) => ({
  said01,
  confirmed01: Math.min(1, said01 + 0.02),
  low01: Math.max(0, said01 - 0.1),
  high01: Math.min(1, said01 + 0.13),
  verdicts: 24,
}));
const LEARNED: RiskModelView = {
  source: 'learned from 240 verdicts on 2026-05-01 (abcdef01)',
  learnedMs: 1,
  verdicts: { confirmed: 130, cleared: 110 },
  labels: 'a'.repeat(64),
  inUse: 'learned from 240 verdicts on 2026-05-01 (abcdef01)',
  judged: { confirmed: 130, cleared: 110 },
  leastToLearn: 20,
  leastToCalibrate: 100,
  reliability: { verdicts: 240, brier: 0.0712, calibrationError: 0.0211, bins: BINS },
};
const REPORT: LearnReport = {
  verdicts: { confirmed: 130, cleared: 110, contested: 2, gone: 1 },
  labels: 'a'.repeat(64),
  ridge: 12,
  freedom: 2.4,
  logLoss: { shipped: 0.512, learned: 0.301 },
  inAct: { confirmed: { shipped: 90, learned: 120 }, cleared: { shipped: 1, learned: 0 } },
  base: { shipped: -6.9, learned: -6.5 },
  changes: [{ feature: 'Synchrony', from: 0.2, shipped: 0.5, learned: 1.1 }],
  reliability: null,
  isBetter: true,
  isKept: false,
};

test('the queue says which points it shows, and that there are too few verdicts for a probability', async ({
  page,
}) => {
  await page.goto('/');
  await page.getByText('Points shipped, no probabilities yet.').click();
  await expect(page.getByText(/^A probability needs 100 confirmed and 100 cleared networks/)).toBeVisible();
  await expect(page.locator('.tri-reliability')).toHaveCount(0);
  await expect(page.getByText(/likely to be confirmed/)).toHaveCount(0);
});

test('what verdicts would change is seen before it is kept, and can be left', async ({ page }) => {
  const asked: unknown[] = [];
  await page.route('**/rpc/riskModel/get*', (route) => route.fulfill({ json: { json: LEARNED } }));
  await page.route('**/rpc/riskModel/learn*', async (route) => {
    asked.push(route.request().postDataJSON());
    await route.fulfill({ json: { json: REPORT } });
  });
  await page.goto('/');
  await page.getByText(/with probabilities\.$/).click();
  await page.getByRole('button', { name: 'Learn from the verdicts…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Points from verdicts' });
  await expect(dialog).toContainText('log loss 0.512 by the shipped points, 0.301 by the learned ones');
  await expect(dialog.getByRole('row', { name: /^Synchrony/ })).toContainText('+1.1');
  // The button fades in once there is something to keep.
  await expect.poll(() => seriousFindings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  expect(JSON.stringify(asked)).not.toContain('"check":false');
  await page.getByRole('button', { name: 'Learn from the verdicts…' }).click();
  await dialog.getByRole('button', { name: 'Use them from the next detection on' }).click();
  await expect(dialog).toHaveCount(0);
  expect(asked.filter((each) => JSON.stringify(each).includes('"check":false'))).toHaveLength(1);
});

for (const theme of ['dark', 'light'] as const) {
  test(`verdicts enough draw how far probabilities hold, without a finding of axe, ${theme}`, async ({ page }) => {
    await page.addInitScript((kept) => localStorage.setItem('iolaus.theme', kept), theme);
    await page.route('**/rpc/riskModel/get*', (route) => route.fulfill({ json: { json: LEARNED } }));
    await page.goto('/');
    await page.getByText(/with probabilities\.$/).click();
    const diagram = page.locator('.tri-reliability');
    await expect(diagram.locator('circle')).toHaveCount(10);
    await expect(diagram.getByRole('row').first()).toContainText('1 % said');
    await expect(page.getByText(/have it inside the 95 % interval/)).toBeVisible();
    expect(await seriousFindings(page)).toEqual([]);
  });
}
