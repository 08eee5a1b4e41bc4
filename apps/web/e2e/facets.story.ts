import type { NetworkRecord } from '@iolaus/contracts';
import { records } from './ask.js';
import { seriousFindings } from './axe.js';
import { expect, test, type Page } from './test.js';

const rows = (page: Page) => page.locator('.tri-table tbody tr');
const chip = (page: Page, label: string) =>
  page.getByRole('group', { name: 'Filter' }).getByText(label, { exact: true });
const value = (page: Page, name: RegExp) => page.getByRole('menuitemcheckbox', { name });
/** Waits until so many networks pass. */
const pass = async (page: Page, count: number): Promise<void> =>
  expect(page.getByText(new RegExp(`^${count} of \\d+ pass, by risk$`))).toBeVisible();
const isOf = (tiers: readonly string[]) => (record: NetworkRecord) => tiers.includes(record.tier);

test.beforeEach(async ({ page }) => {
  await page.goto('/');
  await rows(page).first().waitFor();
});

test('a value says before the click how many networks it shows, and several are chosen at once', async ({ page }) => {
  const found = await records(page);
  await chip(page, 'Tier').click();
  for (const tier of ['act', 'benign']) {
    const of = value(page, new RegExp(`^${tier}`, 'i'));
    await expect(of).toContainText(String(found.filter(isOf([tier])).length));
    await of.click();
  }
  await page.keyboard.press('Escape');
  await pass(page, found.filter(isOf(['act', 'benign'])).length);
  await expect(page).toHaveURL(/tier=/);
  const address = page.url();
  await page.goto('/data');
  await page.goto(address);
  await pass(page, found.filter(isOf(['act', 'benign'])).length);
  await page.getByRole('button', { name: 'Clear Tier' }).click();
  await pass(page, found.length);
});

test('counts follow what other facets leave', async ({ page }) => {
  const found = await records(page);
  await chip(page, 'Tier').click();
  await value(page, /^Benign/).click();
  await page.keyboard.press('Escape');
  await chip(page, 'Size').click();
  const counts = await page.getByRole('menuitemcheckbox').locator('.num').allTextContents();
  expect(counts.reduce((sum, each) => sum + Number(each), 0)).toBe(found.filter(isOf(['benign'])).length);
});

test('the keyboard alone opens, chooses, undoes and clears', async ({ page }) => {
  const found = await records(page);
  await page.keyboard.press('f');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  // Letters find values in an open menu: T takes no network there.
  await page.keyboard.press('t');
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/tier=/);
  const review = found.filter(isOf(['review'])).length;
  if (review > 0) await pass(page, review);
  await page.keyboard.press('Control+z');
  await pass(page, found.length);
  await page.keyboard.press('Control+Shift+z');
  await expect(page).toHaveURL(/tier=/);
  await page.keyboard.press('Shift+F');
  await pass(page, found.length);
  await expect(page).not.toHaveURL(/tier=/);
});

test('where nothing passes it says which facet takes all away, and lifts it', async ({ page }) => {
  const found = await records(page);
  const act = found.filter(isOf(['act'])).length;
  await page.goto('/?tier=["act"]&verdict=["contested"]');
  await expect(page.getByRole('heading', { name: 'No network passes' })).toBeVisible();
  await expect(page.getByText(/^Verdict Contested removes/)).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Lift Verdict Contested' }).click();
  await pass(page, act);
});

test('what changed since the last visit is a facet of who gave a name', async ({ page }) => {
  await expect(chip(page, 'Since last visit')).toHaveCount(0);
  await page.evaluate(() => localStorage.setItem('iolaus.author', 'Tam Ferris'));
  await page.reload();
  await chip(page, 'Since last visit').click();
  await expect(value(page, /^New/).locator('.num')).toHaveText(String((await records(page)).length));
});
