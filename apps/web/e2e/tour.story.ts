import { seriousFindings } from './axe.js';
import { expect, test, type Page } from './test.js';

const card = (page: Page) => page.getByRole('dialog', { name: /./ }).and(page.locator('.tour-card'));
const isSeen = (page: Page) => page.evaluate(() => localStorage.getItem('iolaus.tour'));

/** The tour begins on the demo alone; stories before this one may have given its home other dumps. */
async function onTheDemo(page: Page): Promise<void> {
  await page.route('**/rpc/status/get*', async (route) => {
    const response = await route.fetch();
    const { json, ...rest } = (await response.json()) as { json: object };
    await route.fulfill({ response, json: { ...rest, json: { ...json, isDemo: true } } });
  });
}

/** A browser that has not seen the tour. */
const forgetTour = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    if (!sessionStorage.getItem('iolaus.tour-forgotten')) localStorage.removeItem('iolaus.tour');
    sessionStorage.setItem('iolaus.tour-forgotten', 'yes');
  });

for (const theme of ['dark', 'light'] as const) {
  test(`the tour leads from the queue to a verdict by keyboard, without a finding of axe, ${theme}`, async ({
    page,
  }) => {
    await page.addInitScript((kept) => localStorage.setItem('iolaus.theme', kept), theme);
    await forgetTour(page);
    await onTheDemo(page);
    await page.goto('/');
    for (let at = 1; at <= 7; at++) {
      await expect(card(page)).toContainText(`Tour, ${at} of 7`);
      await expect(page.locator('.tour-ring')).toBeVisible();
      const box = (await card(page).boundingBox())!;
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.y + box.height).toBeLessThanOrEqual(900);
      expect(await seriousFindings(page)).toEqual([]);
      await page.keyboard.press(at % 2 === 0 ? 'ArrowRight' : 'Enter');
    }
    await expect(card(page)).toHaveCount(0);
    await expect(page).toHaveURL(/\/n\//);
    expect(await isSeen(page)).toBe('seen');
  });
}

test('Escape skips the tour, it stays away, and Help begins it again', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await forgetTour(page);
  await onTheDemo(page);
  await page.goto('/');
  await expect(card(page)).toContainText('Tour, 1 of 7');
  expect(await card(page).evaluate((element) => getComputedStyle(element).animationName)).toBe('none');
  await page.keyboard.press('Escape');
  await expect(card(page)).toHaveCount(0);
  await page.reload();
  await page.locator('.tri-table tbody tr').first().waitFor();
  await expect(card(page)).toHaveCount(0);
  await page.keyboard.press('?');
  await page.getByRole('button', { name: 'Take the tour' }).click();
  await expect(card(page)).toContainText('Tour, 1 of 7');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await expect(card(page)).toContainText('Tour, 1 of 7');
});
