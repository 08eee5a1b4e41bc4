import { readFileSync } from 'node:fs';
import type { CasebookView, StepRow } from '@iolaus/contracts';
import { ask, membersOf, records } from './ask.js';
import { seriousFindings } from './axe.js';
import { expect, test, type Page } from './test.js';

const region = (page: Page) => page.getByRole('region', { name: 'All accounts' });
const row = (page: Page, index: number) => region(page).locator(`tr[aria-rowindex="${index + 2}"]`);
const count = async (page: Page): Promise<number> =>
  Number(
    /^([\d,]+) of/.exec((await page.getByText(/^[\d,]+ of [\d,]+ pass$/).textContent()) ?? '')?.[1].replaceAll(',', ''),
  );

async function open(page: Page, address = '/accounts'): Promise<void> {
  await page.goto(address);
  await expect(row(page, 0).getByRole('link').first()).toBeVisible();
}

test('every account is in one table, of which only what is in sight is asked for', async ({ page }) => {
  const asked: number[] = [];
  page.on('response', (response) => {
    if (response.url().endsWith('/accounts/list'))
      void response.json().then(
        (body: { json: { rows: unknown[] } }) => asked.push(body.json.rows.length),
        () => undefined,
      );
  });
  await open(page);
  const all = await count(page);
  expect(all).toBe((await ask<{ accounts: number }>(page, '/status')).accounts);
  await expect(region(page).getByRole('table')).toHaveAttribute('aria-rowcount', String(all + 1));
  await region(page).evaluate((element) => element.scrollTo(0, element.scrollHeight / 2));
  await expect(
    row(page, Math.floor(all / 2))
      .getByRole('link')
      .first(),
  ).toBeVisible();
  await region(page).evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await expect(
    row(page, all - 1)
      .getByRole('link')
      .first(),
  ).toBeVisible();
  expect(await region(page).locator('tbody tr').count()).toBeLessThan(100);
  expect(Math.max(...asked)).toBeLessThanOrEqual(100);
  expect(asked.length).toBeLessThan(12);
  expect(await seriousFindings(page)).toEqual([]);
});

test('it is sorted by any column, narrowed by facets, and its address brings it back', async ({ page }) => {
  await open(page);
  await region(page)
    .getByRole('button', { name: /^Account/ })
    .click();
  await expect(region(page).getByRole('columnheader', { name: /^Account/ })).toHaveAttribute('aria-sort', 'ascending');
  const [network] = await records(page);
  await page.getByRole('group', { name: 'Filter' }).getByText('Size of network', { exact: true }).click();
  const value = page.getByRole('menuitemcheckbox', { name: /^10,000 and more/ });
  await expect(value.locator('.num')).toHaveText(network.accounts.toLocaleString('en-US'));
  await value.click();
  await page.keyboard.press('Escape');
  await expect.poll(() => count(page)).toBe(network.accounts);
  const first = await row(page, 0).getByRole('link').first().textContent();
  const address = page.url();
  await page.goto('/');
  await open(page, address);
  await expect(row(page, 0).getByRole('link').first()).toHaveText(first!);
  await page.goto('/accounts?tier=["act"]&verdict=["contested"]');
  await expect(page.getByText(/^Verdict Contested removes/)).toBeVisible();
});

test('columns are chosen and kept, and the file is what is seen', async ({ page }) => {
  const [network] = await records(page);
  const [member] = await membersOf(page, network.id, 1);
  const start = member.account.slice(0, 7);
  await open(page, `/accounts?find=${start}&sort=id&up=true`);
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Country' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Status' }).click();
  await page.keyboard.press('Escape');
  await expect(region(page).getByRole('columnheader', { name: 'Country' })).toBeVisible();
  await expect(region(page).getByRole('columnheader', { name: 'Status' })).toHaveCount(0);
  const shown = await count(page);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: `CSV of ${shown.toLocaleString('en-US')}` }).click();
  const lines = readFileSync(await (await download).path(), 'utf8')
    .trimEnd()
    .split('\r\n');
  expect(lines[0]).toBe('id,network,tier,bits,exchanges,created,first,last,country');
  expect(lines).toHaveLength(shown + 1);
  const ids = lines.slice(1).map((line) => line.split(',')[0]);
  expect(ids).toEqual(ids.toSorted());
  expect(ids.every((id) => id.startsWith(start))).toBe(true);
  await open(page, '/accounts');
  await expect(region(page).getByRole('columnheader', { name: 'Country' })).toBeVisible();
});

test('marked accounts get one word as one step, are opened in their network, and one undo takes it back', async ({
  page,
}) => {
  await page.goto('/');
  await page.evaluate(() => localStorage.setItem('iolaus.author', 'Mira Okafor'));
  await open(page, '/accounts?size=["10000"]&sort=bits');
  for (const at of [0, 1, 2]) {
    await page.keyboard.press('j');
    await expect(row(page, at)).toHaveClass('sel');
    await page.keyboard.press('x');
  }
  await expect(page.getByText('3 marked')).toBeVisible();
  await page.keyboard.press('v');
  await page.keyboard.press('3');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  const { rows } = await ask<{ rows: StepRow[] }>(page, '/casebook/steps?limit=1');
  expect(rows[0]).toMatchObject({ verb: 'verdicts', name: 'Contested 3 accounts' });
  await page.getByRole('group', { name: 'Filter' }).getByText('Verdict', { exact: true }).click();
  await expect(page.getByRole('menuitemcheckbox', { name: /^Contested/ }).locator('.num')).toHaveText('3');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await expect
    .poll(async () =>
      (await ask<CasebookView>(page, '/casebook')).verdicts.filter(({ subject }) => subject.on === 'account'),
    )
    .toEqual([]);
  await page
    .getByRole('group', { name: 'Marked accounts' })
    .getByRole('link', { name: /^Open in N-/ })
    .click();
  await expect(page.getByText('3 accounts selected', { exact: true }).first()).toBeVisible();
});
