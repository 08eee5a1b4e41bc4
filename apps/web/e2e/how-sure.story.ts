import type { RiskModelView } from '@iolaus/contracts';
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

test('the queue says which points it shows, and that there are too few verdicts for a probability', async ({
  page,
}) => {
  await page.goto('/');
  await page.getByText('Points shipped, no probabilities yet.').click();
  await expect(page.getByText(/^A probability needs 100 confirmed and 100 cleared networks/)).toBeVisible();
  await expect(page.locator('.tri-reliability')).toHaveCount(0);
  await expect(page.getByText(/likely to be confirmed/)).toHaveCount(0);
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
