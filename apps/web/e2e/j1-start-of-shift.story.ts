import type { CasebookView } from '@iolaus/contracts';
import { ask, records } from './ask.js';
import { measured } from './measure.js';
import { named, secondPerson } from './people.js';
import { expect, test, type Page } from './test.js';

const rows = (page: Page) => page.locator('.tri-table tbody tr');
const taken = async (page: Page) =>
  (await ask<CasebookView>(page, '/casebook')).takes.map(({ author, network }) => [author, network]);

test('J1: the queue says what is new, "take next" locks one to me, and a colleague gets another', async ({
  page,
  browser,
}) => {
  await named(page.context(), 'Iris Vole');
  await measured('J1 queue painted, cold', async () => {
    await page.goto('/');
    await rows(page).first().waitFor();
  });
  const [best] = await records(page);
  const first = rows(page).first();
  await expect(first).toContainText(best.accounts.toLocaleString('en-US'));
  await expect(first.getByRole('img', { name: /significance/ })).toBeVisible();
  await expect(first.locator('.held').first()).not.toBeEmpty();
  await expect(page.getByText(/By chance alone/)).toBeVisible();
  await expect(page.getByRole('columnheader', { name: /^Since/ })).toBeVisible();
  const [mine] = await measured('J1 take next, opened', async () => {
    await page.keyboard.press('t');
    await expect(page).toHaveURL(/\/n\/N-\d+/);
    await expect(page.locator('.take-line')).toContainText('Yours');
    return [/N-\d+/.exec(page.url())![0]];
  });
  const jo = await secondPerson(browser, page, 'Jo Marten');
  await jo.goto('/');
  await expect(rows(jo).filter({ hasText: mine }).locator('.tri-status')).toHaveText(/Taken by Iris Vole/);
  await jo.keyboard.press('t');
  await expect(jo).toHaveURL(/\/n\/N-\d+/);
  const theirs = /N-\d+/.exec(jo.url())![0];
  expect(theirs).not.toBe(mine);
  await expect
    .poll(() => taken(page))
    .toEqual([
      ['Jo Marten', theirs],
      ['Iris Vole', mine],
    ]);
  // The queue is as it was found.
  for (const each of [jo, page]) {
    await each.getByRole('button', { name: 'Release it' }).click();
    await expect(each.locator('.take-line')).toContainText('Nobody works on it.');
  }
  await jo.context().close();
});

test('J1: what changed since one last looked is told on the next visit', async ({ page }) => {
  await named(page.context(), 'Iris Vole');
  await page.goto('/');
  await rows(page).first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.insp-head').waitFor();
  await page.evaluate(() => sessionStorage.removeItem('iolaus.visit'));
  await page.goto('/');
  await expect(rows(page).first()).toContainText('No change');
  await expect(page.getByText(/No network changed since/)).toBeVisible();
});
