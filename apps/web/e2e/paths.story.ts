import type { LinkPaths } from '@iolaus/contracts';
import { expect, test } from './test.js';
import { ask, membersOf, openNetwork, records } from './ask.js';

test('P lists the best paths between two accounts, and one that is chosen is drawn', async ({ page }) => {
  const [network] = await records(page);
  const members = await membersOf(page, network.id, 200);
  const [a, b] = [members[0].account, members.at(-1)!.account];
  const { paths, notFollowed } = await ask<LinkPaths>(page, `/links/${a}/${b}/paths`);
  expect(paths.length).toBeGreaterThan(1);
  await openNetwork(page, `/n/${network.id}?sel=${JSON.stringify([a, b])}`);
  await page.keyboard.press('p');
  await expect(page.getByRole('tab', { name: 'Paths' })).toHaveAttribute('aria-selected', 'true');
  const heads = page.locator('.path-head');
  await expect(heads).toHaveCount(paths.length);
  await expect(page.getByRole('heading', { name: 'What was not followed' })).toHaveCount(
    notFollowed.length > 0 ? 1 : 0,
  );
  const bits = (await heads.allInnerTexts()).map((text) => Number(/weakest ([\d.]+)/.exec(text)?.[1]));
  expect(bits).toEqual(paths.map((path) => path.bits));
  await heads.nth(1).click();
  await expect(heads.nth(1)).toHaveAttribute('aria-pressed', 'true');
  await expect(heads.nth(1)).toContainText(/drawn/i);
  await expect(page).toHaveURL(/path=2/);
  const shown = page.locator('.path.on .path-account');
  await expect(shown).toHaveText([a, ...paths[1].steps.map(({ to }) => new RegExp(to))]);
  await page.keyboard.press('Escape');
  await expect(page.locator('.path.on')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('tab', { name: 'Why' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByText('Link between two accounts')).toBeVisible();
});
