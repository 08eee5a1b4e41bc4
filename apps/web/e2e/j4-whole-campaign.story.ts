import type { NetworkView } from '@iolaus/contracts';
import { ask, openNetwork, records } from './ask.js';
import { framesWhile, measured, note, watchTasks } from './measure.js';
import { expect, test, type Page } from './test.js';

const middle = async (page: Page): Promise<{ readonly x: number; readonly y: number }> => {
  const box = (await page.locator('.stage-canvas').boundingBox())!;
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
};

test('J4: the largest campaign is seen whole, from its discs to any account', async ({ page }) => {
  await page.goto('/');
  const largest = (await records(page)).toSorted((a, b) => b.accounts - a.accounts)[0]!;
  const stage = page.locator('.stage-canvas');
  await measured(`J4 overview of ${largest.accounts} accounts, cold`, async () => {
    await page.goto(`/n/${largest.id}`);
    await page.locator('.stage-canvas:is([data-ready=discs], [data-ready=accounts])').waitFor();
  });
  await measured('J4 then all points', () => page.locator('.stage-canvas[data-ready=accounts]').waitFor());
  await expect(stage).toHaveAttribute('data-drawn-accounts', String(largest.accounts));
  await expect(stage).toHaveAttribute('data-drawn-communities', String(largest.communities));
  await expect(page.locator('.statusline')).toContainText('Not drawn:');

  const longest = await watchTasks(page);
  const { x, y } = await middle(page);
  const frames = await framesWhile(page, async () => {
    await page.mouse.move(x, y);
    await page.mouse.down();
    for (let at = 1; at <= 60; at++) await page.mouse.move(x + 3 * at, y + 2 * at);
    await page.mouse.up();
    for (let at = 0; at < 12; at++) await page.mouse.wheel(0, at < 6 ? -120 : 120);
  });
  note('J4 pan and zoom', `${frames.toFixed(0)} frames a second`);
  note('J4 longest task of the main thread', `${await longest()} ms`);
});

test('J4: any account of it is reached from the picture by its name', async ({ page }) => {
  await page.goto('/');
  const largest = (await records(page)).toSorted((a, b) => b.accounts - a.accounts)[0]!;
  await openNetwork(page, `/n/${largest.id}`);
  await page.getByRole('listbox').focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  const { picture } = await ask<NetworkView>(page, `/networks/${largest.id}`);
  await expect(page.locator('.crumbs b')).toHaveText(picture.discs.at(-1)!.label);
  await page.keyboard.press('g');
  await page
    .getByRole('checkbox', { name: /^Select / })
    .first()
    .click();
  await expect(page.getByText(`of network ${largest.name}`)).toBeVisible();
  await expect(page.getByText('Links of the selection are drawn.')).toBeVisible();
});
