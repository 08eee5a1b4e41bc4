import type { AccountView } from '@iolaus/contracts';
import { ask, expandable, membersOf, openNetwork, previewOf, records } from './ask.js';
import { measured, note } from './measure.js';
import { saved } from './saved.js';
import { expect, test, type Page } from './test.js';

test('J3: from an account to its network, and what an expansion adds is said before it is added', async ({ page }) => {
  await page.goto('/');
  const [network] = await records(page);
  const [member] = await membersOf(page, network.id);
  await measured('J3 account page', async () => {
    await page.goto(`/a/${member.account}`);
    await page.getByRole('heading', { name: `What holds it in ${network.name}` }).waitFor();
  });
  await page.getByRole('link', { name: 'Show in network' }).click();
  await page.locator('.stage-canvas[data-ready=accounts]').waitFor();
  await expect(page.locator('.insp-head')).toContainText(member.account);

  const { network: other, preview } = await expandable(page);
  await openNetwork(page, inHand(other.id, preview, 'A-01'));
  const before = await accountsAt(page);
  await page.keyboard.press('e');
  const dialog = page.getByRole('dialog');
  for (const row of preview.rows)
    await expect(dialog.locator('tbody')).toContainText(
      [row.touches, row.here, row.others, row.moreThanChance].map((each) => each.toLocaleString('en-US')).join(''),
    );
  await measured(`J3 expansion of ${preview.others}`, async () => {
    await dialog.getByRole('button', { name: `Add all ${preview.others}` }).click();
    await expect(page.locator('.added li')).toHaveCount(preview.others);
  });
  const after = await accountsAt(page);
  expect(after.length).toBeGreaterThanOrEqual(before.length);
  const moved = before.map(({ x, y }, at) => Math.hypot(x - after[at].x, y - after[at].y));
  const median = moved.toSorted((a, b) => a - b)[Math.floor(moved.length / 2)];
  note('J3 accounts moved, median', `${median.toFixed(1)} px of ${moved.length}`);
  expect(median).toBeLessThan(20);
});

test('J3: what everybody shares is offered as a page, and is not exploded', async ({ page }) => {
  await page.goto('/');
  const [network] = await records(page);
  const hub = await hubOf(page, network.id);
  await openNetwork(page, inHand(network.id, hub, 'A-01'));
  await page.keyboard.press('e');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('are too many to add; its page lists them.');
  await expect(dialog.getByRole('button', { name: /^Add all/ })).toHaveCount(0);
  await dialog.getByRole('link', { name: 'Open its page' }).click();
  await expect(page).toHaveURL(/\/i\//);
  await expect(page.getByRole('heading', { name: 'Accounts', exact: true })).toBeVisible();
});

/** The address of a network with a community open and an indicator in hand. */
const inHand = (network: string, { kind, value }: { readonly kind: string; readonly value: string }, c: string) =>
  `/n/${network}?${new URLSearchParams({ c, ind: JSON.stringify({ kind, value }) })}`;

/** What a member holds and more accounts outside its network than are ever added. */
async function hubOf(page: Page, network: string) {
  const members = await membersOf(page, network);
  for (const { account } of members) {
    const { indicators } = await ask<AccountView>(page, `/accounts/${account}`);
    for (const each of indicators.filter(({ outside }) => outside > 500))
      if ((await previewOf(page, network, each)).others > 500) return each;
  }
  throw new Error('no member holds what more than 500 others hold');
}

/** Where the accounts of the picture stand, in pixels of the screen, in the order in which they are drawn: small whole circles. */
async function accountsAt(page: Page): Promise<{ readonly x: number; readonly y: number }[]> {
  const svg = (await saved(page, 'Picture as SVG')).bytes.toString();
  return Array.from(svg.matchAll(/M(-?[\d.]+) (-?[\d.]+)A([\d.]+) /g), ([, x, y, r]) => ({
    x: Number(x) - Number(r),
    y: Number(y),
    r: Number(r),
  })).filter(({ r }) => r < 6);
}
