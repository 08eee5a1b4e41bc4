import type { CasebookView, StepRow } from '@iolaus/contracts';
import { ask, openNetwork, records } from './ask.js';
import { seriousFindings } from './axe.js';
import { named, secondPerson } from './people.js';
import { expect, test, type Page } from './test.js';

const here = (page: Page) => page.getByRole('list', { name: 'Colleagues here' });
const dialog = (page: Page) => page.getByRole('dialog');
const entries = async (page: Page): Promise<number> =>
  (await ask<{ rows: StepRow[]; total: number }>(page, '/casebook/steps?which=all&limit=1')).total;

test('colleagues on the same network are shown with what they look at, and nothing of it is kept', async ({
  page,
  browser,
}) => {
  await named(page.context(), 'Iris Vole');
  await page.goto('/');
  const [first, second] = await records(page);
  await openNetwork(page, `/n/${first.id}`);
  const before = await entries(page);
  const jo = await secondPerson(browser, page, 'Jo Marten');
  await openNetwork(jo, `/n/${first.id}?c=A-02`);
  await expect(here(page)).toContainText('JM');
  await expect(here(page)).toContainText('Jo Marten looks at community A-02');
  await expect(here(jo)).toContainText('Iris Vole looks at the whole network');
  expect(await seriousFindings(page)).toEqual([]);
  await jo.getByRole('button', { name: 'Whole network' }).click();
  await jo.getByRole('tab', { name: 'Plan' }).click();
  await expect(here(page)).toContainText('Jo Marten looks at its plan');
  await jo.goto(`/n/${second.id}`);
  await expect(here(page)).toHaveCount(0);
  expect(await entries(page)).toBe(before);
  await jo.context().close();
});

test('who closes the browser is gone after some seconds', async ({ page, browser }) => {
  await named(page.context(), 'Iris Vole');
  await page.goto('/');
  const [first] = await records(page);
  await openNetwork(page, `/n/${first.id}`);
  const jo = await secondPerson(browser, page, 'Jo Marten');
  await openNetwork(jo, `/n/${first.id}`);
  await expect(here(page)).toContainText('Jo Marten');
  await jo.context().close();
  await expect(here(page)).toHaveCount(0, { timeout: 20_000 });
});

test('a verdict of a colleague while the dialog is open is shown in it, and is not written over unasked', async ({
  page,
  browser,
}) => {
  await named(page.context(), 'Iris Vole');
  await page.goto('/');
  const [first] = await records(page);
  await openNetwork(page, `/n/${first.id}`);
  await page.keyboard.press('v');
  await dialog(page).waitFor();
  const jo = await secondPerson(browser, page, 'Jo Marten');
  await openNetwork(jo, `/n/${first.id}`);
  await jo.keyboard.press('v');
  await dialog(jo).waitFor();
  await jo.keyboard.press('3');
  await expect(dialog(jo)).toHaveCount(0);
  await expect(dialog(page).locator('.standing')).toContainText('Contested Jo Marten');
  await page.keyboard.press('2');
  await expect(dialog(page)).toContainText('Theirs, on record');
  await expect(dialog(page)).toContainText(`Jo Marten contested ${first.id}`);
  await page.getByRole('button', { name: 'Leave it' }).click();
  const { verdicts } = await ask<CasebookView>(page, '/casebook');
  expect(verdicts).toMatchObject([{ author: 'Jo Marten', verdict: 'contested', network: first.id }]);
  await jo.keyboard.press('Control+z');
  await expect.poll(async () => (await ask<CasebookView>(page, '/casebook')).verdicts).toEqual([]);
  await jo.context().close();
});
