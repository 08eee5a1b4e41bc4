import { expect, test } from './test.js';
import { records } from './ask.js';

test.beforeEach(async ({ page }) => {
  await page.goto('/');
  await page.locator('.tri-table tbody tr').first().waitFor();
});

test('ranks every network that passes, with three figures and what holds it', async ({ page }) => {
  const found = await records(page);
  const rows = page.locator('.tri-table tbody tr');
  await expect(rows.first()).toContainText(found[0].name);
  await expect(rows.first().getByRole('img', { name: /significance 5 of 5/ })).toBeVisible();
  await expect(rows.first().getByRole('img', { name: /strength .* bits, bar/ })).toBeVisible();
  await expect(rows.first().locator('.tier')).toHaveText('Act');
  await expect(page.getByText(/networks pass q ≤ 0.01. By chance alone/)).toBeVisible();
  await expect(page.locator('.tri-more')).toContainText(`of ${found.length} shown, by risk`);
});

test('the keyboard moves, opens, and undo comes back to the same row', async ({ page }) => {
  const [, second] = await records(page);
  await page.keyboard.press('j');
  await expect(page.locator('.insp h2')).toHaveText(second.name);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/n/${second.id}$`));
  await page.keyboard.press('Control+z');
  await expect(page.locator('.insp h2')).toHaveText(second.name);
  await expect(page.locator('tr.sel')).toContainText(second.name);
});

test('a filter says what it hides, and Shift F shows it again', async ({ page }) => {
  const found = await records(page);
  const benign = found.filter((record) => record.tier === 'benign').length;
  await page.goto('/?tier=["act","review"]');
  await expect(page.getByText(`${benign} are hidden by the filter.`)).toBeVisible();
  await expect(page.locator('.tri-table tbody tr')).toHaveCount(found.length - benign);
  await page.keyboard.press('Shift+F');
  await expect(page.locator('.tri-table tbody tr')).not.toHaveCount(found.length - benign);
});

test('words that match nothing say so instead of an empty page', async ({ page }) => {
  await page.getByLabel('Filter by name or id').fill('no network is called this');
  await expect(page.getByText(/^0 of /)).toBeVisible();
  await expect(page.getByText(/^The text “no network is called this” removes/)).toBeVisible();
});
