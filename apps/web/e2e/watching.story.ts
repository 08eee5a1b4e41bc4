import type { CasebookView } from '@iolaus/contracts';
import { ask, records } from './ask.js';
import { named } from './people.js';
import { expect, test } from './test.js';

test('a network is watched by a key, stands under Watching and not under Open, and undo puts it back', async ({
  page,
}) => {
  await named(page.context(), 'Iris Vole');
  const chip = (word: string) =>
    page.getByRole('group', { name: 'Part of the queue' }).getByRole('button', { name: word, exact: false });
  await page.goto('/');
  const [best] = await records(page);
  const row = page.locator('.tri-table tbody tr').first();
  await expect(row.locator('.tri-status')).toHaveText('Open');
  const open = Number((await chip('Open').locator('b').textContent())!.replaceAll(',', ''));
  await page.keyboard.press('w');
  await expect(row.locator('.tri-status')).toHaveText('Watching');
  await expect(page.locator('.take-line')).toContainText('It is watched.');
  await expect(chip('Open').locator('b')).toHaveText((open - 1).toLocaleString('en-US'));
  await chip('Watching').click();
  await expect(page.locator('.tri-table tbody tr')).toHaveCount(1);
  await expect(page).toHaveURL(/show=watching/);
  expect((await ask<CasebookView>(page, '/casebook')).watched.map(({ network }) => network)).toEqual([best.id]);
  await chip('All').click();
  await page.getByRole('button', { name: 'Stop watching' }).click();
  await expect(row.locator('.tri-status')).toHaveText('Open');
  await page.keyboard.press('w');
  await expect(row.locator('.tri-status')).toHaveText('Watching');
  await page.keyboard.press('Control+z');
  await expect(row.locator('.tri-status')).toHaveText('Open');
});
