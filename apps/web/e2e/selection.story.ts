import { readFileSync } from 'node:fs';
import { expect, test, type Page } from './test.js';
import { membersOf, openNetwork, records } from './ask.js';

const ROUND = [
  [1, -1],
  [1, 1],
  [-1, 1],
] as const;

const bar = (page: Page) => page.getByRole('group', { name: 'Selection' });

/** Drags the pointer from the upper left of the stage's middle over some of the other corners, so many pixels from it; over all of them unless told otherwise. */
async function drawRound(page: Page, radius: number, corners: readonly (readonly [number, number])[] = ROUND) {
  const box = (await page.locator('.stage-canvas').boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x - radius, y - radius);
  await page.mouse.down();
  for (const [right, down] of corners) await page.mouse.move(x + right * radius, y + down * radius, { steps: 4 });
  await page.mouse.up();
}

/** The count at the beginning of the words of the selection bar. */
async function selectedCount(page: Page): Promise<number> {
  return Number.parseInt(await bar(page).locator('.selection-count').innerText(), 10);
}

test('a lasso and a box select the accounts inside, and an address holds no more than it can', async ({ page }) => {
  const [network] = await records(page);
  await openNetwork(page, `/n/${network.id}?c=A-01`);
  await page.keyboard.press('l');
  await expect(page.getByRole('button', { name: 'Lasso' })).toHaveAttribute('aria-pressed', 'true');
  await drawRound(page, 110);
  await expect(bar(page)).toBeVisible();
  const inLasso = await selectedCount(page);
  expect(inLasso).toBeGreaterThan(0);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Lasso' })).toHaveAttribute('aria-pressed', 'false');
  await expect(bar(page)).toBeVisible();
  await page.keyboard.press('Shift+L');
  await drawRound(page, 215, [[1, 1]]);
  await expect(bar(page)).toContainText(/200 of \d{3} accounts selected; a view holds no more/);
  expect(page.url().length).toBeLessThan(6000);
  await page.reload();
  await expect(bar(page)).toContainText('200 of');
});

test('a drag with Shift adds to the selection, and the picture stays where it is', async ({ page }) => {
  const [network] = await records(page);
  const [member] = await membersOf(page, network.id);
  await openNetwork(page, `/n/${network.id}?c=${member.community}&sel=${JSON.stringify([member.account])}`);
  await page.keyboard.down('Shift');
  await drawRound(page, 100);
  await page.keyboard.up('Shift');
  await expect(bar(page)).not.toContainText('1 account selected');
  expect(new URL(page.url()).searchParams.get('sel')).toContain(member.account);
});

test('similar accounts are counted before any is selected, hidden by a key and shown again', async ({ page }) => {
  const [network] = await records(page);
  const [a, b] = await membersOf(page, network.id);
  await openNetwork(page, `/n/${network.id}?sel=${JSON.stringify([a.account, b.account])}`);
  await page.keyboard.press('s');
  const panel = page.getByRole('region', { name: 'Similar accounts' });
  await expect(panel).toContainText('The selected hold');
  const counts = (await panel.locator('.similar-count').allInnerTexts()).map((text) =>
    Number(text.replaceAll(',', '')),
  );
  expect(counts).toEqual(counts.toSorted((x, y) => y - x));
  expect(counts[0]).toBeGreaterThan(0);
  await panel.getByRole('button', { name: /^Add the/ }).click();
  await expect(panel).toBeHidden();
  const selected = await selectedCount(page);
  expect(selected).toBeGreaterThan(2);
  await page.keyboard.press('h');
  await expect(page.locator('.statusline')).toContainText(`Hidden: ${selected}`);
  await page.keyboard.press('Shift+H');
  await expect(page.locator('.statusline')).toContainText('Hidden: 0');
});

test('the selection is copied as ids and saved as a table', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const [network] = await records(page);
  const [a, b] = await membersOf(page, network.id);
  await openNetwork(page, `/n/${network.id}?sel=${JSON.stringify([a.account, b.account])}`);
  await bar(page).getByRole('button', { name: 'Copy ids' }).click();
  await expect(bar(page)).toContainText('Copied');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${a.account}\n${b.account}`);
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    bar(page).getByRole('button', { name: 'CSV' }).click(),
  ]);
  const lines = readFileSync(await file.path(), 'utf8')
    .trimEnd()
    .split('\r\n');
  expect(
    lines
      .slice(1)
      .map((line) => line.split(',')[0])
      .toSorted(),
  ).toEqual([a.account, b.account].toSorted());
});
