import { expect, test } from './test.js';
import { expandable, openNetwork } from './ask.js';

test('expand shows counts first, adds what it said, and undo takes it back', async ({ page }) => {
  await page.goto('/');
  const { network, preview } = await expandable(page);
  const search = new URLSearchParams({ c: 'A-01', ind: JSON.stringify({ kind: preview.kind, value: preview.value }) });
  await openNetwork(page, `/n/${network.id}?${search}`);
  const before = page.url();
  await page.keyboard.press('e');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(`touches ${preview.touches.toLocaleString('en-US')} accounts`);
  await expect(dialog.locator('tbody tr').first().locator('td').nth(3)).toHaveText(
    preview.others.toLocaleString('en-US'),
  );
  expect(page.url()).toBe(before);
  await dialog.getByRole('button', { name: `Add all ${preview.others}` }).click();
  await expect(page.locator('.added li')).toHaveCount(preview.others);
  await page.keyboard.press('Control+z');
  await expect(page.locator('.added li')).toHaveCount(0);
  expect(page.url()).toBe(before);
});
