import { expect, test } from './test.js';
import { openNetwork, records } from './ask.js';

test('two communities are marked in the list and compared: what both hold, and when they are active', async ({
  page,
}) => {
  const largest = (await records(page)).toSorted((a, b) => b.accounts - a.accounts)[0]!;
  await openNetwork(page, `/n/${largest.id}`);
  await page.getByRole('listbox', { name: 'Communities by size' }).focus();
  await page.keyboard.press('x');
  await expect(page.getByText('X on another compares it with A-01')).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('x');
  const panel = page.getByRole('complementary', { name: 'A-01 and A-02 compared' });
  await expect(panel).toBeVisible();
  await expect(panel.getByRole('img', { name: /^Share of members active by day/ })).toBeVisible();
  // Its table and its list count the same indicators.
  const both = await panel.getByRole('row').locator('td:nth-child(3)').allTextContents();
  const shared = both.reduce((sum, each) => sum + Number(each.replaceAll(',', '')), 0);
  const listed = panel.locator('section', { hasText: 'What both share' }).getByRole('listitem');
  await expect(listed).toHaveCount(Math.min(30, shared));
  await expect(page).toHaveURL(/cmp=/);
  await page.keyboard.press('Escape');
  await expect(panel).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(panel).toBeVisible();
});
